"""Makes files from the rows of a table: each row is a routine with settings, and is made again only when something has changed."""

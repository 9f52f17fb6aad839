"""A table of rows to files: each row a routine with settings, made once, and again only when something has changed."""

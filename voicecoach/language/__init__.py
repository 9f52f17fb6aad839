"""Source text to `Routine` (parse), `Routine` to intervals (expand). Pure."""

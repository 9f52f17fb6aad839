"""What people write in place of what is meant: each slip is reported with its edit, and read as it is meant."""

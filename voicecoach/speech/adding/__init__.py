"""Adds voices to the data folder, from untrusted files, folders and archives."""

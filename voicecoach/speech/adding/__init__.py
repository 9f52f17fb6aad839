"""Voices that the user adds: from files, folders and archives of strangers to the data folder."""

"""The sound device and what drives it."""

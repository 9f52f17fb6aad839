"""Pastes that are read as a whole: tables, handouts, clock times, `key: value` and steps with targets."""

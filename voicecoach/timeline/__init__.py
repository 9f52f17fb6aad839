"""Intervals to events (schedule), events and clip lengths to placed clips (place). Pure."""

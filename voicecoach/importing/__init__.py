"""Turns other programs' workouts into routines: text in, routine text and notes out. Nothing is opened, nothing is run."""

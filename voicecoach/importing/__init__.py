"""What other tools call a workout, as a routine: text in, routine text and notes out. Nothing is opened, nothing is run."""

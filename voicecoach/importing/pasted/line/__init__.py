"""One line as items: an exercise, several, a rest, a total, a heading, or nothing of the workout."""

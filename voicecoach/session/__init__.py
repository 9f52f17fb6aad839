"""A live session: its steps, cues and gates as the player needs them, and what grows while it plays."""

"""What the player does and when: its states, what is written to the output, and what is audible."""

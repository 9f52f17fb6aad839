"""What is seen of a live session: the board as data, its layout, and drawing it on a terminal."""

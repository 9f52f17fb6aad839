"""Clips, tones and the mix, which is read block by block. Pure functions and values."""

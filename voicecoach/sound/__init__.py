"""Clips, tones and the mix that is read block by block. Pure."""

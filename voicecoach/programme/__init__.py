"""Programmes: sessions over weeks, and what is due next."""

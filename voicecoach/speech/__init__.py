"""Engines behind one Protocol, the worker that isolates them, the clip cache."""

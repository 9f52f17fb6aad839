"""The log of sessions: what was played, how far, and what was really heard of it."""

"""voicecoach compiles a routine into spoken coaching with exact timing."""

__version__ = "0.1.0"

"""Advice that findings of several families give."""

from __future__ import annotations

from voicecoach.report.wording.show import did_you_mean
from voicecoach.report.wording.words import FindingWords

QUOTES = "put the text in quotes"


def suggested(message: str, suggestion: str, otherwise: str) -> FindingWords:
    """Return words whose label is the suggestion; without one, the hint says what is right."""
    mean = did_you_mean(suggestion)
    return FindingWords(message, mean, mean or otherwise)

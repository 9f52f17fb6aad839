"""How long the parts of a text take to say."""

from typing import Final

# Fitted to the clips of the natural voice at its own rate.
MS_ALWAYS: Final = 260
MS_PER_LETTER: Final = 48
MS_PER_DIGIT: Final = 270
MS_PER_COMMA: Final = 265
MS_PER_SENTENCE: Final = 930

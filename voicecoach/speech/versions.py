"""What a stored clip is, for those who read it without making one."""

from typing import Final

# Change it with anything that changes a sample of `process`: it is part of every cache key.
PROCESSING_VERSION: Final = 11

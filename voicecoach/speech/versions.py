"""The version of stored clips, importable without the code that makes them."""

from typing import Final

# Change it with anything that changes a sample of `process`: it is part of every cache key.
PROCESSING_VERSION: Final = 11

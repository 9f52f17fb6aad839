"""`python -m voicecoach` is the `voicecoach` command."""

import os
import sys
from contextlib import suppress

if __name__ == "__main__" and not sys.flags.safe_path:
    # Python puts the current folder first. Nothing is imported from there, unless this package lies there.
    with suppress(OSError):  # it was deleted: then Python puts nothing there
        here = os.getcwd()  # noqa: PTH109 - as Python does
        if sys.path[0] == here and not os.path.samefile(here, os.path.join(os.path.dirname(__file__), "..")):  # noqa: PTH118, PTH120, PTH121
            del sys.path[0]

from voicecoach.cli import main

if __name__ == "__main__":
    main()

"""`python -m voicecoach` is the `voicecoach` command."""

import os
import sys

# Python puts the current folder first here. Nothing is imported from there, unless it is where this package lies.
_OURS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120  # pathlib is not loaded yet
if not sys.flags.safe_path and os.path.realpath(sys.path[0]) != os.path.realpath(_OURS):
    del sys.path[0]

from voicecoach.cli import main  # noqa: E402  # only now

if __name__ == "__main__":
    main()

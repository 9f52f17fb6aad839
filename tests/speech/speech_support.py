"""What several tests of the speech room need."""

import os
from pathlib import Path

from voicecoach.speech.worker_process import Limits
from voicecoach.timeline.audible import Utterance

QUICK = Limits(start_s=60, cue_s=1.0, per_character_s=0.0)


def said(*texts, **values):
    return [Utterance(text=text, **values) for text in texts]


def is_running(pid):
    """Whether a process is there and no zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return not Path("/proc/self").exists()  # elsewhere than on Linux it cannot be told
    return status.rsplit(")", 1)[1].split()[0] != "Z"

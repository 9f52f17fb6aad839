"""A player that is sent to the start of a step is there within 50 ms: what it plays is what the plan has at that time."""

import json
import os
import subprocess
import sys

import pytest
from seeking import ALIKE, BROWSERS, HEARD_S, PROGRAMS, RATE, apart_ms, place_s, samples_of

WITHIN_S = 0.050
ROUTINE = """\
title: Seeking
steps:
  - lead-in: 8s
  - rounds: 4
    steps:
      - hold: Bar hang
        for: 41s
        cues: {300ms: "Walk your feet forward, and let the ribs drop.", 9s: "Breathe out slowly.", 20s: "Long neck."}
      - rest: 17s
        say: Rest, and shake out your arms.
  - hold: Wall sit
    for: 1m7s
    cues: {500ms: "Back flat against the wall, knees over the ankles."}
"""


@pytest.fixture(scope="module")
def session(tmp_path_factory, clips):
    """An MP3, all of its sound as a decoder hears it, and where its steps begin in seconds."""
    folder = tmp_path_factory.mktemp("seeking")
    (folder / "mine.yaml").write_text(ROUTINE)
    words = ["export", "mine.yaml", "-o", "a.mp3", "-o", "a.json", "--engine", "espeak", "-q"]
    environment = os.environ | {"VOICECOACH_CACHE_DIR": str(clips)}
    subprocess.run([sys.executable, "-m", "voicecoach", *words], cwd=folder, env=environment, check=True)
    starts_s = [one["start_ms"] / 1000 for one in json.loads((folder / "a.json").read_text())["intervals"]]
    whole = samples_of(
        ["ffmpeg", "-v", "error", "-i", folder / "a.mp3", "-f", "s16le", "-ac", "1", "-ar", str(RATE), "-"]
    )
    return folder / "a.mp3", whole, starts_s[1:]


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_is_where_it_is_sent(name, session, tmp_path):
    path, whole, starts_s = session
    for start_s in starts_s:
        heard = PROGRAMS[name](path, start_s, tmp_path)[: int(HEARD_S * RATE)]
        found_s, alike = place_s(whole, heard, start_s)
        assert alike > ALIKE, (start_s, alike)
        assert found_s == pytest.approx(start_s, abs=WITHIN_S)


@pytest.mark.parametrize("name", BROWSERS)
def test_a_browser_plays_the_time_that_it_shows(name, session, pulse, tmp_path):
    found = apart_ms(name, session[0].parent, tmp_path, pulse.environment)
    assert len(found) == len(session[2])
    assert min(alike for _, alike in found) > ALIKE
    differences_ms = [apart for apart, _ in found]
    assert differences_ms == pytest.approx([0] * len(differences_ms), abs=WITHIN_S * 1000)

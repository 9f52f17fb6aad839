"""The demo that the README links: short, small, whole."""

import subprocess
from pathlib import Path

import pytest
import soundfile

ROOT = Path(__file__).parent.parent
DEMOS = sorted((ROOT / "audio" / "demo").glob("*.mp3"))


def test_there_are_three_and_the_readme_links_them():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert len(DEMOS) == 3
    assert all(f"(audio/demo/{path.name})" in readme for path in DEMOS)


@pytest.mark.parametrize("path", DEMOS, ids=lambda path: path.stem)
def test_a_demo_is_small_and_sound(path):
    assert path.stat().st_size < 400_000
    info = soundfile.info(path)
    assert 40 < info.frames / info.samplerate <= 60
    assert (ROOT / "voicecoach" / "library" / f"{path.stem}.yaml").is_file()
    said = subprocess.run(["mp3val", path], capture_output=True, text=True, check=True).stdout
    assert "WARNING" not in said
    assert "ERROR" not in said

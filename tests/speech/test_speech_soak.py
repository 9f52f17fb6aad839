import subprocess
import sys
from pathlib import Path

SOAK = Path(__file__).parents[2] / "scripts" / "soak"


def test_twelve_sentences_are_the_same_in_any_order_and_process_with_workers_killed_at_random():
    command = [sys.executable, str(SOAK), "--engine", "espeak", "--utterances", "12", "--kill"]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=180)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "12 sentences, 4 times each, 0 different" in result.stdout

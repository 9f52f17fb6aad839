import subprocess
import sys
from pathlib import Path

import pytest

SOAK = Path(__file__).parents[2] / "scripts" / "soak"


@pytest.mark.parametrize("more", [[], ["--kill"]], ids=["undisturbed", "with workers killed at random"])
def test_sixty_sentences_are_the_same_in_any_order_and_process(more):
    command = [sys.executable, str(SOAK), "--engine", "espeak", "--utterances", "60", *more]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=180)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "60 sentences, 4 times each, 0 different" in result.stdout

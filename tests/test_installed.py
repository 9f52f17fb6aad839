"""What is tested is what users install: the wheel, where scripts/test says that it has put one in place."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import voicecoach

WHERE = "import voicecoach; print(voicecoach.__file__)"

installed = pytest.mark.skipif(
    os.environ.get("VOICECOACH_TESTS_OF_WHEEL") != "1", reason="the tests run on the checkout"
)


@installed
def test_the_tests_import_the_wheel():
    assert Path(sysconfig.get_path("purelib")) in Path(voicecoach.__file__).parents


@installed
@pytest.mark.parametrize("words", [("-c", WHERE), ("-m", "voicecoach", "--version")], ids=["-c", "-m"])
def test_so_do_the_processes_that_they_start(words):
    checkout = Path(__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-v", *words], capture_output=True, text=True, check=True, cwd=checkout
    )
    loaded = [line for line in done.stderr.splitlines() if "voicecoach/__init__" in line]
    assert loaded
    assert not [line for line in loaded if str(checkout / "voicecoach") in line]

"""The engine template of the documentation passes the contract, and a broken engine does not."""

import shutil
import sys
from pathlib import Path

import pytest

from voicecoach.testing import EngineContract

TEMPLATE = Path(__file__).parents[2] / "docs" / "engine-template"
TESTS = [name for name in vars(EngineContract) if name.startswith("test_")]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Install the template, as pip would; return what a test needs to change it."""
    folder = tmp_path_factory.mktemp("plugin")
    for path in TEMPLATE.glob("*.py"):
        shutil.copy(path, folder)
    info = folder / "voicecoach_singing-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: voicecoach-singing\nVersion: 0.1.0\n")
    (info / "entry_points.txt").write_text("[voicecoach.engines]\nsing = singing:ENGINE\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        yield folder
    for name in ("singing", "singing_engine"):
        sys.modules.pop(name, None)


def failures(contract):
    """Return the names of the tests that fail."""
    failed = []
    contract.setup_class()
    try:
        for name in TESTS:
            try:
                getattr(contract(), name)()
            except Exception:  # noqa: BLE001 - whatever a broken engine leads to
                failed.append(name)
    finally:
        contract.teardown_class()
    return failed


class Singing(EngineContract):
    engine = "sing"


@pytest.mark.usefixtures("installed")
def test_the_template_passes():
    assert failures(Singing) == []


@pytest.mark.parametrize(
    ("right", "wrong", "test"),
    [
        ('name = "sing"', 'name = "song"', "test_its_module_brings_an_engine_of_that_name_with_a_version"),
        ('return "1"', 'return ""', "test_its_module_brings_an_engine_of_that_name_with_a_version"),
        ('return "1"', "return 1", "test_its_module_brings_an_engine_of_that_name_with_a_version"),
        ("return (Voice(", "return () and (Voice(", "test_it_lists_voices"),
        ('languages=("en",)', 'languages=("fi",)', "test_it_lists_voices"),
        ("60 // rate_wpm", "60 // 150", "test_the_rate_is_words_a_minute"),
        ('if voice != "hum":', "if False:", "test_an_unknown_voice_is_refused_with_a_speech_error"),
        (
            "np.tile(word, words)",
            "(np.tile(word, words) + np.random.default_rng().normal(0, 0.01, word_frames * words))",
            "test_a_text_sounds_the_same_every_time_in_any_order_from_any_process",
        ),
        (
            "words = max(1, len(text.split()))",
            "self.said = getattr(self, 'said', 0) + 1; words = len(text.split()) + self.said % 2",
            "test_a_text_sounds_the_same_every_time_in_any_order_from_any_process",
        ),
    ],
)
def test_a_broken_engine_fails(installed, right, wrong, test):
    path = installed / "singing_engine.py"
    source = (TEMPLATE / "singing_engine.py").read_text("utf-8")
    assert source.count(right) == 1
    sys.modules.pop("singing_engine", None)
    path.write_text(source.replace(right, wrong))
    try:
        assert test in failures(Singing)
    finally:
        path.write_text(source)
        sys.modules.pop("singing_engine", None)

"""Engines of other packages: an entry point of the group `voicecoach.engines`."""

import importlib
import sys

import pytest
from speech_support import QUICK, said

from voicecoach.errors import SpeechError
from voicecoach.speech.engines import OURS, choose, engines
from voicecoach.speech.listing import list_voices
from voicecoach.speech.session import open_speech

PLUGIN = """
from voicecoach.speech.engines import EngineSpec
ENGINE = EngineSpec(
    name="sing", about="sings", module="singing_engine", languages=("en",), voice="tone", rate_wpm=180, remedy="none"
)
"""
ENGINE = """
from odd_engine import OddEngine
def create():
    return OddEngine()
"""
ENTRIES = """
[voicecoach.engines]
sing = singing:ENGINE
broken = singing:NOBODY
liar = singing:ENGINE
hibari = singing:ENGINE
"""


@pytest.fixture
def plugin(tmp_path, monkeypatch):
    """Install a package with an engine, as pip would."""
    (tmp_path / "singing.py").write_text(PLUGIN)
    (tmp_path / "singing_engine.py").write_text(ENGINE)
    info = tmp_path / "singing-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: singing\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(ENTRIES)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path
    sys.modules.pop("singing", None)


@pytest.mark.usefixtures("plugin")
def test_an_engine_of_another_package_speaks(cache):
    choice = choose("sing", "en")
    with open_speech(choice, cache=cache, limits=QUICK) as speech:
        assert speech.lengths(said("bar hang"))[said("bar hang")[0]] > 300
    assert cache.summary().entries == 1


@pytest.mark.usefixtures("plugin")
def test_engines_of_other_packages_are_listed_after_ours():
    assert [spec.name for spec in engines()] == [*(spec.name for spec in OURS), "broken", "liar", "sing"]
    listed = {engine.engine: engine for engine in list_voices()}
    assert [voice.name for voice in listed["sing"].voices] == ["tone"]
    assert listed["broken"].remedy == "pip install --upgrade singing, or pip uninstall singing"


@pytest.mark.usefixtures("plugin")
@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("broken", "`singing:NOBODY` does not load: AttributeError"),
        ("liar", "is no EngineSpec with the name `liar`"),
    ],
)
def test_a_broken_engine_of_another_package_is_named_with_the_command(name, problem):
    with pytest.raises(SpeechError, match=problem) as caught:
        choose(name, "en")
    assert "pip uninstall singing" in caught.value.hint


@pytest.mark.usefixtures("plugin")
def test_nobody_takes_the_name_of_an_engine_of_ours():
    assert choose("hibari", "en").spec.module == "voicecoach.speech.engines.hibari_engine"


@pytest.mark.parametrize("spec", [spec for spec in OURS if spec.module], ids=lambda spec: spec.name)
def test_the_module_that_the_worker_imports_has_the_engine_of_that_name(spec):
    assert importlib.import_module(spec.module).create().name == spec.name

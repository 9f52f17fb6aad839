import json
import subprocess
import sys

import pytest

from voicecoach.errors import SpeechError, UsageError
from voicecoach.speech import engines as engines_module
from voicecoach.speech.engines import EngineSpec, choose, engines
from voicecoach.speech.engines.espeak_data import short_data_path
from voicecoach.speech.engines.pyttsx3_engine import Pyttsx3Engine
from voicecoach.speech.engines.voice_names import find_voice


@pytest.fixture
def without(monkeypatch):
    missing = set()
    real = EngineSpec.installed
    monkeypatch.setattr(EngineSpec, "installed", lambda spec: spec.name not in missing and real(spec))
    return missing


def test_auto_takes_the_natural_voice_for_english():
    choice = choose("auto", "en-GB")
    assert choice.spec.name == "hibari"
    assert choice.automatic
    assert choice.why == "hibari"


def test_auto_takes_pyttsx3_for_other_languages():
    choice = choose("auto", "de")
    assert choice.spec.name == "pyttsx3"
    assert choice.why == "pyttsx3: hibari does not speak `de`"


def test_auto_says_what_would_be_better(without):
    without.add("hibari")
    choice = choose("auto", "en")
    assert choice.spec.name == "pyttsx3"
    assert choice.why == "pyttsx3: hibari is not installed (pip install 'voicecoach[natural]')"


def test_no_engine_at_all_is_an_error_with_the_command(without):
    without.update({"hibari", "pyttsx3", "espeak"})
    with pytest.raises(SpeechError, match="no engine can speak here") as caught:
        choose("auto", "en")
    assert "pip install" in caught.value.hint


def test_an_engine_that_is_not_installed_is_named_with_the_command(without):
    without.add("hibari")
    with pytest.raises(SpeechError, match="hibari is not installed") as caught:
        choose("hibari", "en")
    assert caught.value.hint == "pip install 'voicecoach[natural]'"


def test_an_unknown_engine_is_a_wrong_use_with_a_suggestion():
    with pytest.raises(UsageError, match="no engine `hibary`") as caught:
        choose("hibary", "en")
    assert caught.value.hint == "did you mean `hibari`?"
    with pytest.raises(UsageError) as caught:
        choose("festival", "en")
    names = ", ".join(spec.name for spec in engines_module.engines())
    assert caught.value.hint == f"one of: auto, {names}"


def test_a_language_that_an_engine_lacks_is_a_wrong_use():
    with pytest.raises(UsageError, match="hibari does not speak the language `fr`"):
        choose("hibari", "fr")


def test_versions_name_every_package():
    for spec in filter(EngineSpec.installed, engines()):
        version = spec.version()
        assert all(name in version for name in spec.packages)
        assert "unknown" not in version


def test_choosing_imports_no_engine():
    program = (
        "import sys\n"
        "from voicecoach.speech.session import open_speech\n"
        "from voicecoach.speech.engines import choose\n"
        "choose('auto', 'en').spec.version()\n"
        "heavy = {'hibari', 'onnxruntime', 'pyttsx3', 'scipy', 'pyloudnorm', 'soundfile', 'pydub', 'soxr'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


LISTED = [
    {"id": "gmw/de", "name": "German", "languages": ["de"]},
    {"id": "gmw/en", "name": "English (Great Britain)", "languages": ["en-gb"]},
    {"id": "gmw/en-us", "name": "English (America)", "languages": ["en-us"]},
    {"id": "com.apple.speech.synthesis.voice.Thomas", "name": "Thomas", "languages": ["fr_FR"]},
    {
        "id": "HKEY_LOCAL_MACHINE\\Speech\\Voices\\TTS_MS_ES-ES_HELENA",
        "name": "Helena",
        "languages": ["es-ES"],
    },
    {"id": "sit/cmn", "name": "Chinese", "languages": ["cmn"]},
]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("de", "gmw/de"),
        ("de-AT", "gmw/de"),
        ("en", "gmw/en"),
        ("en-US", "gmw/en-us"),
        ("en-nz", "gmw/en"),
        ("GMW/EN-US", "gmw/en-us"),
        ("english (america)", "gmw/en-us"),
        ("fr", "com.apple.speech.synthesis.voice.Thomas"),
        ("thomas", "com.apple.speech.synthesis.voice.Thomas"),
        ("es", "HKEY_LOCAL_MACHINE\\Speech\\Voices\\TTS_MS_ES-ES_HELENA"),
        ("TTS_MS_ES-ES_HELENA", "HKEY_LOCAL_MACHINE\\Speech\\Voices\\TTS_MS_ES-ES_HELENA"),
        ("zh", "sit/cmn"),
    ],
)
def test_a_voice_is_found_by_id_name_or_language(wanted, found):
    assert find_voice(wanted, LISTED, "", engine="pyttsx3") == found


def test_the_systems_own_voice_wins_within_a_language():
    two = [
        {"id": "a", "name": "Bells", "languages": ["en_US"]},
        {"id": "b", "name": "Sam", "languages": ["en_US"]},
    ]
    assert find_voice("en", two, "b", engine="pyttsx3") == "b"
    assert find_voice("en", two, "x", engine="pyttsx3") == "a"


def test_an_unknown_voice_is_an_error_with_a_suggestion():
    with pytest.raises(SpeechError, match="no voice `Germann`") as caught:
        find_voice("Germann", LISTED, "", engine="pyttsx3")
    assert caught.value.hint == "did you mean `German`?"


MISBEHAVIOUR = {
    "says nothing": ("pass", "it ended with 0"),
    "ends the process": ("sys.stderr.write('no data\\n'); sys.exit(1)", "it ended with 1: no data"),
    "an error in a callback": ("print(json.dumps({'error': 'OSError: full'}))", "OSError: full"),
    "no file": ("print(json.dumps({'error': ''}))", "wrote no file"),
    "an empty file": ("open(order['path'], 'w').close(); print(json.dumps({'error': ''}))", "Error opening"),
    "nonsense": ("print('Audio saved')", "Expecting value"),
}


def driver(tmp_path, action):
    program = tmp_path / "driver.py"
    voices = {"voices": [{"id": "x", "name": "X", "languages": ["en"]}], "default": "x"}
    program.write_text(
        "import json, sys, wave\n"
        "order = json.loads(sys.stdin.readline())\n"
        f"if 'text' not in order: print(json.dumps({voices!r})); sys.exit()\n"
        f"{action}\n"
    )
    return Pyttsx3Engine(program=[sys.executable, str(program)], environment={})


@pytest.mark.parametrize("kind", MISBEHAVIOUR)
def test_a_driver_that_misbehaves_is_an_error(tmp_path, kind):
    action, problem = MISBEHAVIOUR[kind]
    with pytest.raises(SpeechError) as caught:
        driver(tmp_path, action).synthesize("Hang.", voice="en", rate_wpm=180)
    assert problem in caught.value.message
    assert "failed 2 times" in caught.value.message


def test_a_driver_that_hangs_is_given_up(tmp_path, monkeypatch):
    from voicecoach.speech.engines import pyttsx3_engine

    monkeypatch.setattr(pyttsx3_engine, "LIMIT_S", 0.3)
    with pytest.raises(SpeechError, match="timed out"):
        driver(tmp_path, "import time; time.sleep(60)").synthesize("Hang.", voice="en", rate_wpm=180)


def test_a_driver_that_writes_aiff_with_two_channels_is_understood(tmp_path):
    action = (
        "import numpy, soundfile\n"
        "soundfile.write(order['path'], numpy.full((500, 2), 0.25), 22050, format='AIFF')\n"
        "print('2.99 says hello'); print(json.dumps({'error': ''}))"
    )
    raw = driver(tmp_path, action).synthesize("Hang.", voice="en", rate_wpm=180)
    assert raw.sample_rate == 22050
    assert raw.samples.shape == (500,)


def test_a_driver_that_fails_once_is_asked_again(tmp_path):
    action = (
        "if order['path'].endswith('0.wav'): sys.exit(3)\n"
        "import numpy, soundfile\n"
        "soundfile.write(order['path'], numpy.full(500, 0.25), 22050, format='WAV')\n"
        "print(json.dumps({'error': ''}))"
    )
    assert driver(tmp_path, action).synthesize("Hang.", voice="en", rate_wpm=180).samples.size == 500


def test_a_short_data_path_is_used_as_it_is():
    assert short_data_path("/usr/share/espeak-ng-data") == "/usr/share/espeak-ng-data"


@pytest.mark.skipif(sys.platform != "linux", reason="espeak-ng's data is ours to find on Linux only")
@pytest.mark.parametrize("links", [True, False])
def test_a_data_path_of_160_characters_and_more_works(tmp_path, monkeypatch, links):
    import espeakng_loader

    deep = tmp_path / ("d" * 100) / ("e" * 100)
    deep.mkdir(parents=True)
    data = deep / "espeak-ng-data"
    data.symlink_to(espeakng_loader.get_data_path(), target_is_directory=True)
    assert len(str(data)) >= 160
    if not links:

        def refuse(*_, **__):
            raise OSError("no links here")

        monkeypatch.setattr("pathlib.Path.symlink_to", refuse)
    monkeypatch.setattr(espeakng_loader, "get_data_path", lambda: str(data))
    engine = Pyttsx3Engine()
    engine.load()
    used = engine._environment["ESPEAK_DATA_PATH"]
    assert len(used) < 160
    assert engine.synthesize("Hang.", voice="en", rate_wpm=180).samples.size > 5000


def test_a_program_of_pyttsx3_ends_when_nobody_waits_any_more():
    from voicecoach.speech.engines.pyttsx3_engine import ONCE

    process = subprocess.Popen(
        [sys.executable, "-P", str(ONCE)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with process.stdin as stdin:
        stdin.write(json.dumps({"text": "x", "voice": "", "rate": 1, "path": ""}).encode() + b"\n")
    assert process.wait(timeout=10) is not None
    process.stdout.close()


def test_the_registry_has_the_best_first():
    assert [spec.name for spec in engines_module.engines()] == [
        "hibari",
        "kokoro",
        "piper",
        "pyttsx3",
        "espeak",
        "none",
    ]

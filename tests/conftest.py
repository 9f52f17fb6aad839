import os
import sys
from functools import cache
from pathlib import Path

import pytest
import typer.testing
from hypothesis import HealthCheck, settings

# For `tests.programs` and the like. At the end, and `tests` is no package: so an installed voicecoach comes before the
# checkout's, and the tests can be of the wheel.
sys.path.append(str(Path(__file__).parent.parent))

# A process builds its commands once, in 30 ms. `CliRunner` would do it for each call again, which took longer than most calls.
typer.testing._get_command = cache(typer.main.get_command)

# A busy machine is no failure, and a commit passes or fails each time: `chance` and `scripts/fuzz` look for new examples.
settings.register_profile("chance", deadline=None)
settings.register_profile("voicecoach", deadline=None, derandomize=True)
settings.register_profile(
    "few", settings.get_profile("voicecoach"), max_examples=20, suppress_health_check=list(HealthCheck)
)
settings.load_profile(os.environ.get("VOICECOACH_TEST_EXAMPLES", "voicecoach"))

# Four fifths of the time, and little of it is Python's own: engines, encoders, thousands of damaged files.
COSTLY = {
    *("test_beds", "test_borders", "test_diagnostics_page", "test_export", "test_faults", "test_fuzz"),
    *("test_endless", "test_growing", "test_supply"),
    *("test_hostile_files", "test_hostile_texts", "test_new", "test_speech_options", "test_spoken_language"),
    *("test_format_properties", "test_hunches", "test_schema", "test_slips", "test_written_otherwise"),
    *("test_batch_run", "test_batch_dask", "test_batch_shared"),
    *("test_linking", "test_page_browser", "test_seeking", "test_write_sound"),
    *("test_hands_on_terminal", "test_live_session", "test_play_command"),
    *(
        "test_speech_contract",
        "test_speech_kokoro",
        "test_speech_noisy",
        "test_speech_piper",
        "test_speech_pool",
        "test_speech_soak",
    ),
    "test_speech_takeover",
}


@pytest.fixture(scope="session")
def clips(tmp_path_factory):
    """One clip cache for the tests of all processes, so that each sentence is spoken once."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    (folder / "clips").mkdir(exist_ok=True)
    return folder / "clips"


@pytest.fixture(scope="session")
def pulse(tmp_path_factory):
    """A sound server of its own."""
    import sound_server

    sound_server.require("pulseaudio", "pactl", "parec")
    server = sound_server.PulseServer(tmp_path_factory.mktemp("pulse"))
    yield server
    server.stop()


def pytest_collection_modifyitems(items):
    for item in items:
        if "pulse" in item.fixturenames:
            item.add_marker(pytest.mark.realtime)
        # What starts a process or waits for a sound server can be starved by a busy machine; what is wrong fails each
        # time. Each time that a test is run again is counted and shown with its reason.
        if item.get_closest_marker("realtime"):
            item.add_marker(pytest.mark.flaky(reruns=2, reruns_delay=10))  # the others' rush may be over then
        else:
            item.add_marker(pytest.mark.flaky(reruns=1))
        if item.path.stem in COSTLY:
            item.add_marker(pytest.mark.costly)
    waiting = {item.path for item in items if item.get_closest_marker("realtime")}
    # What the waiting ones leave idle others can use, and the long ones should not be left for the end.
    items.sort(key=lambda item: (item.path not in waiting, item.path.stem not in COSTLY))

import pytest
import sound_server


@pytest.fixture(scope="session")
def pulse(tmp_path_factory):
    sound_server.require("pulseaudio", "pactl", "parec")
    server = sound_server.PulseServer(tmp_path_factory.mktemp("pulse"))
    yield server
    server.stop()

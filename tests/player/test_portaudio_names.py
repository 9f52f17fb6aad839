"""sounddevice is pinned exactly, as we lean on private names of it. This test says which of them another version lacks."""

import inspect

import pytest

try:
    import sounddevice
except OSError:
    pytest.skip("the PortAudio library is not installed", allow_module_level=True)


@pytest.mark.parametrize("name", ["_exit_handler", "_initialize", "_terminate"])
def test_sounddevice_has_the_functions_that_we_call(name):
    assert not inspect.signature(getattr(sounddevice, name)).parameters


def test_sounddevice_counts_how_often_portaudio_was_started():
    assert isinstance(sounddevice._initialized, int)
    assert sounddevice._initialized >= 1

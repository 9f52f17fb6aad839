"""Choosing a device, and what is said when there is none."""

from contextlib import nullcontext

import numpy as np
import pytest
from fake_player import FakeClock, FakeDevices, FakeOutput

from voicecoach.errors import DeviceBusyError, DeviceError
from voicecoach.player.choice import choose_device
from voicecoach.player.outputs import early_look
from voicecoach.player.outputs.channels import fit_channels
from voicecoach.player.portaudio import _install_command, refusal
from voicecoach.player.sound_system import Device


def device(index, name, host="ALSA", *, is_default=False):
    return Device(index=index, name=name, host=host, channels=2, is_default=is_default)


DEVICES = (
    device(0, "HDA Intel: ALC256"),
    device(2, "USB Headset"),
    device(3, "USB Speaker"),
    device(5, "default", is_default=True),
)


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        ("", 5),
        ("  ", 5),
        ("0", 0),
        ("3", 3),
        ("default", 5),
        ("usb headset", 2),
        ("Headset", 2),
        ("alc256", 0),
    ],
)
def test_a_number_a_name_or_a_part_of_one_chooses(wanted, index):
    assert choose_device(DEVICES, wanted).index == index


def test_without_a_default_the_first_device_is_taken():
    assert choose_device(DEVICES[:2], "").index == 0


def test_one_card_behind_several_hosts_is_that_of_the_default_host():
    devices = (
        device(0, "Speakers", "MME"),
        device(1, "Speakers", "WASAPI"),
        device(2, "Other", "WASAPI", is_default=True),
    )
    assert choose_device(devices, "speakers").index == 1


@pytest.mark.parametrize(
    ("wanted", "message", "hint"),
    [
        (
            "usb headst",
            "There is no sound device `usb headst`.",
            "Did you mean `USB Headset`? There is: 0 `HDA Intel: ALC256`, 2 `USB Headset`, 3 `USB Speaker`, 5 `default`.",
        ),
        (
            "hedset",
            "There is no sound device `hedset`.",
            "Did you mean `USB Headset`? There is: 0 `HDA Intel: ALC256`, 2 `USB Headset`, 3 `USB Speaker`, 5 `default`.",
        ),
        (
            "bluetooth",
            "There is no sound device `bluetooth`.",
            "There is: 0 `HDA Intel: ALC256`, 2 `USB Headset`, 3 `USB Speaker`, 5 `default`.",
        ),
        (
            "9",
            "There is no sound device number 9.",
            "There is: 0 `HDA Intel: ALC256`, 2 `USB Headset`, 3 `USB Speaker`, 5 `default`.",
        ),
        (
            "usb",
            "`usb` is part of several sound devices: `USB Headset`, `USB Speaker`.",
            "Give more of the name.",
        ),
    ],
)
def test_what_cannot_be_chosen_is_explained(wanted, message, hint):
    with pytest.raises(DeviceError) as caught:
        choose_device(DEVICES, wanted)
    assert (caught.value.message, caught.value.hint) == (message, hint)


@pytest.mark.parametrize(
    ("wanted", "others", "is_known_to_fail"),
    [
        ("", (), True),
        ("", ("aplay",), False),  # only opening it tells
        ("portaudio", ("aplay",), True),
        ("aplay", ("aplay",), False),
        ("a headset", ("aplay",), True),  # the others have no names
        ("heard.wav", (), False),
    ],
)
def test_a_missing_device_is_found_before_anything_is_spoken(monkeypatch, wanted, others, is_known_to_fail):
    monkeypatch.setattr(early_look, "other_ways", lambda: others)
    monkeypatch.setattr(early_look.SoundDeviceSystem, "list", lambda _system: ())
    with pytest.raises(DeviceError, match="No sound device") if is_known_to_fail else nullcontext():
        early_look.look_for_device(wanted)


def test_no_device_at_all():
    with pytest.raises(DeviceError, match="No sound device was found"):
        choose_device((), "default")


@pytest.mark.parametrize(
    ("os_release", "command"),
    [
        ('ID=ubuntu\nID_LIKE=debian\nVERSION_ID="24.04"', "sudo apt install libportaudio2"),
        ("ID=fedora", "sudo dnf install portaudio"),
        ('ID="almalinux"\nID_LIKE="rhel centos fedora"', "sudo dnf install portaudio"),
        ("ID=manjaro\nID_LIKE=arch", "sudo pacman -S portaudio"),
        ('ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"', "sudo zypper install libportaudio2"),
        ("ID=alpine", "sudo apk add portaudio"),
        ("", "sudo apt install libportaudio2"),
    ],
)
def test_the_library_is_installed_as_the_distribution_does_it(os_release, command):
    assert _install_command(os_release) == command


def test_a_busy_device_says_what_to_do_and_may_be_free_later():
    error = refusal(Exception("Device unavailable", -9985))
    assert "in use" in error.message
    assert isinstance(error, DeviceBusyError)


def test_another_refusal_carries_the_words_of_the_library():
    assert refusal(Exception("Unanticipated host error", -9999, (0, -5, ""))).message == (
        "The sound device failed (Unanticipated host error)."
    )


def test_mono_sounds_on_both_sides_and_stereo_is_averaged_for_one():
    mono = np.array([[0.5], [0.25]], np.float32)
    stereo = np.array([[0.5, 0.25], [1.0, 0.0]], np.float32)
    assert fit_channels(mono, 2).tolist() == [[0.5, 0.5], [0.25, 0.25]]
    assert fit_channels(stereo, 2).tolist() == stereo.tolist()
    assert fit_channels(stereo, 1).tolist() == [[0.375], [0.5]]
    for samples in (mono, stereo):
        for channels in (1, 2):
            fitted = fit_channels(samples, channels)
            assert fitted.flags.c_contiguous
            assert fitted.dtype == np.float32


def test_fake_devices_open_and_refuse():
    devices = FakeDevices(FakeOutput(FakeClock()), names=("One", "Two"))
    devices.open("two", channels=1)
    assert devices.opened == (("Two", 1),)
    with pytest.raises(DeviceError, match="in use"):
        FakeDevices(FakeOutput(FakeClock()), refuse="The sound device is in use.").open("", channels=1)

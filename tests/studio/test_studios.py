"""The studio works without a terminal: it opens voices, keeps them, mixes, and reports to its caller."""

from contextlib import contextmanager

import numpy as np
import pytest
import soundfile

from voicecoach.errors import UsageError
from voicecoach.pipeline import Compiled, Rejected, compile_routine
from voicecoach.source import SourceText
from voicecoach.studio.fit import fit_routine
from voicecoach.studio.mixing import MixChoice, mixer
from voicecoach.studio.progress import Untold
from voicecoach.studio.studios import Studios, VoiceChoice

SILENT = VoiceChoice(engine="none")
ROUNDS = """\
title: Rounds
parameters: {rounds: {default: 3, min: 2, max: 20}}
steps:
  - rounds: $rounds
    steps:
      - {hold: Hang, for: 30s}
      - rest: 25s
"""


class Heard(Untold):
    """Keeps what it is told."""

    def __init__(self):
        self.notes = []
        self.spoken = []

    def note(self, text):
        self.notes.append(text)

    @contextmanager
    def speaking(self):
        yield lambda done, total: self.spoken.append((done, total))


def source(text, name="mine.yaml"):
    return SourceText(name=str(name), text=text)


def routine(language, say="Breathe."):
    return source(f"title: T\nlanguage: {language}\nsteps:\n  - say: {say}\n    for: 5s\n")


def test_a_voice_is_opened_once_for_a_language_and_kept():
    with Studios(SILENT) as studios:
        made = [
            compile_routine(routine(language), {}, studios.open_for) for language in ("en", "de", "en", "de")
        ]
    voices = [compiled.studio.speech for compiled in made]
    assert voices[0] is voices[2]
    assert voices[1] is voices[3]
    assert voices[0] is not voices[1]


def test_what_goes_on_is_told_and_nothing_is_printed(clips, monkeypatch, capfd):
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(clips / "studio"))
    heard = Heard()
    with Studios(VoiceChoice(engine="espeak"), progress=heard) as studios:
        assert isinstance(compile_routine(routine("fi"), {}, studios.open_for), Compiled)
    assert heard.spoken[-1] == (1, 1)
    assert [text.partition(":")[0] for text in heard.notes] == ["language"]
    assert capfd.readouterr() == ("", "")


def test_how_names_are_said_is_a_part_of_the_choice(clips, monkeypatch):
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(clips / "studio"))
    lengths_ms = []
    for pronounce in ((), (("Breathe", "breathe very slowly indeed"),)):
        choice = VoiceChoice(engine="espeak", pronounce=pronounce)
        with Studios(choice) as studios:
            compiled = compile_routine(routine("en"), {}, studios.open_for)
        lengths_ms.append(compiled.timeline.events[0].duration_ms)
    assert lengths_ms[1] > lengths_ms[0] + 300


def test_an_unknown_engine_or_tone_pack_is_wrong_use():
    for studios in (Studios(VoiceChoice(engine="hibary")), Studios(SILENT, tones="defualt")):
        with studios, pytest.raises(UsageError):
            compile_routine(routine("en"), {}, studios.open_for)


@pytest.mark.parametrize(("target_ms", "rounds"), [(600_000, 11), (1_000, 2), (10**8, 20)])
def test_rounds_are_scaled_to_a_length_within_their_range(target_ms, rounds):
    with Studios(SILENT) as studios:
        fit = fit_routine(source(ROUNDS), {}, target_ms, studios.open_for)
    assert (fit.rounds, fit.total_ms) == (rounds, rounds * 55_000 - 25_000)


def test_a_routine_with_errors_is_not_scaled():
    with Studios(SILENT) as studios:
        wrong = fit_routine(source(ROUNDS.replace("hold:", "hodl:")), {}, 60_000, studios.open_for)
    assert isinstance(wrong, Rejected)
    assert wrong.diagnostics


def test_a_bed_is_mixed_under_a_session_unless_it_is_not_wanted(tmp_path):
    bed = tmp_path / "bed.wav"
    soundfile.write(bed, 0.1 * np.sin(np.arange(48_000 * 8) / 20), 48_000)
    text = "title: T\nbed: bed.wav\nsteps:\n  - rest: 6s\n"
    heard = Heard()
    loudness = {}
    with Studios(SILENT) as studios:
        compiled = compile_routine(source(text, tmp_path / "mine.yaml"), {}, studios.open_for)
        for name, choice in {
            "routine's": MixChoice(),
            "none": MixChoice(has_bed=False),
            "named": MixChoice(beds=(bed,)),
        }.items():
            with mixer(compiled, choice, progress=heard) as mix:
                loudness[name] = float(np.abs(mix(compiled).read(48_000, 48_000)).max())
    assert loudness["none"] == 0
    assert loudness["routine's"] == loudness["named"] > 0.001
    assert heard.notes == ["bed: bed.wav"] * 2

"""Every built-in routine passes `--strict` with every voice: at the pace of each, with lengths that are estimated.

Engines bring a voice to their own pace, so their paces decide. `scripts/strict` hears the voices themselves.
"""

import pytest

from tests.programs import studio
from voicecoach.findings.base import Severity
from voicecoach.language.parse import parse
from voicecoach.library import builtin_names, read_builtin
from voicecoach.pipeline import Compiled, compile_routine
from voicecoach.speech.engines import OURS
from voicecoach.speech.estimate import EstimatedSpeech

SLOW_WPM = 175  # a voice that takes 8 % longer than its engine's pace
PACES_WPM = sorted({SLOW_WPM, *(engine.rate_wpm for engine in OURS)})


def findings(name, rate_wpm):
    routine = parse(read_builtin(name))[0]
    assert routine is not None
    speech = EstimatedSpeech(language=routine.language, rate_wpm=rate_wpm)
    result = compile_routine(read_builtin(name), {}, lambda _: studio(speech))
    assert isinstance(result, Compiled)
    return [one.code.value for one in result.diagnostics if one.severity is not Severity.NOTE]


@pytest.mark.parametrize("rate_wpm", PACES_WPM)
def test_every_built_in_passes_strict_at_the_pace_of_every_engine(rate_wpm):
    found = {name: findings(name, rate_wpm) for name in builtin_names()}
    assert {name: codes for name, codes in found.items() if codes} == {}


def test_no_engine_is_nearly_so_slow():
    assert min(engine.rate_wpm for engine in OURS) > SLOW_WPM * 1.05


def test_a_voice_that_is_far_slower_does_not_fit():
    assert any(findings(name, 120) for name in builtin_names())

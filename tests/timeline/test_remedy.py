"""The step length that a finding names: with that length the cue is heard as written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.programs import compiled, result_of
from voicecoach.findings import has_errors
from voicecoach.findings.session import GivingWay
from voicecoach.findings.terms import LongerStep


def steps(length, cues, *, key="for"):
    lines = "\n".join(f"    {at}: {text}" for at, text in cues.items())
    kind = {"for": f"hold: Hang\n  for: {length}", "rest": f"rest: {length}"}[key]
    return f"- lead-in: 10s\n- {kind}\n  cues:\n{lines}\n- hold: After\n  for: 10s"


def findings(length, cues, lengths_ms, *, key="for", settings=None, head=""):
    result = compiled(steps(length, cues, key=key), lengths_ms=lengths_ms, settings=settings, head=head)
    return [
        found for found in result.diagnostics if isinstance(found, GivingWay) and found.severity == "warning"
    ]


def test_up_to_the_countdown():
    (found,) = findings("12s", {"6s": "[Long words., Short.]"}, {"Long words.": 4_000})
    assert found.code == "cue-shortened"
    assert found.longer == LongerStep(key="for", length_ms=14_000)
    assert not findings("14s", {"6s": "[Long words., Short.]"}, {"Long words.": 4_000})


TIGHT = steps("12s", {"6s": "[Long words., Short.]"})
WRONG = "\n- hold: Stop\n  for: 10s\n  cues: {5s: {sound: no-such-tone}}\n"


@pytest.mark.parametrize(("text", "has_remedy"), [(TIGHT, False), (TIGHT + WRONG, True)])
def test_where_warnings_are_not_read_it_is_looked_for_only_beside_errors(text, has_remedy):
    lengths_ms = {"Long words.": 4_000}
    whole = result_of(text, lengths_ms=lengths_ms)
    quick = result_of(text, lengths_ms=lengths_ms, with_hints=False)
    assert [(one.code, one.span) for one in quick.diagnostics] == [
        (one.code, one.span) for one in whole.diagnostics
    ]
    found = next(
        one for one in quick.diagnostics if one.code == "cue-shortened" and one.severity == "warning"
    )
    assert (found.longer is not None) == has_remedy == has_errors(quick.diagnostics)


def test_a_share_of_the_step_moves_with_its_length():
    cues = {"50%": "[Long words., Short.]"}
    (found,) = findings("10s", cues, {"Long words.": 3_500})
    assert found.longer.length_ms == 14_000
    assert findings("13s", cues, {"Long words.": 3_500})
    assert not findings("14s", cues, {"Long words.": 3_500})


def test_a_rest_is_made_longer_by_its_own_key():
    found = findings("8s", {"4s": "[Long words to say., Short.]"}, {"Long words to say.": 3_000}, key="rest")
    assert ("rest", True) in [(one.longer.key, one.longer.length_ms > 8_000) for one in found]


def test_more_time_does_not_help_a_cue_that_is_too_near_the_end():
    (found,) = findings("12s", {"-5s": "[Long words., Short.]"}, {"Long words.": 4_000})
    assert found.longer is None


def test_a_step_that_other_keys_make_long_has_no_such_remedy():
    result = compiled(
        "- lead-in: 10s\n- reps: Hinge\n  count: 3\n  every: 2s\n  cues: {rep 1: [Very long words., Short.]}",
        lengths_ms={"Very long words.": 1_900},
    )
    (found,) = [found for found in result.diagnostics if found.severity == "warning"]
    assert found.longer is None


@pytest.mark.parametrize("length", ["19s", "5s"])
def test_what_comes_by_itself_in_a_longer_step_is_counted_in(length):
    cues = {"4s": "[Long words., Short.]"}
    lengths_ms = {"Long words.": {"19s": 12_500, "5s": 2_000}[length]}
    for found in findings(length, cues, lengths_ms):
        assert found.longer is None or not findings(f"{found.longer.length_ms}ms", cues, lengths_ms)


spoken_lengths = st.dictionaries(
    st.sampled_from(["1s", "4s", "7s", "10s", "50%", "75%", "-8s", "-5s", "start"]),
    st.integers(min_value=200, max_value=6_000),
    min_size=1,
    max_size=4,
)


@given(spoken_lengths, st.integers(min_value=11, max_value=26))
def test_with_the_length_that_is_named_the_cue_fits(cues, hold_s):
    lengths_ms = {f"Cue {number}.": length_ms for number, length_ms in enumerate(cues.values())}
    texts = dict(zip(cues, lengths_ms, strict=True))
    for found in findings(f"{hold_s}s", texts, lengths_ms):
        if found.longer is not None:
            assert found.longer.length_ms > hold_s * 1000
            left = findings(f"{found.longer.length_ms}ms", texts, lengths_ms)
            assert found.text not in [one.text for one in left]

"""Each decision is one sentence, in four languages."""

from datetime import timedelta

import pytest
from programmes import HANG, MONDAY, done, phase, programme, seconds, test_after

from voicecoach.phrases import load_phrases, phrase_languages
from voicecoach.programme.dose import Why, next_session
from voicecoach.programme.reasons import reason


def sentence(sessions, day, *, made=HANG, language="en"):
    on = MONDAY + timedelta(days=day)
    return reason(next_session(made, sessions, on), load_phrases(language), on)


BASE = [done(day) for day in range(9)]
SENTENCES = {
    "first": ([], 0, "Hold 20 s: this is the first session of the programme."),
    "up": ([done(0, effort=6)], 2, "Hold 25 s, 5 s more: Monday's session was finished, effort 6."),
    "pain of 2": ([done(0, pain=2)], 2, "Hold 25 s, 5 s more: Monday's session was finished, pain 2."),
    "too hard": (
        [done(0), done(2, effort=9)],
        4,
        "Hold 25 s, as before: Wednesday's session was finished, but with an effort of 9.",
    ),
    "short": ([done(0, finished=False)], 2, "Hold 20 s, as before: Monday's session was not finished."),
    "short again": (
        [done(0), done(2, finished=False), done(4, finished=False)],
        7,
        "Hold 20 s, 5 s less: Friday's session was not finished, and neither was the one before.",
    ),
    "hurt, and nothing is easier": (
        [done(0, pain=5)],
        2,
        "Hold 20 s, as before: Monday's session hurt, pain 5, and this phase has no easier dose.",
    ),
    "hurt much, and nothing is easier": (
        [done(0, pain=9)],
        2,
        (
            "Hold 20 s, as before: Monday's session hurt, pain 9, and this phase has no easier dose; "
            "ask a doctor or a physiotherapist before you go on."
        ),
    ),
    "short again, and nothing is easier": (
        [done(0, finished=False), done(2, finished=False)],
        4,
        (
            "Hold 20 s, as before: Wednesday's session was not finished, and neither was the one before, "
            "and this phase has no easier dose."
        ),
    ),
    "hurt": ([done(0), done(2, pain=5)], 4, "Hold 20 s, 5 s less: Wednesday's session hurt, pain 5."),
    "hurt much": (
        [done(0), done(2, pain=6)],
        4,
        "Hold 20 s, 5 s less: Wednesday's session hurt, pain 6; ask a doctor or a physiotherapist before you go on.",
    ),
    "gap": ([done(0)], 9, "Hold 20 s, as before: the last session was 9 days ago."),
    "long gap": ([done(0), done(2)], 16, "Hold 20 s, 5 s less: the last session was 14 days ago."),
    "hurt, and a gap": (
        [done(0), done(1), done(2), done(3, pain=5)],
        17,
        "Hold 25 s, 10 s less: the session of 5 November hurt, pain 5, and the last session was 14 days ago.",
    ),
    "easy week": (BASE, 9, "As planned: the phase Easy week begins."),
    "within it": ([*BASE, done(9, stage=1)], 11, "As planned: Wednesday's session was finished."),
    "the next phase": (
        [*BASE, *(done(9 + day, stage=1) for day in range(3))],
        12,
        "Hold 45 s: the phase Peak begins.",
    ),
    "minutes": (
        [
            *BASE,
            *(done(9 + day, stage=1) for day in range(3)),
            *(done(12 + day, stage=2) for day in range(3)),
        ],
        15,
        "Hold 1 min, 5 s more: Monday's session was finished.",
    ),
    "the hardest": (
        [
            *BASE,
            *(done(9 + day, stage=1) for day in range(3)),
            *(done(12 + day, stage=2) for day in range(4)),
        ],
        16,
        "Hold 1 min, as before: Tuesday's session was finished, and this phase has no harder dose.",
    ),
}


@pytest.mark.parametrize(("sessions", "day", "expected"), SENTENCES.values(), ids=SENTENCES)
def test_in_english(sessions, day, expected):
    assert sentence(sessions, day) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "Halten 25 s, 5 s mehr: die Einheit vom Montag wurde beendet, Anstrengung 6."),
        ("es", "Aguante 25 s, 5 s más: la sesión del lunes se terminó, esfuerzo 6."),
        ("fr", "Tenue 25 s, 5 s de plus : la séance de lundi a été terminée, effort 6."),
    ],
)
def test_in_other_languages(language, expected):
    assert sentence([done(0, effort=6)], 2, language=language) == expected


WEEKLY = programme(
    phase("A", 2, seconds("hold", 20, 5, 30), seconds("rest", 60, 10, 40), each="week"), test_after("A")
)


def test_each_week_and_the_test():
    assert sentence([done(0)], 2, made=WEEKLY) == (
        "Hold 20 s, as before; rest 1 min, as before: "
        "Monday's session was finished, and a step comes after each week."
    )
    assert sentence([done(0), done(2), done(4)], 5, made=WEEKLY) == (
        "Hold 25 s, 5 s more; rest 50 s, 10 s less: Friday's session was finished."
    )
    assert sentence([done(0, finished=False), done(2), done(4)], 5, made=WEEKLY) == (
        "Hold 20 s, as before; rest 1 min, as before: not every session of the week was finished "
        "with an effort of 8 and a pain of 3 at most."
    )
    assert sentence([done(day) for day in range(6)], 6, made=WEEKLY) == (
        "As planned: the test after the phase A is due."
    )


@pytest.mark.parametrize("language", phrase_languages())
def test_every_reason_is_a_sentence_in_every_language(language):
    told = set()
    for sessions, day, _ in SENTENCES.values():
        on = MONDAY + timedelta(days=day)
        decision = next_session(HANG, sessions, on)
        said = reason(decision, load_phrases(language), on)
        assert said.endswith(".")
        assert said.count(".") == 1 + (language == "de") * said.count("5. November")
        assert "{" not in said
        told.add(decision.why)
    assert told | {Why.WEEK_GOES_ON, Why.WEEK_FELL_SHORT} == set(Why)

"""A programme's sessions as the log has them: what is entered, changed and taken out again."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from voicecoach.language.leaves import IntervalKind
from voicecoach.library import read_builtin
from voicecoach.log.by_hand import progress_until
from voicecoach.log.database import Log
from voicecoach.log.model import Ending, Origin, PlaceInProgramme, Report, SessionPlan, StepPlan
from voicecoach.programme.dose import next_session
from voicecoach.studio.due import done_of
from voicecoach.studio.programmes import open_programme

NAME = "dead-hang-8-weeks"
FIRST = datetime(2026, 1, 5, 18, tzinfo=UTC)
STEPS = (StepPlan(kind=IntervalKind.HOLD, name="Hang", start_ms=0, duration_ms=30_000),)


@pytest.fixture(scope="module")
def programme():
    return open_programme(read_builtin(NAME)).programme


def plan(stage, number):
    return SessionPlan(
        routine="bar-hang",
        origin=Origin.BUILT_IN,
        title="Hang",
        fingerprint="f",
        settings={},
        options={},
        total_ms=30_000,
        steps=STEPS,
        place=PlaceInProgramme(programme=NAME, stage=stage, session=number),
    )


def add(log, entry, number):
    day, stage, is_done, report = entry
    ended = Ending.FINISHED if is_done else Ending.STOPPED
    started = FIRST + timedelta(days=day)
    heard_ms = 30_000 if is_done else 20_000
    return log.add(plan(stage, number), progress_until(STEPS, heard_ms), ended, report, started)


def some_entry(random, day):
    report = Report(effort=random.choice([None, 5, 9]), pain=random.choice([None, 0, 5]))
    return day, random.choice(["Base"] * 6 + ["Peak"]), random.random() < 0.7, report


@pytest.mark.parametrize("seed", range(25))
def test_an_entry_that_is_removed_has_never_been_and_one_that_is_edited_was_always_so(
    tmp_path, programme, seed
):
    random = Random(seed)
    entries = [some_entry(random, number * random.choice([1, 2, 3])) for number in range(10)]
    kept = {}
    with Log.open(tmp_path / "changed") as log:
        for entry in entries:
            number = add(log, entry, len(kept) + 1)
            kept[number] = entry
            if random.random() < 0.3:
                assert log.remove(number)
                del kept[number]
            elif random.random() < 0.3:
                kept[number] = (*entry[:2], True, Report(effort=4, pain=0))
                assert log.mark(number, Ending.FINISHED, 30_000, kept[number][3])
        for number in [one for one in kept if random.random() < 0.2]:
            assert log.remove(number)
            del kept[number]
        changed = done_of(programme, log.of_programme(NAME))
    with Log.open(tmp_path / "fresh") as log:
        for count, entry in enumerate(kept.values()):
            add(log, entry, count + 1)
        fresh = done_of(programme, log.of_programme(NAME))
    assert changed == fresh
    for days in (0, 5, 20, 40):
        day = (FIRST + timedelta(days=days)).date()
        assert next_session(programme, changed, day) == next_session(programme, fresh, day)

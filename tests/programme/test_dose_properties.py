"""What holds for every log: 10,000 of them, each walked through day by day."""

import os
from datetime import timedelta
from itertools import pairwise
from random import Random

import msgspec
from programmes import MONDAY, done, number, phase, programme, seconds, test_after

from voicecoach.language.programme import Phase, PhaseTest
from voicecoach.programme.dose import doses, next_session

LOGS = 500 if os.environ.get("VOICECOACH_TEST_EXAMPLES") == "few" else 10_000
GAPS = (0, 1, 1, 2, 2, 2, 3, 5, 6, 7, 8, 13, 14, 15, 20, 21, 40)


def some_programme(random):
    stages = []
    for index in range(random.randint(1, 3)):
        growing = random.choice(
            [
                (),
                (seconds("hold", 20, 5, random.choice([20, 31, 60])),),
                (seconds("rest", 90, 20, 30), number("rounds", 2, 1, 5)),
            ]
        )
        stages.append(
            phase(
                f"P{index}",
                random.randint(1, 2),
                *growing,
                each=random.choice(["session", "week"]),
                routines=("bar-hang",) * 2,
            )
        )
        if random.random() < 0.3:
            stages.append(test_after(f"P{index}", hold="60s"))
    return programme(*stages, days=(), sessions_a_week=2)


def some_session(random, day, stage):
    return done(
        day,
        stage=stage,
        finished=random.random() < 0.75,
        effort=random.choice([None, None, 3, 8, 9, 10]),
        pain=random.choice([None, None, None, 0, 3, 4, 7]),
    )


def some_log(random, made):
    """Return sessions as they come; most are what is due, some are of another phase."""
    day, log = 0, []
    for _ in range(random.randint(1, 14)):
        day += random.choice(GAPS)
        due = next_session(made, log, MONDAY + timedelta(days=day))
        stage = (
            random.randrange(len(made.stages)) if due is None or random.random() < 0.1 else due.stage_index
        )
        log.append(some_session(random, day, stage))
    return log


def shuffled_days(random, log):
    """Return the log in another order, with the sessions of each day as they came."""
    days = {day: [one for one in log if one.day == day] for day in worked_days(log)}
    return [one for day in random.sample(list(days), len(days)) for one in days[day]]


def is_done_at_the_end(session, log):
    """Tell whether the last session of this one's day and stage was finished."""
    return [one for one in log if (one.day, one.stage) == (session.day, session.stage)][-1].is_finished


def worked_days(log):
    return sorted({one.day for one in log})


def test_no_log_leads_to_a_dose_that_is_harder_than_it_may_be():
    for seed in range(LOGS):
        random = Random(seed)
        made = some_programme(random)
        log = some_log(random, made)
        last_day = worked_days(log)[-1]
        tomorrow = last_day + timedelta(days=1)
        decision = next_session(made, log, tomorrow)

        # the same log has the same dose, and what was done later, on another day or in another order, changes nothing of it
        assert decision == next_session(made, shuffled_days(random, log), tomorrow)
        assert decision == next_session(made, [*log, some_session(random, 400, 0)], tomorrow)
        # a day's work that was done counts once, however often it is done on that day
        again = random.choice([one for one in log if one.is_finished] or [None])
        if again is not None and is_done_at_the_end(again, log):
            assert (
                next_session(made, [*log, msgspec.structs.replace(again, effort=None, pain=None)], tomorrow)
                == decision
            )
        if decision is None:
            continue

        # it is one that `check` compiles
        assert (decision.routine, decision.settings) in doses(made)
        # never below the phase's first dose
        assert decision.level >= 0

        if decision.before is not None:
            assert decision.level <= decision.before + 1
            if not decision.after.earns_a_step:
                assert decision.level <= decision.before, (seed, decision)
            if decision.after.hurt:
                assert decision.level == max(decision.before - 1, 0), (seed, decision)

        # a gap never raises, and a longer one never less than a shorter one
        levels = [
            next_session(made, log, last_day + timedelta(days=days)).level
            for days in (1, 6, 7, 13, 14, 20, 21, 28, 400)
        ]
        assert levels == sorted(levels, reverse=True), (seed, levels)
        if decision.before is not None:
            assert levels[2] <= decision.before
            assert levels[-1] == 0


def test_no_session_after_one_that_fell_short_or_hurt_was_harder():
    for seed in range(LOGS // 4):
        random = Random(seed)
        made = some_programme(random)
        log = some_log(random, made)
        before = {}
        for day in worked_days(log):
            known = [one for one in log if one.day < day]
            decision = next_session(made, known, day)
            last, of_the_day = before.get("decision"), [one for one in known if one.day == before.get("day")]
            of_stage = [one for one in of_the_day if last and one.stage == last.stage_index]
            if (
                of_stage
                and isinstance(made.stages[last.stage_index], Phase)
                and (not of_stage[-1].is_finished or any((one.pain or 0) > 3 for one in of_stage))
            ):
                # it is done again before another phase begins; only an earlier one, done out of order, may come first
                assert decision is not None
                assert decision.stage_index <= last.stage_index
                if decision.stage_index == last.stage_index:
                    assert decision.level <= last.level, (seed, day)
            before = {"decision": decision, "day": day}


def test_every_programme_ends_when_its_sessions_are_done():
    for seed in range(LOGS // 20):
        random = Random(seed)
        made = some_programme(random)
        log, day = [], 0
        while (due := next_session(made, log, MONDAY + timedelta(days=day))) is not None:
            assert due.session == len(log) + 1
            log.append(done(day, stage=due.stage_index, effort=random.choice([None, 5, 10])))
            day += random.choice((1, 2, 9))
        assert len(log) == made.sessions
        assert made.sessions == sum(1 if isinstance(one, PhaseTest) else one.weeks * 2 for one in made.stages)


def expected_level(sessions, days_away, top):
    """Return the level by the words of the contract: one phase, a session a day, a step after each session."""
    level, short = 0, 0
    gaps_after = [(later.day - one.day).days for one, later in pairwise(sessions)] + [days_away]
    for one, days in zip(sessions, gaps_after, strict=True):
        now = level
        short = 0 if one.is_finished else short + 1
        if (one.pain or 0) >= 4 or short == 2:
            level = now - 1
        elif one.is_finished and (one.effort or 0) <= 8:
            level = now + 1
        short %= 2
        if days >= 7:
            level = min(level, now) - (days // 7 - 1)
        level = max(0, min(level, top))
    return level


def test_the_dose_of_one_phase_is_what_the_contract_says():
    made = programme(
        phase("A", 20, seconds("hold", 20, 5, 45), routines=("bar-hang",) * 2), days=(), sessions_a_week=2
    )
    for seed in range(LOGS):
        random = Random(seed)
        day, log = 0, []
        for _ in range(random.randint(1, 20)):
            log.append(some_session(random, day, 0))
            day += random.choice(GAPS[1:])
        days_away = (MONDAY + timedelta(days=day) - log[-1].day).days
        decision = next_session(made, log, MONDAY + timedelta(days=day))
        assert decision.level == expected_level(log, days_away, 5), seed

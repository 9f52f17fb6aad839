"""What holds for every log: 10,000 of them, each walked through day by day."""

import os
from datetime import timedelta
from random import Random

from programmes import MONDAY, done, number, phase, programme, seconds, test_after

from voicecoach.language.programme import PhaseTest
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

        # the same log, in whatever order it is read, has the same dose
        assert decision == next_session(made, tuple(log), tomorrow)
        # an entry that is taken out has never been: what is left decides alone
        extra = some_session(random, 400, 0)
        assert next_session(made, [one for one in [extra, *log] if one is not extra], tomorrow) == decision
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
            if decision is None:
                continue
            last = before.get("decision")
            of_the_day = [one for one in known if one.day == before.get("day")]
            if last and last.stage_index == decision.stage_index and of_the_day:
                of_stage = [one for one in of_the_day if one.stage == last.stage_index]
                if of_stage and (
                    not of_stage[-1].is_finished or any((one.pain or 0) > 3 for one in of_stage)
                ):
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

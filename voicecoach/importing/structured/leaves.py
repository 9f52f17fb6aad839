"""One record of another program's data as steps: timed, counted, or so many times on and off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.importing.model import Certainty
from voicecoach.importing.pasted.tree.exercise_steps import PACE, SWITCH_MS, metres_ms, tempo_of
from voicecoach.importing.steps import ImportedCounted, ImportedRest, ImportedRounds, ImportedTimed
from voicecoach.importing.structured.amounts import Count
from voicecoach.importing.structured.keys import Role, words_of
from voicecoach.importing.structured.said import UNNAMED
from voicecoach.importing.structured.values import Values
from voicecoach.importing.words import clean
from voicecoach.units import MS_PER_S

if TYPE_CHECKING:
    from voicecoach.importing.steps import ImportedStep
    from voicecoach.importing.structured.records import Record
    from voicecoach.importing.writer import Writer

_GUESSED_MS: Final = 120 * MS_PER_S  # of as many as possible, or until a button is pressed: only a limit


def leaf_steps(record: Record, writer: Writer, *, name: str, length_ms: int) -> list[ImportedStep]:
    """Return a record's steps; `name` and `length_ms` are what it has from around it."""
    reader = _Reader(record, writer, name, length_ms)
    steps = reader.steps()
    reader.values.note_unread()
    return steps


class _Reader:
    def __init__(self, record: Record, writer: Writer, name: str, length_ms: int) -> None:
        self.values = Values(record, writer)
        self._line = record.line
        self._writer = writer
        self._usual_name = name
        self._usual_ms = length_ms

    def steps(self) -> list[ImportedStep]:
        return self.values.around(self._main())

    def _main(self) -> list[ImportedStep]:  # noqa: PLR0911 - one for each kind of step
        values = self.values
        name = values.name(self._usual_name)
        if breath := values.breath():
            return [_times(values.times(Role.SETS, Role.TIMES), breath, 0)]
        length_ms = values.length_ms()
        if length_ms and values.is_rest(name):
            say = "" if len(words_of(name)) == 1 else name
            return [ImportedRest(length_ms=length_ms, say=say, cues=values.cues())]
        if length_ms:
            return self._timed(name, length_ms)
        what, number = values.ended_by()
        distance, metres = (f"{number} m", number) if what == "distance" else values.distance()
        if distance:
            self._doubt("a distance has no length, so its limit is a guess")
            named = distance if name == UNNAMED else f"{distance} {name}".strip()
            return self._sets(*self._repeated(self._plain(named, metres_ms(metres), until_done=True)))
        if values.has(Role.REPS, Role.TIMES) or what == "reps":
            return self._counted(name, number if what == "reps" else 0)
        if not values.has(Role.NAME) and (rest_ms := values.ms(Role.REST)):
            return [ImportedRest(length_ms=rest_ms, say=name)]  # a text and the silence after it
        if what == "lap":
            self._doubt("until a button is pressed: its limit is a guess")
            return self._sets(self._plain(name, _GUESSED_MS, until_done=True))
        if name and self._usual_ms:
            return self._timed(name, self._usual_ms)
        if name:
            self._writer.note(self._line, f"`{clean(name).text[:60]}` has no length, so it is left out")
        return []

    def _timed(self, name: str, length_ms: int) -> list[ImportedStep]:
        values = self.values
        apart = (Role.WORK, Role.REST, Role.REST_AFTER, Role.SET_REST, Role.BETWEEN, Role.TIMES, Role.SETS)
        reps = values.count(Role.REPS) if name and not values.has(*apart) else None
        if reps and reps.most > 1:  # so many within the time
            return [self._plain(f"{reps.most} {name}", length_ms)]
        return self._sets(*self._repeated(self._plain(name, length_ms)))

    def _repeated(self, step: ImportedStep) -> tuple[ImportedStep, int]:
        """Return a step as often as it is done in a set, and the rest behind it where that is not between them."""
        off_ms = self.values.ms(Role.REST)
        times = self.values.times(Role.REPS, Role.TIMES)
        if times == 1:
            return step, off_ms
        return _times(times, [step], off_ms or self.values.ms(Role.BETWEEN)), 0

    def _sets(self, step: ImportedStep, rest_ms: int = 0) -> list[ImportedStep]:
        """Return a step as often as there are sets; `rest_ms` comes behind it, as that of the sets does where there is one."""
        rounds = self.values.times(Role.SETS)
        set_rest_ms = self.values.ms(Role.SET_REST)
        after_ms = self.values.ms(Role.BETWEEN)
        if rounds > 1:
            return [_times(rounds, [step], set_rest_ms or rest_ms), *_rest(after_ms)]
        return [step, *_rest(rest_ms or set_rest_ms or after_ms)]

    def _counted(self, name: str, number: int) -> list[ImportedStep]:
        values = self.values
        reps = values.count(Role.REPS) or values.count(Role.TIMES) or Count(least=number, most=number)
        if not name:
            self._writer.note(self._line, "reps without a name are left out")
            return []
        if not reps.most:
            written = values.words(Role.REPS, "reps") if not values.count(Role.REPS) else ""
            name = f"{name}, {written}" if written else name
            self._doubt("no number of reps: until it is done, and the limit is a guess")
            return self._sets(self._plain(name, _GUESSED_MS, until_done=True), values.ms(Role.REST))
        rounds = values.times(Role.SETS)
        rest_ms = values.ms(Role.SET_REST, Role.REST)
        tempo = tempo_of(values.words(Role.TEMPO, "a tempo"))
        side = values.side()
        both = reps.each_side or side == "both"
        counted = ImportedCounted(
            name=name if side in {"", "both"} else name + side,
            count=str(reps.most) if reps.least == reps.most else f"{reps.least}-{reps.most}",
            every="" if tempo else f"${PACE}",
            tempo=tempo,
            sets=rounds,
            set_rest_ms=rest_ms if rest_ms and rounds > 1 else None,
            both_sides=both,
            switch_ms=SWITCH_MS if both else 0,
            ready=rounds > 1 and not rest_ms,
            load=values.load(),
            effort=values.effort(),
            grip=values.grip(),
            edge=values.edge(),
            cues=values.cues(),
        )
        return [counted, *_rest(values.ms(Role.BETWEEN) or (rest_ms if rounds == 1 else 0))]

    def _plain(self, name: str, length_ms: int, *, until_done: bool = False) -> ImportedTimed:
        values = self.values
        side = values.side()
        if side == "both":
            self._doubt("both sides: each has the whole time")
        return ImportedTimed(
            name=f"{name or ('Steady' if values.has(Role.POWER) else UNNAMED)}{side if side != 'both' else ''}{values.power()}",
            length_ms=length_ms,
            until_done=until_done,
            both_sides=side == "both",
            switch_ms=SWITCH_MS if side == "both" else 0,
            load=values.load(),
            effort=values.effort(),
            grip=values.grip(),
            edge=values.edge(),
            cues=values.cues(),
        )

    def _doubt(self, message: str) -> None:
        self._writer.note(self._line, message, Certainty.DOUBTED)


def _times(count: int, steps: list[ImportedStep], rest_ms: int) -> ImportedStep:
    return ImportedRounds(count=count, steps=(*steps, *_rest(rest_ms)), keeps_last_rest=not rest_ms)


def _rest(length_ms: int) -> list[ImportedStep]:
    return [ImportedRest(length_ms=length_ms)] if length_ms else []

"""Handouts: the name of an exercise, and below it sentences that tell how it is done, how long and how often."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.importing.pasted.items import Heading, Left
from voicecoach.importing.pasted.layouts.dose_words import DO, one_of
from voicecoach.importing.pasted.layouts.doses import dose_of, exercise_of
from voicecoach.importing.pasted.layouts.handout_lines import Role, Unit, mark_of, units_of
from voicecoach.importing.pasted.words.vocabulary import BOARDS, HANDOUTS, RUNS

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from voicecoach.importing.pasted.items import PastedItem
    from voicecoach.importing.pasted.text.lines import PastedLine


_RUN: Final = rf"(?:{'|'.join(RUNS)})(?![\w-])"
_OF_BOARD_OR_RUN: Final = re.compile(
    rf"(?<![\w-])(?:(?:{'|'.join(BOARDS)})(?![\w-])|{_RUN}:?(?: \S+){{0,2}} \S*\d)|\d\S*(?: \S+){{0,2}} {_RUN}",
    re.IGNORECASE,
)
_OF_ALL: Final = re.compile(one_of(HANDOUTS["of_all"]), re.IGNORECASE)


class _Block(Struct, kw_only=True):
    """An exercise with all that is said of it."""

    name: Unit | None = None
    units: list[Unit]
    is_alone: bool = False  # it is all that there is, in one line
    is_unnamed: bool = False  # as all the others
    is_of_all: bool = False  # it says how often or how long each of the others is done

    @property
    def doses(self) -> list[Unit]:
        return [unit for unit in self.units if unit.dose.says_amount and unit.role is not Role.ASIDE]

    @property
    def is_told(self) -> bool:
        """Whether sentences tell how it is done, and others how often."""
        return bool(self.doses) and any(unit.is_told for unit in self.units)

    @property
    def is_made(self) -> bool:
        """Whether an exercise comes of it. How long all are held, without a name, is a remark where others have one."""
        if self.is_of_all:
            return False
        if self.name is None:
            begins = bool(self.units) and self.units[0].is_told  # else it is of what is above
            doses = [unit.dose for unit in self.doses]
            says = any(dose.says_how_often or (self.is_unnamed and dose.hold_ms) for dose in doses)
            return begins and not self.is_plain and says
        return (self.is_told and not self.is_plain) or (self.name.role is Role.NAME and bool(self.doses))

    @property
    def is_plain(self) -> bool:
        """Whether a line says all that there is to count, as in any list of exercises."""
        if self.is_of_all:
            return False
        if self.name is None:
            return self.is_alone and not self.units[0].lines[0].too_long
        return self.name.role is Role.NAMED and self.doses == [self.name] and not self.name.is_told


def read_handout(lines: Sequence[PastedLine], taken: Container[int]) -> dict[int, tuple[PastedItem, ...]]:
    """Return the items of a handout by line; nothing where it is none. The lines in `taken` are a table or the like."""
    found: dict[int, tuple[PastedItem, ...]] = {}
    units = units_of([line for line in lines if line.number not in taken])
    blocks = list(_blocks(units))
    blocks[0].is_alone = len(units) == 1
    _share(blocks)
    if not any(block.name for block in blocks):
        for block in blocks:
            block.is_unnamed = True
    if not any(block.is_told and not block.is_plain and (block.name or block.is_made) for block in blocks):
        return found
    if any(_OF_BOARD_OR_RUN.search(line.text) for line in lines):
        return found
    for at, block in enumerate(blocks):
        _leave(block, found, is_first=at == 0)
        if block.is_made:
            _make(block, found)
    return found


def _leave(block: _Block, found: dict[int, tuple[PastedItem, ...]], *, is_first: bool) -> None:
    """Leave the lines of a block, but those that are read as in any list of exercises."""
    is_read = block.is_plain or (not (block.is_made or block.is_of_all) and bool(block.doses))
    for unit in ([block.name] if block.name else []) + block.units:
        if is_read and unit.role in {Role.NAME, Role.NAMED, Role.DOSE}:
            continue
        is_title = is_first and unit is block.name and not block.units
        for line in unit.lines:
            item = (
                Heading(line=line.number, text=line.text)
                if is_title
                else Left(line=line.number, text=line.written, is_label=unit.role is not Role.NAME)
            )
            found.setdefault(line.number, (item,))  # else it is told with the exercises below it


def _share(blocks: Sequence[_Block]) -> None:
    """Give the exercises that are only told what the first line says of them all: `Each exercise: 2 sets of 10`."""
    first, *others = blocks
    told = [block for block in others if block.name and any(unit.is_told for unit in block.units)]
    if not (told and first.doses and _OF_ALL.match(first.units[0].text)):
        return
    first.is_of_all = True
    for block in told:
        if not block.doses:
            block.units += [replace(unit, role=Role.DOSE) for unit in first.doses]


def _make(block: _Block, found: dict[int, tuple[PastedItem, ...]]) -> None:
    """Make the exercise of a block, with the lines that say how often."""
    doses = block.doses
    dose = dose_of("\n".join(f"{unit.text.rstrip('.')}." for unit in _what_is_said(block)))
    first = block.name or doses[0]
    name = first.name
    own = first.lines[0].number
    said = {line.number for unit in doses for line in unit.lines} - {own}
    for number in said:
        found[number] = ()
    found[own] = (exercise_of(dose, name, own, sorted(said)),)
    for line in first.lines[1:]:
        found.setdefault(line.number, ())


def _what_is_said(block: _Block) -> Iterator[Unit]:
    for unit in block.units:
        if unit.role is not Role.ASIDE:
            yield unit


def _role_in(block: _Block, unit: Unit) -> Role:
    """Return the role of a line below what is read of an exercise."""
    if unit.role is Role.NAMED and _is_told_of(unit, block):
        return Role.DOSE if unit.dose.says_amount else Role.TOLD
    is_dose = unit.role is Role.DOSE and not unit.is_told
    is_next = is_dose and block.name is not None and mark_of(unit) == mark_of(block.name) != ""
    is_next = is_next and not any(mark_of(before) == mark_of(unit) for before in block.units)
    return Role.OTHER if is_next else unit.role  # the next of a numbered list


def _is_told_of(unit: Unit, block: _Block) -> bool:
    """Tell whether what looks like a name with its sentences tells of the name above it."""
    if block.name is None or block.doses:
        return False
    sign = unit.text[len(unit.name) :].lstrip()[:1]
    return (sign in {".", ","} and not block.units) or not unit.dose.says_amount


def _is_done(block: _Block, follows: Unit) -> bool:
    """Tell whether all is said of an exercise without a name, so that the next paragraph is of another one."""
    doses = [unit.dose for unit in block.units]
    is_held = follows.dose.hold_ms > 0 and any(dose.hold_ms for dose in doses)
    return block.name is None and (is_held or any(dose.says_how_often for dose in doses))


def _blocks(units: Sequence[Unit]) -> Iterator[_Block]:
    """Yield each exercise with the lines below its name."""
    block = _Block(units=[])
    for one in units:
        unit = replace(one, role=_role_in(block, one))
        is_next = unit.role in {Role.NAME, Role.NAMED, Role.OTHER} or (
            unit.role is Role.DOSE
            and unit.is_told
            and not DO.match(unit.text)
            and unit.dose.says_how_often
            and any(before.dose.says_how_often for before in block.units)
        )
        is_next = is_next or (unit.is_told and unit.lines[0].after_blank and _is_done(block, unit))
        if is_next and (block.name or block.units):
            yield block
            block = _Block(units=[])
        if unit.role in {Role.NAME, Role.NAMED}:
            block.name = unit
        if unit.role not in {Role.NAME, Role.OTHER}:
            block.units.append(unit)
    yield block

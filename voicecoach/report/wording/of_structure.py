"""The words of findings about keys, and what stands under them."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from voicecoach.findings import structure
from voicecoach.findings.terms import Takes, Written
from voicecoach.report.wording import keys
from voicecoach.report.wording.advice import QUOTES, suggested
from voicecoach.report.wording.show import a, joined, listed, plain, ticked
from voicecoach.report.wording.terms import how_to_write, owner, takes, where, written
from voicecoach.report.wording.words import FindingWords, OtherPlace

if TYPE_CHECKING:
    from voicecoach.findings.structure import StructureFinding


def structure_words(found: StructureFinding) -> FindingWords:  # noqa: C901, PLR0911, PLR0912 - one case a finding
    match found:
        # --- keys and shapes --------------------------------------------------------------------
        case structure.UnknownKey() if not found.suggestion and found.key.casefold() in keys.NOTES:
            return FindingWords(
                f"unknown key {ticked(found.key)} in {where(found.where)}",
                "said to the listener, or a note?",
                "for the listener write it as a cue, `cues: {start: …}`; for yourself begin the line with `#`",
            )
        case structure.UnknownKey():
            return suggested(
                f"unknown key {ticked(found.key)} in {where(found.where)}",
                found.suggestion,
                f"known here: {listed(found.known)}",
            )
        case structure.MisplacedKey():
            return FindingWords(
                f"{ticked(found.key)} does not belong in {where(found.where)}",
                "not here",
                keys.where_it_belongs(found),
            )
        case structure.MissingKey() if found.written:
            return FindingWords(
                f"{owner(found.where)} needs {keys.needed(found.key)}",
                "in the name, it is only said",
                f"write {joined(found.written, 'and')} below, each on a line of its own",
            )
        case structure.MissingKey():
            needed = keys.needed(found.key)
            return FindingWords(
                f"{owner(found.where)} needs {needed}", f"{needed} is missing", keys.example(found.key)
            )
        case structure.MissingValue():
            return FindingWords(
                f"{ticked(found.key)} has no value",
                f"{takes(found.takes)} is missing",
                "write it after the colon, or delete the key",
            )
        case structure.MissingKind(lead_in=""):
            return FindingWords(
                "this step does not say its kind", "", f"one key says it: {listed(found.kinds)}"
            )
        case structure.MissingKind():
            return FindingWords(
                "this step does not say its kind",
                "",
                "`ready` is `on` or `off`; the time before a start is a lead-in: "
                f"`lead-in: {plain(found.lead_in)}`",
            )
        case structure.SeveralKinds():
            return FindingWords(
                f"a step is of one kind, not both {ticked(found.kind)} and {ticked(found.key)}",
                "a second kind",
                "begin a new step with `-`; to repeat steps, put them under `rounds:`",
                (OtherPlace(found.kind_span, "this says the kind already"),),
            )
        case structure.ConflictingKeys():
            return FindingWords(
                f"{ticked(found.key)} and {ticked(found.other)} cannot stand together in {owner(found.where)}",
                "one too many",
                "delete one of the two",
                (OtherPlace(found.other_span, "the other one"),),
            )
        case structure.NeedsKey():
            return FindingWords(
                f"{ticked(found.key)} has no meaning without {ticked(found.needs)}",
                f"{ticked(found.needs)} is missing",
                keys.what_it_needs(found.key),
            )
        case structure.WrongType(takes=Takes.CUES, written=Written.LIST) if found.edits:
            return FindingWords(
                f"{ticked(found.key)} is {takes(found.takes)}, not {written(found.written)}",
                written(found.written),
                "leave out the dashes and the square brackets: `5s: Breathe out.`",
            )
        case structure.WrongType():
            return FindingWords(
                f"{ticked(found.key)} is {takes(found.takes)}, not {written(found.written)}",
                written(found.written),
                QUOTES if found.is_text_in_brackets else how_to_write(found.takes),
            )
        case structure.NoPairs():
            return keys.no_pairs(found)
        case structure.EmptyList():
            return FindingWords(
                f"{ticked(found.key)} is empty",
                f"{takes(found.takes)} is missing",
                "put at least one into it",
            )
        case structure.StepNotHere():
            return FindingWords(
                f"{ticked(found.kind)} cannot stand inside {ticked(found.block)}",
                "not here",
                f"{a(found.block)} has {joined(found.kinds, 'and')}",
            )
        case _:
            assert_never(found)

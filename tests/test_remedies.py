"""A remedy can be obeyed: the edits of each finding, applied, give what the author meant and leave nothing else to mend."""

import runpy
from pathlib import Path

import pytest

from voicecoach.findings.base import Severity
from voicecoach.findings.codes import Code
from voicecoach.findings.reading import UncertainFinding
from voicecoach.language.mending import applied

ROOT = Path(__file__).parent.parent
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "render_diagnostics"))
ENTRIES = {entry.code: entry for group in SCRIPT["groups"]() for entry in group.entries}

# Of these nobody knows what is to be written: the author decides.
AUTHORS_CHOICE = {
    Code("bad-tempo"),
    Code("conflicting-keys"),
    Code("cue-not-here"),
    Code("cue-outside"),
    Code("default-out-of-range"),
    Code("duplicate-key"),
    Code("empty-file"),
    Code("empty-list"),
    Code("file-too-full"),
    Code("file-too-large"),
    Code("include-cycle"),
    Code("include-outside"),
    Code("include-too-many"),
    Code("misplaced-key"),
    Code("missing-key"),
    Code("missing-kind"),
    Code("missing-value"),
    Code("name-in-name"),
    Code("nesting-too-deep"),
    Code("not-recorded"),
    Code("not-spoken"),
    Code("out-of-range"),
    Code("programme-here"),
    Code("programme-too-long"),
    Code("ready-in-file"),
    Code("setting-left-alone"),
    Code("setting-choice"),
    Code("setting-out-of-range"),
    Code("setting-type"),
    Code("setting-unknown"),
    Code("several-documents"),
    Code("silent-text"),
    Code("sound-outside"),
    Code("sound-unreadable"),
    Code("step-not-here"),
    Code("text-too-long"),
    Code("too-long"),
    Code("too-many-events"),
    Code("until-done-in-file"),
    Code("variable-not-here"),
    Code("cue-never-heard"),
    Code("yaml-merge-key"),
    Code("yaml-syntax"),
}


# The edit is the least that does: the program's own words have to be short then, which is a note. The page has more room.
SHORTEST_REPAIR = {Code("not-announced")}


def edited(entry):
    """Return the wrong routine with the edits of its findings, applied as an editor would: all that do not depend on others."""
    found = entry.findings()
    in_doubt = [one for one in found if isinstance(one, UncertainFinding)]
    edits = [edit for one in in_doubt or found for edit in one.edits]
    return applied(found[0].span.source.text, edits)


@pytest.mark.parametrize("code", sorted(ENTRIES))
def test_a_code_has_edits_where_the_program_knows_what_to_write(code):
    has_edits = any(one.edits for one in ENTRIES[code].findings())
    assert has_edits == (code not in AUTHORS_CHOICE)


@pytest.mark.parametrize("code", sorted(set(Code) - AUTHORS_CHOICE))
def test_the_edits_give_what_the_author_meant(code):
    entry = ENTRIES[code]
    mended = SCRIPT["checked"](edited(entry).encode(), entry.settings, entry.files)
    if code in SHORTEST_REPAIR:
        assert {one.severity for one in mended.findings} == {Severity.NOTE}
        return
    assert mended.findings == ()
    assert mended.plan == SCRIPT["checked"](entry.right.encode(), entry.settings, entry.files).plan

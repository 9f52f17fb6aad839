"""docs/diagnostics.md lists every finding; each of its wrong routines has the finding, and each repair is one."""

import runpy
from pathlib import Path

import pytest

from voicecoach.findings.codes import Code

ROOT = Path(__file__).parent.parent
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "render_diagnostics"))
ENTRIES = [entry for group in SCRIPT["groups"]() for entry in group.entries]


def test_the_page_is_what_the_script_writes():
    committed = (ROOT / "docs" / "diagnostics.md").read_text("utf-8")
    assert committed == SCRIPT["page"](), "run scripts/render_diagnostics"


def test_every_code_has_one_entry():
    assert sorted(entry.code for entry in ENTRIES) == sorted(Code)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_the_wrong_routine_has_this_finding_and_no_other(entry):
    assert {found.code.value for found in entry.findings()} == {entry.code}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_in_the_repaired_routine_nothing_is_found(entry):
    assert entry.findings_after_repair() == ()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_the_meaning_is_one_sentence(entry):
    assert entry.means.endswith(".")
    assert ". " not in entry.means

"""Help, colours and pages on terminals as they are: narrow, short, without colours, with somebody at the keyboard."""

import re

import pytest
from terminal_of_its_own import at_a_terminal
from typer.main import get_command

from voicecoach.cli import _in_order
from voicecoach.cli.app import app

OPTION = re.compile(r"--[a-z][a-z-]*")
COMMANDS = get_command(app).commands


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_at_40_columns_fits_and_has_every_word(run, monkeypatch, name):
    words = [*name.split(), "--help"]
    wide = run(*words).stdout
    monkeypatch.setenv("COLUMNS", "40")
    page = run(*words).stdout
    _, _, below_usage = page.partition("\n\n")
    assert [line for line in below_usage.splitlines() if len(line) > 40 and len(line.split()) > 1] == []
    assert set(OPTION.findall(wide)) <= set(OPTION.findall(page))
    epilog = (COMMANDS[name].epilog if name else get_command(app).epilog) or ""
    assert " ".join(epilog.split()) in " ".join(page.split())


def test_what_a_filter_can_be_wraps_between_words():
    said, _ = at_a_terminal("list", "--focus", "nope", COLUMNS="60")
    assert "shoulders" in said
    assert [line for line in said.splitlines() if len(line) > 60] == []


def test_no_color_anywhere_takes_colours_away():
    coloured, _ = at_a_terminal("list")
    plain, _ = at_a_terminal("list", "--no-color")
    assert "\x1b[" in coloured
    assert "\x1b[" not in plain
    assert at_a_terminal("--no-color", "list")[0] == plain


@pytest.mark.parametrize(
    ("words", "in_order"),
    [
        ("-q list --json", "list --json -q"),
        ("list --no-color --traceback", "--no-color --traceback list"),
        ("play bar-hang -V", "-V play bar-hang"),
        ("say -- -V", "say -- -V"),
        ("-q", "-q"),
        ("", ""),
    ],
)
def test_options_of_the_program_may_stand_anywhere_and_quiet_before_the_command(words, in_order):
    assert _in_order(words.split()) == in_order.split()


def test_behind_two_dashes_no_color_is_a_word_like_any_other():
    said, code = at_a_terminal("say", "--as-spoken", "--", "--no-color")
    assert code == 0
    assert "color" in said


def test_whoever_has_to_type_is_told():
    said, code = at_a_terminal(
        "check", "-", "--engine", "none", typed=b"title: T\nsteps:\n  - rest: 5s\n\x04"
    )
    assert "reading from the keyboard; Ctrl-D ends it" in said
    assert code == 0


def test_a_long_page_goes_to_the_pager_and_a_short_one_does_not(tmp_path):
    pager = tmp_path / "my pager"
    pager.write_text("#!/bin/sh\necho by the pager\ncat > /dev/null\n")
    pager.chmod(0o755)
    assert at_a_terminal("guide", "cli", PAGER=f"'{pager}'") == ("by the pager\n", 0)
    assert at_a_terminal("guide", "cli", PAGER=f"'{pager}'", LINES="100000")[0].count("\n") > 100
    assert at_a_terminal("guide", "cli", PAGER="")[1] == 0
    assert "steps" in at_a_terminal("guide", "cli", PAGER="no-such-pager")[0]

"""What is printed for people fits the width that they have, and is in plain words."""

import re

import pytest
from terminal_of_its_own import at_a_terminal

from voicecoach.documents import topics

NONE = ("--engine", "none")
PAGES = [
    ("list",),
    ("show", "max-hangs"),
    ("plan", "back-relief", *NONE),
    ("plan", "repeaters-7-3", *NONE),
    ("plan", "repeaters-7-3", "--cues", *NONE),
    ("log",),
    ("devices",),
    ("guide",),
]


def shown_on_a_terminal(*words, **variables):
    """Return what a command writes on a terminal whose reader turns no pages."""
    written, code = at_a_terminal(*words, PAGER="", **variables)
    assert code == 0
    return written


@pytest.mark.parametrize("words", PAGES, ids=" ".join)
def test_nothing_is_wider_than_80_columns(run, monkeypatch, words):
    whole = run(*words).stdout
    monkeypatch.setenv("COLUMNS", "80")
    fitted = run(*words).stdout
    # The source in `show` is as the author wrote it, and a path has no place to be divided.
    lines = [line for line in fitted.partition("\nSource\n")[0].splitlines() if "/" not in line]
    assert max(map(len, lines), default=0) <= 80
    assert set(fitted.split()) == set(whole.split()) or words[0] == "plan"


@pytest.mark.parametrize("columns", [40, 60])
def test_the_list_fits_a_narrow_terminal_and_divides_no_time(run, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    listed = run("list").stdout.splitlines()
    assert max(map(len, listed)) <= columns
    assert not [line for line in listed if line.split()[:1] == ["min"]]


def test_a_pipe_gets_a_line_a_routine_and_no_colours(run):
    printed = run("list").stdout
    assert "\x1b" not in printed
    routines, programmes = printed.split("\n\n")
    assert len(routines.splitlines()) == 1 + len([line for line in routines.splitlines() if " min " in line])
    assert all(row.split()[1].isdigit() for row in programmes.splitlines()[1:])


def test_a_terminal_has_colours_unless_it_is_told_not_to():
    assert "\x1b[1m" in shown_on_a_terminal("list")
    assert "\x1b" not in shown_on_a_terminal("list", NO_COLOR="1")


def test_a_plan_has_a_line_an_exercise(run):
    rows = run("plan", "repeaters-7-3", *NONE).stdout.splitlines()
    hangs = [row for row in rows if "Repeaters  " in row]
    assert len(hangs) == 18
    assert "hang 2/6, round 1/3" in hangs[1]
    assert hangs[1].endswith("rest 3s")
    assert "Reverse hyper, 8 reps" in run("plan", "back-relief", *NONE).stdout
    assert "switch 10s" in run("plan", "back-relief", *NONE).stdout


def test_a_plan_with_cues_has_all_that_is_heard(run):
    without, with_cues = (run("plan", "bar-hang", *more, *NONE).stdout for more in ((), ("--cues",)))
    assert "“Halfway." in with_cues
    assert "“Halfway." not in without
    hints = run("plan", "bar-hang", *NONE).stderr
    assert "--cues" in hints
    assert ".svg" in hints
    assert run("plan", "bar-hang", "--quiet", *NONE).stderr == ""


@pytest.mark.parametrize("name", [name for name, _ in topics()])
def test_the_guide_shows_each_page(run, name):
    shown = run("guide", name)
    assert shown.exit_code == 0
    assert shown.stdout.startswith("# ")
    assert f"  {name} " in run("guide").stdout


def test_the_guide_on_a_terminal_has_no_markup_and_fits():
    page = re.sub(r"\x1b\[[\d;]*m", "", shown_on_a_terminal("guide", "cli", COLUMNS="80"))
    assert "](" not in page
    assert "## " not in page
    assert max(map(len, page.splitlines())) <= 80


def test_a_page_that_there_is_not_gets_a_near_one(run):
    result = run("guide", "langauges")
    assert result.exit_code == 2
    assert "did you mean `languages`?" in result.stderr
    assert "`voicecoach guide` lists" in run("guide", "astronomy").stderr


def test_the_guide_works_whatever_the_config_file_says(run, tmp_path):
    (tmp_path / "config" / "voicecoach").mkdir(parents=True)
    (tmp_path / "config" / "voicecoach" / "config.toml").write_text("engin = 'none'\n")
    assert run("guide", "cli").exit_code == 0


def test_a_plan_does_not_name_the_voice(run):
    assert "voice:" not in run("plan", "bar-hang", "--engine", "auto").stderr

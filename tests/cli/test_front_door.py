"""What a newcomer sees first, and what is said to somebody who mistypes."""

import re
import shlex

import pytest
from typer.main import get_command

from voicecoach.cli.app import app

COMMANDS = get_command(app).commands
TASKS = re.findall(r" {2,}voicecoach (.+)$", get_command(app).help, re.MULTILINE)
EXAMPLES = [
    line.removeprefix("voicecoach ")
    for command in COMMANDS.values()
    for line in (command.epilog or "").splitlines()[1:]
]


@pytest.mark.parametrize("words", [[], ["help"], ["-h"]])
def test_there_is_one_page_for_whoever_asks(run, words):
    page = run("--help")
    assert page.exit_code == 0
    assert "voicecoach play bar-hang" in page.stdout
    other = run(*words)
    assert (other.exit_code, other.stdout, other.stderr) == (0, page.stdout, "")


def test_the_page_is_shown_whatever_the_config_file_says(run, tmp_path):
    (tmp_path / "config" / "voicecoach").mkdir(parents=True)
    (tmp_path / "config" / "voicecoach" / "config.toml").write_text("engin = 'none'\n")
    assert run().exit_code == run("--help").exit_code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("list",), ("show", "bar-hang"), ("voices", "--language", "de"), ("log",), ("cache",), ("guide",), ("schema",),
        ("doctor",), ("help", "play"), ("explain", "yaml-colon"), ("completion", "bash"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_every_command_can_be_quiet(run, words):
    loud, quiet = run(*words), run(*words, "--quiet")
    assert quiet.exit_code == loud.exit_code == 0
    assert quiet.stderr == ""
    assert quiet.stdout == loud.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_is_its_own(run, name):
    assert run("help", name).stdout == run(name, "--help").stdout
    assert run("help", name).exit_code == 0


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_has_no_types_of_python(run, name):
    page = run(*name.split(), "--help").stdout
    assert not re.search(r"<(?:bool|str|int|list\[\w+\])>|Usage:.*\{|\[\[", page)


def test_help_of_what_is_no_command_suggests_one(run):
    result = run("help", "exprot")
    assert result.exit_code == 2
    assert "did you mean `export`?" in result.stderr


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_version(run, option):
    assert run(option).stdout.startswith("voicecoach 0.")


@pytest.mark.parametrize("line", [*TASKS, *EXAMPLES])
def test_every_example_is_right(line):
    name, *words = shlex.split(line.partition(" > ")[0])
    given = {param for param, value in COMMANDS[name].make_context(name, words).params.items() if value}
    assert bool(given) >= bool(words)


def test_every_command_that_takes_words_has_an_example():
    assert {line.split()[0] for line in EXAMPLES} >= set(COMMANDS) - {"devices", "doctor"}
    assert len(TASKS) == 5


@pytest.mark.parametrize(
    ("written", "meant"),
    [("--hodl", "--hold"), ("--equipmnet", "--equipment"), ("--colour", ""), ("--from-the-start", "")],
)
def test_a_wrong_option_gets_a_near_suggestion_or_none(run, written, meant):
    result = run("play", "bar-hang", written, "40s")
    assert result.exit_code == 2
    said = result.stderr.split(written, 1)[1]
    assert re.findall(r"--[a-z-]+", said) == ([meant] if meant else [])


def test_a_parameter_that_is_written_as_an_option_is_named_with_its_own(run):
    result = run("plan", "max-hangs", "--edge", "18mm")
    assert result.exit_code == 2
    assert "--set edge=…" in result.stderr
    assert "--set" not in run("plan", "bar-hang", "--edge", "18mm").stderr


def test_a_part_of_a_name_finds_programmes_and_routines(run):
    said = run("today", "dead-hang").stderr
    assert "`dead-hang-progression` or `dead-hang-8-weeks`" in said
    assert "list --programmes" in run("today").stderr


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("exprot", "Did you mean export?"),
        ("bar-hang", "voicecoach play bar-hang"),
        ("mine.yaml", "voicecoach play mine.yaml"),
    ],
)
def test_a_word_that_is_no_command_gets_what_was_meant(run, routine, word, says):
    routine("title: T\nsteps: [{rest: 5s}]\n")
    result = run(word)
    assert result.exit_code == 2
    assert says in result.stderr


@pytest.mark.parametrize("word", ["dance", "elsewhere.yaml", "\x1b[31m"])
def test_a_word_that_is_near_nothing_gets_no_suggestion(run, word):
    result = run(word)
    assert result.exit_code == 2
    assert "No such command" in result.stderr
    assert "mean" not in result.stderr
    assert "play" not in result.stderr
    assert "\x1b" not in result.stderr


@pytest.mark.parametrize(
    ("words", "example"),
    [
        (("export", "bar-hang"), "voicecoach export bar-hang -o bar-hang.mp3"),
        (("check",), "voicecoach check mine.yaml"),
        (("say",), "voicecoach say 'Walk your feet forward.'"),
    ],
)
def test_what_is_missing_is_shown_by_an_example(run, words, example):
    result = run(*words)
    assert result.exit_code == 2
    assert f"For example: {example}" in re.sub(r"[\s\u2502]+", " ", result.stderr)


def test_a_word_too_many_is_answered_by_an_example(run):
    said = re.sub(r"[\s\u2502]+", " ", run("list", "back").stderr)
    assert "It does not take `back`. For example: voicecoach list --focus back --max-time 10m" in said


def test_a_part_of_a_name_finds_the_routine(run):
    assert "did you mean `bar-hang`?" in run("show", "bar").stderr
    assert "did you mean" not in run("show", "ar").stderr


def test_a_list_without_entries_says_what_comes_nearest(run):
    result = run("list", "--focus", "finger")
    assert (result.exit_code, result.stdout) == (0, "no built-in routine matches all filters\n")
    assert "did you mean `fingers`?" in result.stderr
    too_short = run("list", "--max-time", "1m")
    assert too_short.stdout.startswith("no built-in routine matches all filters\n")
    assert "too long" in too_short.stderr

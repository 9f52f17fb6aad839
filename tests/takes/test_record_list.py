"""`voicecoach record` without a microphone: what is to be said, and what is wrong with the words of the command."""

import pytest
import soundfile
from typer.testing import CliRunner
from voices import words

from voicecoach.cli.app import app

ROUTINE = """\
title: Short
parameters: {hold: 12s}
steps:
  - lead-in: 7s
  - hold: Hang
    for: $hold
    cues: {50%: "Halfway."}
"""


@pytest.fixture
def run(tmp_path, monkeypatch, clips):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(clips))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("COLUMNS", raising=False)
    (tmp_path / "short.yaml").write_text(ROUTINE)

    def invoke(*options):
        return CliRunner().invoke(app, ["record", "short.yaml", "--engine", "none", *options])

    return invoke


def rows(result):
    return [line.split() for line in result.stdout.splitlines()]


def test_the_sentences_are_listed_with_the_names_of_their_files(run):
    result = run("--to", "my-voice", "--list")
    assert result.exit_code == 0
    assert [row[0] for row in rows(result)[1:]] == [
        *("get-ready.wav", "hang-twelve-seconds.wav", "three.wav", "two.wav", "one.wav", "halfway.wav"),
    ]
    assert rows(result)[3] == ["three.wav", "0.8", "s", "2", "Three."]


def test_what_is_recorded_is_marked_and_is_as_long_as_it_is(run, tmp_path):
    (tmp_path / "my-voice").mkdir()
    soundfile.write(tmp_path / "my-voice" / "3.flac", words(48_000, seconds=0.4), 48_000)
    listed = rows(run("--to", "my-voice", "--list"))
    assert ["3.flac", "0.8", "s", "2", "yes", "Three."] in listed


def test_parameters_change_what_is_to_be_said(run):
    changed = run("--to", "my-voice", "--list", "--set", "hold=20s").stdout
    assert "hang-twenty-seconds.wav" in changed
    assert "hang-twelve-seconds.wav" not in changed


@pytest.mark.parametrize(
    ("options", "name"),
    [
        (["--language", "de"], "drei.wav"),
        (["--language", "fr"], "trois.wav"),
        (["--language", "es"], "tres.wav"),
        (["--language", "it"], "three.wav"),  # the program has no Italian words of its own
    ],
)
def test_names_are_in_the_language_of_the_voice(run, options, name):
    assert name in run("--to", "my-voice", "--list", *options).stdout


def test_a_sentence_longer_than_a_files_name_has_one_all_the_same(run, tmp_path):
    long = " ".join(f"word{number}" for number in range(120))
    (tmp_path / "short.yaml").write_text(f"title: Long\nsteps:\n  - say: {long}.\n")
    (line,) = run("--to", "my-voice", "--list").stdout.splitlines()[1:]
    name = line.split()[0]
    assert len(name.encode()) < 130
    (tmp_path / "my-voice").mkdir()
    soundfile.write(tmp_path / "my-voice" / name, words(48_000), 48_000)
    assert "yes" in rows(run("--to", "my-voice", "--list"))[1]


def test_without_a_terminal_it_says_what_to_do(run, tmp_path):
    result = run("--to", "my-voice")
    assert result.exit_code == 2
    assert "recording needs a terminal" in result.stderr
    assert "--list" in result.stderr
    assert not (tmp_path / "my-voice").exists()


def test_a_voice_and_a_folder_do_not_go_together(run):
    result = run("--to", "my-voice", "--voice", "anna", "--list")
    assert result.exit_code == 2
    assert "leave out `--voice`" in result.stderr


def test_a_routine_with_errors_is_told_first(run, tmp_path):
    (tmp_path / "short.yaml").write_text("title: Short\nsteps:\n  - hodl: Hang\n")
    result = run("--to", "my-voice", "--list")
    assert result.exit_code == 1
    assert "unknown key `hodl`" in result.stderr

"""`fmt` and `schema`."""

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from voicecoach.cli import editing

UGLY = "title:   'Hang'\nsteps:\n- hold: Bar hang # mine\n  for: 30s\n"
NEAT = "title: Hang\nsteps:\n  - hold: Bar hang  # mine\n    for: 30s\n"
BROKEN = "title: T\nsteps:\n  - say: Ready: go\n"


def test_fmt_rewrites_what_is_not_neat_and_says_so(run, routine, tmp_path):
    ugly, neat = routine(UGLY, "ugly.yaml"), routine(NEAT, "neat.yaml")
    before = (tmp_path / neat).stat()
    result = run("fmt", ugly, neat)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "formatted ugly.yaml\n")
    assert (tmp_path / ugly).read_text("utf-8") == NEAT
    assert (tmp_path / neat).stat().st_ino == before.st_ino


def test_fmt_quietly(run, routine):
    assert run("fmt", routine(UGLY), "-q").output == ""


def test_fmt_check_names_the_files_and_writes_nothing(run, routine, tmp_path):
    ugly, neat = routine(UGLY, "ugly.yaml"), routine(NEAT, "neat.yaml")
    result = run("fmt", "--check", neat, ugly)
    assert (result.exit_code, result.stdout) == (1, "ugly.yaml\n")
    assert (tmp_path / ugly).read_text("utf-8") == UGLY
    assert run("fmt", "--check", neat).exit_code == 0


def test_fmt_from_standard_input_to_standard_output(run):
    result = run("fmt", "-", stdin=UGLY)
    assert (result.exit_code, result.stdout, result.stderr) == (0, NEAT, "")
    assert run("fmt", "-", stdin=NEAT).stdout == NEAT
    assert run("fmt", "--check", "-", stdin=UGLY).stdout == "<stdin>\n"


def test_fmt_does_not_touch_a_file_with_errors_and_does_the_others(run, routine, tmp_path):
    broken, ugly = routine(BROKEN, "broken.yaml"), routine(UGLY, "ugly.yaml")
    result = run("fmt", broken, ugly)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "error[yaml-colon]" in result.stderr
    assert "broken.yaml:3" in result.stderr
    assert (tmp_path / broken).read_text("utf-8") == BROKEN
    assert (tmp_path / ugly).read_text("utf-8") == NEAT


def test_fmt_formats_what_has_only_other_errors(run):
    assert run("fmt", "-", stdin="steps:\n- hodl: X\n").stdout == "steps:\n  - hodl: X\n"


@pytest.mark.parametrize("name", ["mine.yaml", "bar-hang"])
def test_fmt_of_a_file_that_is_not_there(run, name):
    result = run("fmt", name)
    assert result.exit_code == 2
    assert f"there is no file `{name}`" in result.stderr


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_fmt_writes_utf_8(run, tmp_path, encoding):
    path = tmp_path / "mine.yaml"
    path.write_text(NEAT, encoding, newline="\r\n")
    assert run("fmt", path.name).exit_code == 0
    assert path.read_bytes() == NEAT.encode()


def test_fmt_does_not_touch_what_is_not_text(run, tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_bytes(b"title: Caf\xe9\nsteps: [{rest: 5s}]\n")
    result = run("fmt", path.name)
    assert result.exit_code == 1
    assert "error[not-text]" in result.stderr
    assert "mine.yaml:1:11" in result.stderr
    assert b"\xe9" in path.read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_fmt_keeps_the_mode_and_the_link(run, routine, tmp_path):
    path = tmp_path / routine(UGLY)
    path.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    assert run("fmt", link.name).exit_code == 0
    assert link.is_symlink()
    assert path.read_text("utf-8") == NEAT
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert not [one for one in tmp_path.iterdir() if one.name.endswith(".part")]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_fmt_leaves_a_file_with_several_names_alone(run, routine, tmp_path):
    path = tmp_path / routine(UGLY)
    (tmp_path / "other.yaml").hardlink_to(path)
    result = run("fmt", path.name)
    assert result.exit_code == 3
    assert "has 2 names (hard links)" in result.stderr
    assert "  help: " in result.stderr
    assert path.read_text("utf-8") == UGLY
    assert run("fmt", "--check", path.name).exit_code == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid(), reason="only root may give files away")
def test_fmt_keeps_the_owner(run, routine, tmp_path):
    path = tmp_path / routine(UGLY)
    os.chown(path, 1234, 4321)
    assert run("fmt", path.name).exit_code == 0
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 4321)
    assert path.read_text("utf-8") == NEAT


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no such owners")
def test_fmt_leaves_the_file_of_another_user_alone(run, routine, tmp_path, monkeypatch):
    path = tmp_path / routine(UGLY)
    monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)
    result = run("fmt", path.name)
    assert (result.exit_code, path.read_text("utf-8")) == (3, UGLY)
    assert "belongs to another user" in result.stderr


def test_fmt_does_not_replace_what_was_changed_meanwhile(run, routine, tmp_path, monkeypatch):
    path = tmp_path / routine(UGLY)
    real = editing.format_source

    def saved_meanwhile(source):
        path.write_text("title: saved by an editor\n")
        return real(source)

    monkeypatch.setattr(editing, "format_source", saved_meanwhile)
    result = run("fmt", path.name)
    assert result.exit_code == 3
    assert "was changed meanwhile" in result.stderr
    assert path.read_text("utf-8") == "title: saved by an editor\n"


def test_schema(run):
    result = run("schema")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["properties"]["title"]["description"] == "What the routine is called."


def test_check_takes_the_routines_of_a_folder(run, routine, tmp_path):
    (tmp_path / "plans" / "deeper").mkdir(parents=True)
    text = "title: T\nlanguage: en\nsteps: [{rest: 5s}]\n"
    for name in ("plans/b.yaml", "plans/a.yml", "plans/notes.txt", "plans/deeper/c.yaml"):
        routine(text, name)
    done = run("check", "plans", "nowhere.yaml", "--engine", "none", "--json")
    assert [row["file"] for row in json.loads(done.stdout)] == [
        str(Path("plans") / "a.yml"),
        str(Path("plans") / "b.yaml"),
        "nowhere.yaml",
    ]
    assert done.exit_code == 2


def test_check_says_of_a_folder_without_routines_what_it_looks_for(run, tmp_path):
    (tmp_path / "empty").mkdir()
    done = run("check", "empty", "--engine", "none")
    assert done.exit_code == 2
    assert "there is no routine in the folder `empty`" in done.stderr
    assert "help: the name of a routine's file ends in `.yaml`" in done.stderr

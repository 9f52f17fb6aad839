"""`voicecoach new`: a routine to start from, and never a file lost."""

from zipfile import ZipFile

import pytest

from voicecoach.library import builtin_names, read_builtin
from voicecoach.library.templates import read_template

SECONDS = "Breathe in;4\n*;2\nno pause\n"


def test_a_new_routine_compiles_with_an_estimate(run):
    result = run("new", "morning.yaml")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == "wrote morning.yaml; next: voicecoach check morning.yaml\n"
    checked = run("check", "morning.yaml", "--strict", "--engine", "none", "-q")
    assert checked.exit_code == 0, checked.stdout
    assert checked.stdout.startswith("morning.yaml: every cue fits")


@pytest.mark.parametrize("engine", ["pyttsx3", "hibari"])
def test_a_new_routine_compiles_with_a_voice(run, engine):
    run("new", "morning.yaml", "-q")
    checked = run("check", "morning.yaml", "--strict", "--engine", engine, "-q")
    assert checked.exit_code == 0, checked.stdout + checked.stderr


def test_the_template_is_laid_out_as_a_coach_would_like_it():
    text = read_template().text
    assert text.endswith("say: Well done.  # as long as it takes to say\n")
    assert "\t" not in text
    assert all(line == line.rstrip() and len(line) <= 120 for line in text.splitlines())


def test_the_hangs_in_the_templates_comments_compile(run, routine):
    """What a comment offers works when its # is taken away."""
    lines = [
        line.replace("  # ", "  ", 1)
        if line.lstrip().startswith(("# - ", "#   name", "#   sets", "#   rest"))
        else line
        for line in read_template().text.splitlines()
    ]
    checked = run("check", routine("\n".join(lines)), "--strict", "--engine", "none", "-q")
    assert checked.exit_code == 0, checked.stdout
    assert any(line.startswith("  - hangs: 6 x 7s:3s") for line in lines)


def test_a_built_in_is_copied_with_its_comments(run, tmp_path):
    assert run("new", "mine.yaml", "--from", "bar-hang").exit_code == 0
    assert (tmp_path / "mine.yaml").read_bytes() == read_builtin("bar-hang").text.encode()


@pytest.mark.parametrize("name", builtin_names())
def test_every_built_in_is_seen_as_a_routine(run, name):
    assert run("new", "-", "--from", name).stdout == read_builtin(name).text


def test_a_routine_file_is_copied_and_one_with_errors_is_not(run, routine, tmp_path):
    good = routine("title: A  # kept\nsteps:\n  - rest: 5s\n", "good.yaml")
    assert run("new", "copy", "--from", good).exit_code == 0
    assert "# kept" in (tmp_path / "copy.yaml").read_text()
    bad = routine("title: A\nsteps:\n  - rst: 5s\n", "bad.yaml")
    result = run("new", "other", "--from", bad)
    assert result.exit_code == 1
    assert "rst" in result.stderr
    assert not (tmp_path / "other.yaml").exists()


@pytest.mark.parametrize(
    ("name", "written"),
    [("morning", "morning.yaml"), ("morning.yml", "morning.yml"), ("week.1", "week.1.yaml")],
)
def test_a_suffix_is_put_where_there_is_none(run, tmp_path, name, written):
    result = run("new", name)
    assert result.stderr.startswith(f"wrote {written};")
    assert (tmp_path / written).is_file()


def test_a_file_is_never_replaced(run, tmp_path):
    (tmp_path / "morning.yaml").write_text("mine")
    for name in ("morning", "morning.yaml"):
        result = run("new", name)
        assert result.exit_code == 2
        assert result.stderr == (
            "error: `morning.yaml` exists already, and is never replaced\n  help: name another file\n"
        )
    assert (tmp_path / "morning.yaml").read_text() == "mine"


@pytest.mark.parametrize(
    ("words", "exit_code", "says"),
    [
        (["ride.zwo"], 2, "`voicecoach new ride.yaml --from ride.zwo`"),
        (["song.mp3", "--from", "bar-hang"], 2, "name it `song.yaml`"),
        (["."], 2, "names no file"),
        (["folder/"], 2, "names no file"),
        (["no/such/folder"], 3, "does not exist"),
        (["a", "--from", "bar-hnag"], 2, "did you mean `bar-hang`?"),
        (["a", "--from", "nothing.zwo"], 2, "there is no file `nothing.zwo`"),
        (["a", "--from", "shopping.txt"], 3, "in no format that can be imported"),
        (["a", "--from", "plan.docx"], 3, "is a Word document"),
    ],
)
def test_wrong_use_is_said_with_the_next_step(run, tmp_path, words, exit_code, says):
    (tmp_path / "shopping.txt").write_text("eggs\nmilk\n")
    with ZipFile(tmp_path / "plan.docx", "w") as document:
        document.writestr("word/document.xml", "<w:document/>")
    result = run("new", *words)
    assert result.exit_code == exit_code
    assert says in result.stderr
    assert result.stdout == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.docx", "shopping.txt"]


def test_what_is_not_carried_over_is_named_with_its_place(run, tmp_path):
    (tmp_path / "phrases.txt").write_text(SECONDS * 7)
    result = run("new", "a", "--from", "phrases.txt")
    assert result.stderr == (
        "phrases.txt:3: no `;seconds` at the end: said without a pause after it (also lines 6, 9, 12, 15 and 2 more)\n"
        "wrote a.yaml; next: voicecoach check a.yaml\n"
    )
    assert run("new", "b", "--from", "phrases.txt", "--quiet").stderr == ""
    assert run("check", "a.yaml", "--engine", "none", "-q").exit_code == 0


def test_standard_streams(run):
    result = run("new", "-", "--from", "-", stdin="6x 7:3 x3 / 150\n")
    assert result.exit_code == 0
    assert result.stdout.startswith("# Imported from <stdin>: a pasted workout.\ntitle: Pasted workout\n")
    assert "  - hangs: 6 x 7s:3s\n    sets: 3\n    rest: 2m30s\n" in result.stdout
    assert result.stderr == "<stdin>:1: understood: 3 sets of 6 x 7s:3s, rest 2m30s\n"


@pytest.mark.parametrize(
    "text", ["6 x 7/3, 3 sets, 3 min rest", "3 rounds:\n- 30s plank\n- 10s rest", "Plank, 30s / Rest, 10s"]
)
def test_a_workout_can_be_given_itself(run, text):
    result = run("new", "mine", "--from", text)
    assert result.exit_code == 0, result.stderr
    assert "pasted text:1: understood: " in result.stderr
    checked = run("check", "mine.yaml", "--engine", "none", "-q")
    assert checked.exit_code == 0, checked.stdout
    assert run("fmt", "mine.yaml", "--check").exit_code == 0


def test_what_is_doubted_and_what_is_left_stands_on_the_terminal_and_in_the_file(run, tmp_path):
    (tmp_path / "wod.txt").write_text("Monday\n10 burpees\nHave fun, everybody!\n20-30s plank\n")
    result = run("new", "a", "--from", "wod.txt")
    assert result.stderr.splitlines()[:4] == [
        "wod.txt:1: understood: the title",
        "wod.txt:2: doubted: 10 burpees, $pace a rep: no pace is given",
        "wod.txt:3: left, as it is not understood: `Have fun, everybody!`",
        "wod.txt:4: doubted: 30s plank: of `20-30s`, 30s is taken",
    ]
    written = (tmp_path / "a.yaml").read_text()
    assert "# line 2: 10 burpees\n" in written
    assert "# line 3, left, as it is not understood: Have fun, everybody!\n" in written
    assert "#   doubted: of `20-30s`, 30s is taken\n" in written


def test_what_check_will_find_is_said(run):
    result = run("new", "a", "--from", "10 burpees, 20 squats")
    assert "check, with estimated speech, has " in result.stderr
    assert "1 warning[announced-late]" in result.stderr

"""`check` shows what the voice cannot say, for each engine, before anything sounds."""

import json

import pytest

ROUTINE = "title: T\nsteps:\n  - lead-in: 15s\n  - hold: Stretch 手首\n    for: 30s\n"


@pytest.mark.parametrize("engine", ["none", "espeak", "auto"])
def test_check_finds_it_with_each_engine(run, routine, engine):
    result = run("check", routine(ROUTINE), "--json", "--engine", engine)
    (file,) = json.loads(result.stdout)
    assert [(one["code"], one["line"], one["column"]) for one in file["diagnostics"]] == [
        ("not-spoken", 4, 19)
    ]
    assert result.exit_code == 0
    assert run("check", routine(ROUTINE), "--strict", "--engine", engine).exit_code == 1


def test_a_cue_whose_voice_has_the_letters_is_right(run, routine):
    cue = '    cues: {5s: {say: "Планка", voice: ru}}\n'
    result = run(
        "check", routine(ROUTINE.replace("Stretch 手首", "Plank") + cue), "--json", "--engine", "espeak"
    )
    (file,) = json.loads(result.stdout)
    assert file["diagnostics"] == []


def test_letters_that_another_voice_has_are_said_by_it_where_the_choice_is_ours(run, routine):
    text = routine(ROUTINE.replace("手首", "Планка"))
    free, bound = (run("check", text, "--json", "--engine", engine) for engine in ("auto", "espeak"))
    assert [json.loads(one.stdout)[0]["diagnostics"] == [] for one in (free, bound)] == [True, False]
    assert "another one says it, in the language `ru`" in free.stderr


@pytest.mark.parametrize("engine", ["hibari", "auto"])
def test_a_text_of_which_nothing_can_be_said_does_not_end_the_session(run, routine, engine):
    text = routine(
        'title: T\nsteps:\n  - say: 健康\n  - hold: Plank\n    for: 20s\n    cues: {5s: "手首", 12s: "Breathe."}\n'
    )
    result = run("check", text, "--json", "--engine", engine)
    (file,) = json.loads(result.stdout)
    found = [(one["code"], one["line"]) for one in file["diagnostics"] if one["code"] == "not-spoken"]
    assert found == [("not-spoken", 3), ("not-spoken", 6)]
    assert result.exit_code == 0
    assert "takes over" not in result.stderr
    assert run("export", text, "-o", str(text) + ".mp3", "--engine", engine).exit_code == 0

"""A routine in another language: its voice, the program's own words, and what is said where those are missing."""

import json
import wave

ROUTINE = """\
title: Test
language: {language}
steps:
  - lead-in: 8s
  - hold: {name}
    for: 10s
"""


def said(result):
    return [event["text"] for event in json.loads(result.stdout)["events"] if event["kind"] == "speech"]


def plan(run, routine, language, *words):
    name = routine(ROUTINE.format(language=language, name="Plank"))
    return run("plan", name, "--json", "--engine", "none", *words)


def test_a_routine_is_announced_in_its_language(run, routine):
    result = plan(run, routine, "de")
    assert said(result)[:2] == ["Bereitmachen.", "Plank. Zehn Sekunden."]
    assert "language:" not in result.stderr


def test_the_option_overrides_the_routines_language(run, routine):
    result = plan(run, routine, "it", "--language", "fr")
    assert said(result)[:2] == ["Préparez-vous.", "Plank. Dix secondes."]
    assert "language:" not in result.stderr


def test_english_words_for_a_language_without_its_own_are_not_silent(run, routine):
    result = plan(run, routine, "it")
    assert said(result)[0] == "Get ready."
    assert "no words of its own in `it`" in result.stderr
    assert "de, en, es, fr" in result.stderr
    assert "language:" not in plan(run, routine, "it", "-q").stderr


def test_they_are_named_once_for_several_files(run, routine):
    names = [routine(ROUTINE.format(language="it", name="Plank"), f"{n}.yaml") for n in range(2)]
    result = run("check", *names, "--engine", "none")
    assert result.exit_code == 0
    assert result.stderr.count("no words of its own") == 1


def sound(run, tmp_path, language, *words):
    """Return the samples of the same text in a language's voice, as the automatic engine speaks it."""
    result = run(
        "say", "Linke Seite, fünfundvierzig Sekunden.", "-o", "cue.wav", "--language", language, *words
    )
    assert result.exit_code == 0, result.stderr
    with wave.open(str(tmp_path / "cue.wav")) as file:
        return file.readframes(file.getnframes()), result.stderr


def test_the_automatic_voice_of_a_german_text_is_german(run, tmp_path):
    automatic, notes = sound(run, tmp_path, "de", "--engine", "auto")
    assert "pyttsx3" in notes
    german, _ = sound(run, tmp_path, "de", "--engine", "pyttsx3", "--voice", "de")
    english, _ = sound(run, tmp_path, "en", "--engine", "pyttsx3")
    assert automatic == german
    assert automatic != english


def test_a_german_routine_is_exported_with_its_voice(run, routine, tmp_path):
    name = routine(ROUTINE.format(language="de", name="Unterarmstütz"))
    for engine, path in (("auto", "a.wav"), ("pyttsx3", "b.wav")):
        result = run("export", name, "-o", path, "--engine", engine)
        assert result.exit_code == 0, result.stderr
    english = run("export", name, "-o", "c.wav", "--engine", "pyttsx3", "--voice", "en-us")
    assert english.exit_code == 0, english.stderr
    a, b, c = ((tmp_path / path).read_bytes() for path in ("a.wav", "b.wav", "c.wav"))
    assert a == b
    assert a != c


def test_the_text_that_a_voice_is_given_is_shown_without_a_sound(run):
    result = run("say", "--as-spoken", "Plank 2m, then [pause 2s] 3x10 reps\nand rest.")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "Plank two minutes, then [pause 2s] three times ten reps and rest.\n"
    german = run("say", "--language", "de", "12,5 kg", "--as-spoken")
    assert german.stdout == "zwölf Komma fünf Kilo\n"


def test_what_no_voice_can_say_is_not_shown(run):
    result = run("say", "--as-spoken", "?!")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "can be spoken" in result.stderr


GERMAN = """\
title: Kraft zu Hause
steps:
  - lead-in: 10s
  - hold: Unterarmstütz
    for: 30s
    cues: {10s: Heben Sie die Hüfte nicht und atmen Sie ruhig.}
"""


def test_a_file_without_a_language_is_named_unless_a_setting_gives_it(run, routine, monkeypatch):
    name = routine(GERMAN)
    check = ("check", name, "--engine", "none")
    assert "language-missing" in run(*check).stdout
    assert "language-missing" in run(*check, "--language", "en").stdout
    assert "language-missing" not in run(*check, "--language", "de-AT").stdout
    monkeypatch.setenv("VOICECOACH_LANGUAGE", "de")
    assert "language-missing" not in run(*check).stdout

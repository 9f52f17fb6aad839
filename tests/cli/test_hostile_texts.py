"""Texts that break engines, through the commands: spoken, or refused with what is wrong and what to do."""

import json
from pathlib import Path

import pytest

SPOKEN = {
    "markup": "<speak>Hang</speak>",
    "a pause that never ends": '<speak><break time="9999s"/>on</speak>',
    "phonemes": "[[h@l'oU]]",
    "right to left": "\u202eHang on\u202c",
    "Hebrew": "עשר שניות",
    "an emoji": "Go 💪 on",
    "half a character": "Hang \ud800 on",
    "bytes that are no UTF-8": "Hang \udce9 on",
    "a number without a name": "9" * 60,
    "what a shell would run": "$(reboot) `ls` %s%n '\"; rm -rf /",
}
REFUSED = {
    "nothing": ("", "nothing in the text `` can be spoken"),
    "spaces": (" \t", "nothing in the text `` can be spoken"),
    "only punctuation": ("…?!", "nothing in the text `…?!` can be spoken"),
    "an emoji alone": ("💪", "nothing in the text `💪` can be spoken"),
    "half a character alone": ("\ud800", "nothing in the text `` can be spoken"),
    "10,000 characters": ("word " * 2000, "too long to be one cue: 10,000 characters, 2,000 at most"),
}


@pytest.mark.parametrize("text", SPOKEN.values(), ids=SPOKEN)
def test_a_hostile_text_is_said(run, tmp_path, text):
    for name in ("cue.wav", "cue.mp3"):
        result = run("say", text, "--engine", "espeak", "-o", name)
        assert result.exit_code == 0, result.stderr
        assert f"wrote {name}" in result.stderr
        assert (tmp_path / name).stat().st_size > 1000


@pytest.mark.parametrize(("text", "problem"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_said_is_a_wrong_use(run, tmp_path, text, problem):
    result = run("say", text, "--engine", "espeak", "-o", "cue.wav")
    assert result.exit_code == 2
    assert problem in result.stderr
    assert "help: " in result.stderr
    assert not (tmp_path / "cue.wav").exists()


IN_A_ROUTINE = {
    "nothing": ('""', "silent-text"),
    "only punctuation": ('"...?!"', "silent-text"),
    "an emoji alone": ('"💪"', "silent-text"),
    "a NUL": (r'"Hang\0 on"', "control-character"),
    "half a character": (r'"Hang \ud800 on"', "yaml-escape"),
    "10,000 characters": (json.dumps("word " * 2000), "text-too-long"),
    "markup": ('"<speak>Hang</speak>"', ""),
    "phonemes": ('"[[h@l\'oU]]"', ""),
    "right to left": ('"\u202eHang on\u202c"', ""),
    "an emoji": ('"Go 💪 on"', ""),
}
STEPS = """\
title: T
steps:
  - say: TEXT
  - rest: 10s
  - {hold: Bar hang, for: 30s, cues: {5s: TEXT}}
  - rest: 10s
  - {hold: TEXT, for: 30s}
"""


@pytest.mark.parametrize(("text", "code"), IN_A_ROUTINE.values(), ids=IN_A_ROUTINE)
def test_a_hostile_text_in_a_routine_is_said_or_found_at_each_place(run, routine, text, code):
    name = routine(STEPS.replace("TEXT", text))
    result = run("check", name, "--json", "--engine", "espeak")
    assert result.exit_code == (1 if code else 0), result.stderr
    (file,) = json.loads(result.stdout)
    found = [(one["code"], one["line"]) for one in file["diagnostics"]]
    assert found == ([(code, 3), (code, 5), (code, 7)] if code else [])
    exported = run("export", name, "--engine", "espeak", "-o", "a.mp3", "--quiet")
    assert exported.exit_code == result.exit_code
    assert Path("a.mp3").exists() is not bool(code)


def test_a_text_that_its_parameters_make_too_long_is_found(run, routine):
    head = "title: T\nparameters:\n  x: " + "word " * 180 + "\nsteps:\n"
    said = "  - say: $x $x $x\n  - {hold: Bar hang, for: 30s, cues: {5s: $x $x $x}}\n"
    result = run("check", routine(head + said), "--engine", "espeak", "--json")
    assert result.exit_code == 1
    (file,) = json.loads(result.stdout)
    assert [(one["code"], one["line"]) for one in file["diagnostics"]] == [
        ("text-too-long", 5),
        ("text-too-long", 6),
    ]
    assert "2,699 characters; 2,000 are the most" in file["diagnostics"][0]["message"]


@pytest.mark.parametrize("key", ["title", "about"])
def test_a_text_that_is_only_shown_has_a_limit_too(run, routine, key):
    fields = {"title": "T", key: 20_001 * "x"}
    head = "".join(f"{name}: {text}\n" for name, text in fields.items())
    result = run("check", routine(head + "steps:\n  - rest: 5s\n"), "--engine", "none", "--json")
    (file,) = json.loads(result.stdout)
    assert [(one["code"], one["message"], one["hint"]) for one in file["diagnostics"]] == [
        ("text-too-long", "the text has 20,001 characters; 20,000 are the most", "write a shorter one")
    ]

"""The wording of what is not found by reading alone, and what holds for every code."""

from pathlib import Path

import pytest

from voicecoach.diagnostics import Code, error, note, warning
from voicecoach.language.parse import parse
from voicecoach.report.snippets import as_json, render
from voicecoach.report.wording import hint, label, message
from voicecoach.source import SourceText, Span

SOURCE = SourceText(name="back.yaml", text="title: T\nsteps:\n  - say: Walk.\n")
SPAN = Span(source=SOURCE, start=26, end=31)

DIRECT = {
    error(Code.NOT_TEXT, SPAN, reason="byte 0xff at 12"): (
        "this file is not text in UTF-8",
        "byte 0xff at 12",
        "save it as UTF-8 in your editor",
    ),
    error(Code.FILE_TOO_LARGE, SPAN, limit=1024): (
        "the file is larger than 1 MiB",
        "",
        "split it; `- include: other.yaml` brings in another routine's steps",
    ),
    error(Code.FILE_TOO_FULL, SPAN, limit=150_000): (
        "the file has more than 150,000 keys, values and lists",
        "reading stops here",
        "repeat steps with `rounds:`, or split the file; `- include: other.yaml` brings in another routine's steps",
    ),
    error(Code.CONTROL_CHARACTER, SPAN, found="U+0007", count=3): (
        "the character U+0007 cannot stand here, nor in 2 other places",
        "nothing that can be printed or spoken",
        "delete it, and save the file as plain text in UTF-8",
    ),
    error(Code.SETTING_UNKNOWN, SPAN, name="hodl", suggestion="hold", known="`hold`"): (
        "the routine has no parameter `hodl`",
        "did you mean `hold`?",
        "did you mean `hold`?",
    ),
    error(Code.SETTING_UNKNOWN, SPAN, name="x", suggestion="", known=""): (
        "the routine has no parameter `x`",
        "",
        "it has no parameters",
    ),
    error(Code.SETTING_TYPE, SPAN, name="hold", kind="a duration", found="long", suggestion=""): (
        "`hold` is a duration; `long` is none",
        "",
        "a duration is written `30s`, `1m30s`, `1:30` or `500ms`",
    ),
    error(Code.SETTING_OUT_OF_RANGE, SPAN, name="hold", found="9m", allowed="at most 3m", suggestion=""): (
        "`hold` cannot be `9m`",
        "at most 3m",
        "allowed: at most 3m",
    ),
    error(Code.SETTING_CHOICE, SPAN, name="grip", found="hlaf", allowed="one of `half`", suggestion="half"): (
        "`grip` cannot be `hlaf`",
        "did you mean `half`?",
        "allowed: one of `half`",
    ),
    error(Code.EMOM_OVERRUN, SPAN, need_ms=70_000, room_ms=60_000): (
        "the work takes 1m10s, and there is 1m for it",
        "1m10s of work",
        "shorten the steps, or give each round more time: `every: 1m10s`",
    ),
    error(Code.TOO_LONG, SPAN, total_ms=90_000_000, limit_ms=86_400_000): (
        "the session is longer than 24h: 25h",
        "goes past the limit here",
        "use fewer rounds or shorter steps",
    ),
    error(Code.TOO_MANY_EVENTS, SPAN, limit=100_000): (
        "the session has more than 100,000 events",
        "goes past the limit here",
        "use fewer rounds or shorter steps",
    ),
    error(Code.UNKNOWN_TONE, SPAN, tone="bel", known="bell, start"): (
        "the tone pack has no sound `bel`",
        "",
        "it has bell, start; a sound of your own is a file, such as `gong.wav`",
    ),
    note(Code.READY_IN_FILE, SPAN, others=0): (
        "nobody can say go to a file, so it does not wait here",
        "waits in a live session only",
        "`voicecoach play` waits; for a file, make the rest or the lead-in before it longer",
    ),
    note(Code.READY_IN_FILE, SPAN, others=2): (
        "nobody can say go to a file, so it does not wait here, nor at 2 other steps",
        "waits in a live session only",
        "`voicecoach play` waits; for a file, make the rest or the lead-in before it longer",
    ),
    error(Code.SOUND_MISSING, SPAN, path="gong.wav", reason="no such file"): (
        "the sound `gong.wav` cannot be found",
        "no such file",
        "put the file beside the routine",
    ),
    error(Code.SOUND_OUTSIDE, SPAN, path="../gong.wav"): (
        "the sound `../gong.wav` is outside of the routine's folder",
        "",
        "put the file beside the routine",
    ),
    error(Code.SOUND_UNREADABLE, SPAN, path="gong.wav", reason="it is empty", hint=""): (
        "the sound `gong.wav` cannot be used",
        "it is empty",
        "try it as a WAV or an MP3 file",
    ),
    error(Code.INCLUDE_MISSING, SPAN, path="a.yaml", reason=""): (
        "the routine `a.yaml` cannot be found",
        "",
        "write its path from this routine's folder on",
    ),
    error(Code.INCLUDE_OUTSIDE, SPAN, path="/a.yaml"): (
        "the routine `/a.yaml` is outside of this routine's folder",
        "",
        "put the file beside the routine, or below",
    ),
    error(Code.INCLUDE_CYCLE, SPAN, path="a.yaml"): (
        "the routine `a.yaml` includes itself",
        "round and round",
        "delete one of the includes",
    ),
    error(Code.INCLUDE_TOO_MANY, SPAN, limit=32): (
        "more than 32 includes",
        "one too many",
        "put several steps into one file",
    ),
    warning(
        Code.CUE_SHORTENED,
        SPAN,
        text="Halfway. Breathe.",
        need_ms=4_060,
        room_ms=3_099,
        wording="Halfway.",
        by="the countdown",
        key="for",
        longer_ms=12_000,
    ): (
        "4.1 s of speech, 3.0 s of room; fits as `Halfway.` or with `for: 12s`",
        "because of the countdown",
        "if `Halfway.` is enough, all is well; else write `for: 12s`, shorten it to about 1 word, or move the cue",
    ),
    note(
        Code.CUE_SHORTENED,
        SPAN,
        text="Next: Bar hang. Thirty seconds.",
        need_ms=3_000,
        room_ms=2_000,
        wording="Bar hang.",
        by="the countdown",
    ): (
        "3.0 s of speech, 2.0 s of room; fits as `Bar hang.`",
        "because of the countdown",
        "these are the program's own words, so nothing is wrong",
    ),
    warning(
        Code.CUE_FASTER,
        SPAN,
        text="Walk.",
        need_ms=4_000,
        room_ms=3_800,
        wording="Walk.",
        percent=106,
        by="the end of the step",
    ): (
        "4.0 s of speech, 3.8 s of room; fits 6 % faster",
        "because of the end of the step",
        "give a shorter wording, or move the cue",
    ),
    warning(
        Code.CUE_MOVED,
        SPAN,
        text="Walk on slowly now.",
        need_ms=2_000,
        room_ms=1_500,
        moved_ms=-1_240,
        by="the countdown",
        key="rest",
        longer_ms=70_000,
    ): (
        "`Walk on slowly now.` is said 1.3 s earlier because of the countdown",
        "2.0 s of speech, 1.5 s of room at its time",
        "write `rest: 1m10s`, shorten it to about 3 words, give a shorter wording, or write a time that is 1.3 s earlier",
    ),
    warning(
        Code.CUE_MOVED, SPAN, text="Walk.", need_ms=900, room_ms=200, moved_ms=700, by="`Breathe out.`"
    ): (
        "`Walk.` is said 0.7 s later because of `Breathe out.`",
        "0.9 s of speech, 0.2 s of room at its time",
        "shorten `Breathe out.`, or write a time that is 0.7 s later",
    ),
    warning(
        Code.CUE_MOVED,
        SPAN,
        text="Walk.",
        need_ms=900,
        room_ms=200,
        moved_ms=700,
        by="the count of the next rep",
    ): (
        "`Walk.` is said 0.7 s later because of the count of the next rep",
        "0.9 s of speech, 0.2 s of room at its time",
        "write a time that is 0.7 s later",
    ),
    warning(Code.CUE_LEFT_OUT, SPAN, text="Well done.", need_ms=900, room_ms=0, by="`Breathe.`"): (
        "`Well done.` is left out because of `Breathe.`",
        "0.9 s of speech, 0.0 s of room",
        "give a shorter wording, or move the cue",
    ),
    note(
        Code.CUE_LEFT_OUT,
        SPAN,
        text="Halfway.",
        need_ms=900,
        room_ms=0,
        by="`Breathe.`",
        key="for",
        longer_ms=30_000,
    ): (
        "`Halfway.` is left out because of `Breathe.`",
        "0.9 s of speech, 0.0 s of room",
        "these are the program's own words, so nothing is wrong; to hear them in full, write `for: 30s`",
    ),
}


@pytest.mark.parametrize("found", DIRECT, ids=lambda found: found.code.value)
def test_the_words_of_a_finding(found):
    assert (message(found), label(found), hint(found)) == DIRECT[found]


def test_every_code_has_a_test_of_its_exact_text():
    golden = {path.stem for path in (Path(__file__).parent / "golden").glob("*.txt")}
    direct = {found.code.value for found in DIRECT}
    assert {code.value for code in Code} == {
        code.value for code in Code if code.value in direct or code.value in golden
    }


@pytest.mark.parametrize("code", Code, ids=lambda code: code.value)
def test_every_code_can_be_worded_without_any_value(code):
    found = error(code, SPAN)
    assert message(found)
    assert render(found).startswith(f"error[{code.value}]: ")


def test_a_value_of_the_author_cannot_leave_its_line_or_color_the_terminal():
    found = error(Code.BAD_DURATION, SPAN, found="a\n\x1b[31mb" + "c" * 100, suggestion="")
    assert message(found) == "`a \\x1b[31mb" + "c" * 51 + "…` is not a duration"


def test_a_finding_as_data():
    _, found = parse(
        SourceText(name="back.yaml", text="title: T\nsteps:\n  - hodl: Bar hang\n    for: 30s\n")
    )
    assert [as_json(one) for one in found] == [
        {
            "code": "unknown-key",
            "severity": "error",
            "message": "unknown key `hodl` in a step",
            "file": "back.yaml",
            "line": 3,
            "column": 5,
            "hint": "did you mean `hold`?",
        }
    ]

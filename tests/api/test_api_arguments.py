"""What the API is given that it cannot take, and that its messages name what a program can write."""

import ast
import inspect
import re
from pathlib import Path

import pytest

import voicecoach as vc
from voicecoach.api.wording import for_callers

PACKAGE = Path(vc.__file__).parent
ONE_STEP = vc.Text("title: T\nsteps:\n  - hold: X\n    for: 2s\n")
WRONG = {
    "routine": [None, 5, True, b"bar-hang", ["bar-hang"], {"a": 1}],
    "settings": [None, 5, "hold=30s", ["hold=30s"], [("hold", "30s")], {1: "30s"}, {"hold": None}, {"hold": True}, {"hold": ["30s"]}],
    "pronounce": [None, 5, "Zoë", ["Zoë"], {"Zoë": 1}, {1: "zoh-ee"}],
    "files": [None, 5, b"a.mp3", ["a.mp3"]],
    "bed": [None, 5, True, b"a.mp3", {"a": 1}, [1]],
}  # fmt: skip
WRONG_OF_TYPE = {
    str: [None, 5, 1.5, True, b"x", ["x"], ("x",), {"x": 1}],
    bool: [None, 0, 1, "yes", ["x"]],
    int: [None, True, 1.5, "5", [5]],
    float: [None, True, "5", [5]],
}


def _calls():
    with vc.Studio(engine="none") as studio:
        session = studio.compile(ONE_STEP)
    open_one = vc.Studio(engine="none")
    return {
        "compile": vc.compile,
        "check": vc.check,
        "Studio": vc.Studio,
        "Studio.compile": open_one.compile,
        "Studio.check": open_one.check,
        "Session.export": session.export,
        "Text": vc.Text,
    }


CALLS = _calls()


def _wrong_values():
    for label, call in CALLS.items():
        for name, parameter in inspect.signature(call, eval_str=False).parameters.items():
            kind = {"str": str, "bool": bool, "int": int, "float": float}.get(str(parameter.annotation), str)
            for value in WRONG.get(name, WRONG_OF_TYPE[kind]):
                yield label, name, value


@pytest.mark.parametrize(("label", "name", "value"), list(_wrong_values()))
def test_an_argument_of_another_type_is_named(label, name, value):
    call, given = CALLS[label], {name: value}
    names = list(inspect.signature(call).parameters)
    places = [given.pop("files")] if "files" in given else ["a.wav"] if "files" in names else []
    if "routine" in names:
        given.setdefault("routine", ONE_STEP)
    if label == "Text":
        given.setdefault("text", "title: T")
    with pytest.raises(TypeError, match=rf"^`{name}\W.* takes |^`{name}` takes "):
        call(*places, **given)


def test_each_call_has_its_wrong_values():
    assert {label for label, *_ in _wrong_values()} == set(CALLS)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("voice_gain_db", 13),
        ("voice_gain_db", -41),
        ("voice_gain_db", float("nan")),
        ("tone_gain_db", float("inf")),
        ("duck_db", -1),
        ("duck_db", 61),
        ("wake_ms", -1),
        ("wake_ms", 60_001),
    ],
)
def test_a_number_that_is_too_large_or_too_small_is_named(name, value):
    with pytest.raises(vc.VoicecoachError, match=f"`{name}` cannot be"):
        CALLS["Session.export"]("a.wav", **{name: value})


def test_numbers_of_other_libraries_are_taken():
    import numpy as np

    session = vc.compile("bar-hang", {"rounds": np.int64(2), "hold": np.float64(20.5)}, engine="none")
    assert session.total_ms == vc.compile("bar-hang", {"rounds": 2, "hold": "20.5s"}, engine="none").total_ms


def test_a_file_that_is_there_is_kept_and_the_hint_is_for_programs(tmp_path):
    session = vc.compile(ONE_STEP, engine="none")
    file = tmp_path / "plan.json"
    session.export(file)
    with pytest.raises(vc.VoicecoachError, match="exists already") as caught:
        session.export(file, clobber=False)
    assert caught.value.hint == "name another file, or let it be replaced with `clobber=True`"
    assert session.export(file, clobber=True) == (file,)


@pytest.mark.parametrize(
    ("call", "message", "hint"),
    [
        (
            lambda: vc.compile(ONE_STEP, engine="none").export("a.mp3"),
            '`engine="none"` has no sound',
            "export captions or a plan (.json), or choose another engine",
        ),
        (
            lambda: vc.compile(ONE_STEP, engine="none").export("a.vtt", split=True),
            "`split` has no file to split",
            'name a sound file: `session.export("session.mp3")`',
        ),
        (
            lambda: vc.compile(ONE_STEP, engine="none", fit="10m"),
            "`<text>` has no parameter `rounds`, so `fit` has nothing to scale",
            "`vc.routines()` has its parameters; they go into `settings`",
        ),
        (
            lambda: vc.compile("bar-hang", {"rounds": 2}, fit="10m", engine="none"),
            "`fit` chooses the rounds, and they are set as well",
            "leave one of them out",
        ),
        (
            lambda: vc.compile(ONE_STEP, engine="none").export(),
            "nothing to write",
            'name a file: `session.export("session.mp3")`',
        ),
        (
            lambda: vc.compile("-", engine="none"),
            "the API reads no stream",
            "give the text of the routine as `vc.Text(…)`",
        ),
        (
            lambda: vc.compile("./none.yaml", engine="none"),
            "there is no file `none.yaml`",
            "`vc.routines()` lists the built-in routines",
        ),
    ],
)
def test_a_failure_names_what_a_program_writes(call, message, hint):
    with pytest.raises(vc.VoicecoachError) as caught:
        call()
    assert (caught.value.message, caught.value.hint) == (message, hint)
    assert str(caught.value) == message


def test_a_wrong_setting_is_found_in_the_settings():
    (finding,) = vc.check("bar-hang", {"hodl": "30s"}, engine="none")
    assert finding.file == "settings"
    assert "--> settings\n" in str(finding)


# Their messages are for people at a terminal, or for a program of their own.
NOT_FOR_CALLERS = {"cli", "player", "takes", "log", "batch", "importing", "library", "api"}
OPTION = re.compile(
    r"(?<![\w-])--(?:no-)?(?!clear|force|upgrade|language es|to |json|fix)[a-z]+(?![\w-]*[:)])|`-o "
)
# Descriptions that only tables of the command line show, and messages of `voices add` and `record`.
TOLD_ELSEWHERE = {
    "natural voices; one American English, any other by its file: --voice FILE.onnx",
    "man, American English; --voice FILE.onnx is any other",
    "Parameters (--set NAME=VALUE)",
    "there are some for X; leave out --language to add these",
    "Dull: nothing above X kHz is there, as with wireless headsets in calls. Choose another with --microphone.",
}


def _texts(tree):
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            docs |= {id(part) for part in node.values}
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def _options_named():
    for file in sorted(PACKAGE.rglob("*.py")):
        if file.relative_to(PACKAGE).parts[0] in NOT_FOR_CALLERS:
            continue
        for text in _texts(ast.parse(file.read_text("utf-8"))):
            if OPTION.search(text) and " " in text and "<" not in text and text not in TOLD_ELSEWHERE:
                yield text


def test_no_message_that_reaches_a_program_names_an_option():
    named = set(_options_named())
    assert len(named) > 12, "the messages are found"
    left = [text for text in named if OPTION.search(for_callers(text))]
    assert not left, left

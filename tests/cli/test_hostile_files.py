"""Untrusted files on the command line: whatever is in them, the answer is a sentence with a place, never a traceback."""

import gzip
import json

import pytest

HEAD = "title: T\nsteps:\n"
MEBIBYTE = 2**20


def step(text):
    return f"{HEAD}  - {text}\n"


LONG_NUMBERS = "99999999999999 12345678901234 88888888888888 77777777777777. "
LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
# what it is: (content, the findings that there must be; none: it compiles)
FILES = {
    "png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\xff\xfe", {"not-text"}),
    "gzip": (gzip.compress(b"title: T\n" * 99, mtime=0), {"not-text"}),
    "bytes": (bytes(range(256)) * 40, {"not-text"}),
    "nothing": (b"", {"empty-file"}),
    "blanks": (b" \n\n  \n", {"empty-file"}),
    "zeros": (bytes(5000), {"control-character", "empty-file", "yaml-syntax", "wrong-type"}),
    "latin-1": ("title: Plié\nsteps: [{rest: 5s}]\n".encode("latin-1"), {"not-text"}),
    "utf-16 le": (b"\xff\xfe" + step("rest: 5s").encode("utf-16-le"), set()),
    "utf-16 be": (b"\xfe\xff" + step("rest: 5s").encode("utf-16-be"), set()),
    "half of utf-16": (b"\xff\xfe" + step("rest: 5s").encode("utf-16-le")[:-1], {"not-text"}),
    "utf-8 with a mark": (b"\xef\xbb\xbf" + step("rest: 5s").encode(), set()),
    "crlf": (step("rest: 5s").replace("\n", "\r\n").encode(), set()),
    "cr": (step("rest: 5s").replace("\n", "\r").encode(), set()),
    "tabs": (f"{HEAD}\t- rest: 5s\n".encode(), {"yaml-tab"}),
    "nul": (step("say: a\0b").encode(), {"control-character"}),
    "escape": (step("say: a\x1b[31mb").encode(), {"control-character"}),
    "nel": (step("say: a\x85b").encode(), None),
    "line separator": (step("say: a\u2028b").encode(), None),
    "a line of a mebibyte": (step("say: " + "x " * (MEBIBYTE // 2 - 30)).encode(), {"text-too-long"}),
    "a key of a mebibyte": (step("k" * (MEBIBYTE - 40) + ": 5").encode(), None),
    "more than a mebibyte": (b"#" * (MEBIBYTE + 1), {"file-too-large"}),
    "a hundred thousand keys": ("".join(f"k{i}: 1\n" for i in range(80_000)).encode(), {"file-too-full"}),
    "a duplicate key": (step("{rest: 5s, rest: 6s}").encode(), {"duplicate-key"}),
    "a merge key": (step("{<<: *a, rest: 5s}").encode(), {"yaml-merge-key"}),
    "laughs": (LAUGHS.encode(), {"yaml-anchor", "yaml-alias"}),
    "an anchor of itself": (b"&a [*a]\n", {"yaml-anchor"}),
    "deep lists": (b"title: T\nsteps: " + b"[" * 10_000, None),
    "deep closed lists": (b"title: T\nsteps: " + b"[" * 10_000 + b"]" * 10_000, {"nesting-too-deep"}),
    "deep mappings": (b"{a: " * 10_000, None),
    "deep dashes": (b"- " * 10_000 + b"x", None),
    "deep blocks": ("".join(" " * i + "a:\n" for i in range(1_400)).encode(), None),
    "a python object": (step("!!python/object/apply:os.system ['touch ran']").encode(), {"yaml-tag"}),
    "a python name": (step("say: !!python/name:os.system x").encode(), {"yaml-tag"}),
    "a tag handle": (b"%TAG ! tag:yaml.org,2002:python/\n---\n!object:os {}\n", {"yaml-tag"}),
    "nan": (step("rest: .nan").encode(), {"bad-duration"}),
    "inf": (step("rest: .inf").encode(), {"bad-duration"}),
    "a negative length": (step("rest: -5s").encode(), {"bad-duration"}),
    "no length": (step("{hold: H, for: 0s}").encode(), {"out-of-range"}),
    "a huge length": (step("rest: 999999999h").encode(), {"bad-duration", "out-of-range", "too-long"}),
    "a length of a hundred thousand digits": (
        step("rest: " + "9" * 100_000 + "s").encode(),
        {"bad-duration", "out-of-range"},
    ),
    "10^9 rounds": (
        step("rounds: 1000000000\n    steps: [{rest: 5s}]").encode(),
        {"out-of-range", "too-many-events", "bad-count"},
    ),
    "rounds of a hundred thousand digits": (
        step("rounds: " + "9" * 100_000 + "\n    steps: [{rest: 5s}]").encode(),
        {"bad-count", "out-of-range"},
    ),
    "arabic digits": (step("rest: \u0663\u0660s").encode(), {"bad-duration"}),
    "a square": (step("rounds: \u00b2\n    steps: [{rest: 5s}]").encode(), {"bad-count"}),
    "rounds in rounds": (
        step(
            "{rounds: 9999, steps: [{rounds: 9999, steps: [{rounds: 9999, steps: [{rest: 1s}]}]}]}"
        ).encode(),
        {"too-many-events"},
    ),
    "rounds of nothing": (
        step("{rounds: 9999, steps: [{rounds: 9999, steps: [{rounds: 9999, steps: [{rest: 0}]}]}]}").encode(),
        {"too-many-events"},
    ),
    "a session of days": (step("{rounds: 99, steps: [{rest: 1h}]}").encode(), {"too-long"}),
    "a cue every millisecond": (
        step("{hold: H, for: 24h, cues: {every 1ms: Go.}}").encode(),
        {"too-many-events", "bad-cue-key"},
    ),
    "a parameter of itself": (
        b"title: T\nparameters: {a: $a, b: {default: $c}, c: $b}\nsteps: [{rest: $a}]\n",
        None,
    ),
    "numbers that take hours to say": (
        f"{HEAD}{''.join(f'  - say: {n} {LONG_NUMBERS}{chr(10)}' for n in range(200))}".encode(),
        {"too-many-events"},
    ),
    "numbers that take minutes to say": (step(f"say: {LONG_NUMBERS * 15}").encode(), {"text-too-long"}),
    "no for a text": (step("say: no").encode(), set()),
    "a time for a text": (step("say: 1:30").encode(), set()),
    "a date for a text": (step("say: 2026-11-22").encode(), set()),
    "null for a text": (step("say: null").encode(), set()),
    "a date for a title": (
        b"title: 2026-11-22\nabout: yes\ntags: {1: [2, on]}\nsteps: [{hold: off, for: 1:30}]\n",
        set(),
    ),
    "includes itself": (step("include: mine.yaml").encode(), {"include-cycle"}),
    "includes a device": (step("include: /dev/zero").encode(), {"include-outside"}),
    "a second document": (b"title: T\n---\ntitle: U\n", {"several-documents"}),
    "a list": (b"- a\n- b\n", {"wrong-type"}),
    "a text": (b"Hello.\n", {"wrong-type"}),
    "a web page": (b"<!DOCTYPE html><html><body>404</body></html>", None),
    "json": (json.dumps({"title": "T", "steps": [{"rest": "5s"}, {"say": "no"}]}).encode(), set()),
}
HEAVY = {"a cue every millisecond", "rounds in rounds", "a hundred thousand keys", "rounds of nothing"}
COMMANDS = (["plan"], ["export", "-o", "out.vtt"], ["show"])
HARMFUL = ("\x1b", "\0", "\x85", "\u2028")


@pytest.fixture
def file(tmp_path):
    def write(name):
        path = tmp_path / "mine.yaml"
        path.write_bytes(FILES[name][0])
        return path

    return write


@pytest.mark.parametrize("name", FILES)
def test_what_is_found_in_it(run, file, tmp_path, name):
    file(name)
    expected = FILES[name][1]
    result = run("check", "--engine", "none", "--json", "mine.yaml")
    (data,) = json.loads(result.stdout)
    found = {one["code"] for one in data["diagnostics"] if one["severity"] == "error"}
    assert all(one["line"] >= 1 and one["column"] >= 1 and one["message"] for one in data["diagnostics"])
    assert len(data["diagnostics"]) <= 1_001
    if expected is None:
        assert result.exit_code == bool(found)
    else:
        assert bool(found & expected) == bool(expected), found
        assert result.exit_code == bool(expected)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("name", sorted(FILES.keys() - HEAVY))
def test_every_command_says_so_with_a_place(run, file, tmp_path, name):
    file(name)
    for words in COMMANDS:
        options = [] if words[0] == "show" else ["--engine", "none"]
        result = run(*words, *options, "mine.yaml")
        assert result.exit_code in {0, 1}, result.stderr
        said = f"{result.stdout}{result.stderr}"
        assert not any(sign in said for sign in HARMFUL)
        assert "mine.yaml:" in said or result.exit_code == 0
    assert (tmp_path / "out.vtt").exists() == (run("check", "--engine", "none", "mine.yaml").exit_code == 0)


@pytest.mark.parametrize("name", sorted(FILES.keys() - HEAVY))
def test_fmt_keeps_what_it_cannot_read_and_settles_in_one_go(run, file, name):
    path = file(name)
    result = run("fmt", "mine.yaml")
    assert result.exit_code in {0, 1}
    if result.exit_code:
        assert path.read_bytes() == FILES[name][0]
        assert "mine.yaml:" in result.stderr
    else:
        assert run("fmt", "--check", "mine.yaml").exit_code == 0


@pytest.mark.parametrize("name", sorted(FILES.keys() - HEAVY))
def test_standard_input_is_read_like_a_file(run, name):
    for words in (["check", "--engine", "none", "-"], ["fmt", "-"]):
        result = run(*words, stdin=FILES[name][0])
        assert result.exit_code in {0, 1}, result.stderr
        assert "<stdin>:" in f"{result.stdout}{result.stderr}" or result.exit_code == 0


@pytest.mark.parametrize("suffix", [".yaml", ".txt", ".zwo"])
@pytest.mark.parametrize("name", sorted(FILES.keys() - HEAVY))
def test_none_of_it_is_imported_with_a_bug(run, tmp_path, name, suffix):
    (tmp_path / f"other{suffix}").write_bytes(FILES[name][0])
    result = run("new", "new.yaml", "--from", f"other{suffix}")
    assert result.exit_code in {0, 1, 3}, result.stderr
    assert (tmp_path / "new.yaml").exists() == (result.exit_code == 0)
    assert "other" in result.stderr or result.exit_code == 0

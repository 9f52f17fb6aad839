"""The canonical layout, feature by feature: what an author wrote, and what becomes of it."""

import pytest

from voicecoach.language.format import format_source
from voicecoach.source import SourceText

PAIRS = {
    "indentation of two spaces, lists included": (
        "title: T\nsteps:\n- hold: Bar hang\n  for: 30s\n  cues:\n      2s: Breathe.\n-   rest:  5s\n",
        "title: T\nsteps:\n  - hold: Bar hang\n    for: 30s\n    cues:\n      2s: Breathe.\n  - rest: 5s\n",
    ),
    "a dash on a line of its own": ("steps:\n  -\n    rest: 5s\n", "steps:\n  - rest: 5s\n"),
    "a value on the line below": ("steps:\n  - say:\n      Well done.\n", "steps:\n  - say: Well done.\n"),
    "aligned values": ("title:     T\nlanguage:  en\n", "title: T\nlanguage: en\n"),
    "one blank line at most, none at the edges": (
        "\n\ntitle: T\n\n\n\nsteps:\n\n  - rest: 5s\n\n\n  - rest: 6s\n\n\n",
        "title: T\n\nsteps:\n  - rest: 5s\n\n  - rest: 6s\n",
    ),
    "line ends and the mark of the encoding": (
        "\N{BYTE ORDER MARK}title: T\r\nsteps:\r\n- rest: 5s",
        "title: T\nsteps:\n  - rest: 5s\n",
    ),
    "no blanks at line ends": ("title: T  \nsteps: \n  - rest: 5s   \n", "title: T\nsteps:\n  - rest: 5s\n"),
    "no marks of documents": ("---\ntitle: T\n...\n", "title: T\n"),
    "a directive": ("%YAML 1.2\n---\ntitle:  T\n", "%YAML 1.2\n---\ntitle: T\n"),
    "a text in brackets that ends in a colon": (
        f"a: {{say: Hips {'far ' * 40}back:, for: 5s}}\n",
        f'a:\n  say: "Hips {"far " * 40}back:"\n  for: 5s\n',
    ),
    "a text in brackets that is a dash": (
        f"a: {{say: -, for: {'far ' * 40}}}\n",
        f'a:\n  say: "-"\n  for: {"far " * 39}far\n',
    ),
    "quotes that nobody needs": (
        "a: \"Soft knees, hips back.\"\n'b': '5s'\n",
        "a: Soft knees, hips back.\nb: 5s\n",
    ),
    "quotes that are needed": (
        "a: 'Ready: go'\nb: '@home'\nc: ''\nd: 'Knees #1'\ne: ' x'\n",
        'a: "Ready: go"\nb: "@home"\nc: ""\nd: "Knees #1"\ne: " x"\n',
    ),
    "quotes that other readers of YAML need": (
        "a: 'yes'\nb: '2026'\nc: '1:30'\nd: 'null'\ne: 2026-11-22\nf: no\ng: 1:30\nh: 010\n",
        'a: "yes"\nb: "2026"\nc: "1:30"\nd: "null"\ne: 2026-11-22\nf: no\ng: 1:30\nh: 010\n',
    ),
    "quotes within quotes": (
        'a: "She said \\"go\\"."\nb: "\\"Go\\", she said: now."\nc: "\\"It\'s\\": x"\n',
        'a: She said "go".\nb: \'"Go", she said: now.\'\nc: "\\"It\'s\\": x"\n',
    ),
    "an escape": ('a: "caf\\xe9: x"\n', 'a: "caf\\xe9: x"\n'),
    "brackets": (
        "a: [ left,right ]\nb: { x: 1,y:   2 , }\nc: [ ]\n",
        "a: [left, right]\nb: {x: 1, y: 2}\nc: []\n",
    ),
    "texts in brackets keep their quotes": (
        "a: {'rep 1': 'Soft knees.', b: \"bell\"}\nc: ['Halfway. Breathe.', 'Halfway.', now]\n",
        'a: {rep 1: "Soft knees.", b: bell}\nc: ["Halfway. Breathe.", "Halfway.", "now"]\n',
    ),
    "brackets over several lines that fit on one": (
        "sides: [left,\n  right]\n",
        "sides: [left, right]\n",
    ),
    "brackets that are too wide": (
        "cues:\n  50%: ['Halfway. Let your ribs drop, and breathe all the way out.', 'Halfway. Breathe out.', 'Halfway.']\n",
        "cues:\n  50%:\n    - Halfway. Let your ribs drop, and breathe all the way out.\n    - Halfway. Breathe out.\n    - Halfway.\n",
    ),
    "brackets with nothing in them, where there is no room": (
        f"{'k' * 100}: [ ]\n{'l' * 100}: {{ }}\nsteps:\n  - {'m' * 100}: []\n",
        f"{'k' * 100}: []\n{'l' * 100}: {{}}\nsteps:\n  - {'m' * 100}: []\n",
    ),
    "a mapping that is too wide, with one inside that is not": (
        "parameters: {hold: {default: 30s, min: 5s, max: 3m, about: length of each hang}, rest: 45s, rounds: 3, sets: 3}\n",
        "parameters:\n  hold: {default: 30s, min: 5s, max: 3m, about: length of each hang}\n  rest: 45s\n  rounds: 3\n  sets: 3\n",
    ),
    "brackets with comments": (
        "sides: [left, # first\n  # then\n  right]  # both\n",
        "sides:\n  - left  # first\n  # then\n  - right  # both\n",
    ),
    "comments": (
        "# file\n\n# title\ntitle: T # short\nsteps:\n# first\n- rest: 5s\n  # in the step\n# second\n- rest: 6s\n  # foot\n# end\n",
        "# file\n\n# title\ntitle: T  # short\nsteps:\n  # first\n  - rest: 5s\n    # in the step\n  # second\n  - rest: 6s\n    # foot\n# end\n",
    ),
    "comments that stood below each other": (
        "title: T      # one\nlanguage: en  # two\n",
        "title: T      # one\nlanguage: en  # two\n",
    ),
    "aligned comments of lines that got shorter": (
        "title:     'T'      # one\nlanguage:  en       # two\nabout: x # three\n",
        "title: T      # one\nlanguage: en  # two\nabout: x  # three\n",
    ),
    "a comment between a key and its value": ("a:\n  # why\n  b\n", "# why\na: b\n"),
    "a comment after a dash": ("a:\n  - # why\n    b: c\n", "a:\n  # why\n  - b: c\n"),
    "a comment after the key of a list": ("a: # why\n  - b\n", "a:  # why\n  - b\n"),
    "a text over several lines": (
        "about: One\n   two\n\n   three\nsay: 'One:\n   two'\n",
        'about: One\n  two\n\n  three\nsay: "One:\n  two"\n',
    ),
    "a folded text": (
        "about: >-   # why\n      One\n      two\n\n        more\nnext: >\n x\n",
        "about: >-  # why\n  One\n  two\n\n    more\nnext: >\n  x\n",
    ),
    "a text with its own lines": (
        "a: |2\n    One\n   two\n\n\nb: |+\n x\n\nc: d\n",
        "a: |2\n    One\n   two\n\nb: |+\n  x\n\nc: d\n",
    ),
    "a long text is not wrapped": (f"say: {'word ' * 60}end\n", f"say: {'word ' * 60}end\n"),
    "durations and numbers as they are written": (
        "a: 1m30s\nb: 090\nc: 1:30\nd: 2.50s\ne: 0x1F\nf: 1_000\ng: 1e3\n",
        "a: 1m30s\nb: 090\nc: 1:30\nd: 2.50s\ne: 0x1F\nf: 1_000\ng: 1e3\n",
    ),
    "a key without a value": ("steps:   \n", "steps:\n"),
    "a key after a question mark": ("? title\n: T\n", "title: T\n"),
    "lists in lists": ("a:\n- - b\n  - c\n-\n  - d\n", "a:\n  - - b\n    - c\n  - - d\n"),
    "a routine in braces": (
        '{"title": "Hang", "steps": [{"hold": "Bar hang", "for": "30s", "cues": {"2s": "Breathe all the way out, and slowly back in again."}}]}',
        'title: Hang\nsteps:\n  - {hold: "Bar hang", for: 30s, cues: {2s: "Breathe all the way out, and slowly back in again."}}\n',
    ),
}


def formatted(text):
    return format_source(SourceText(name="mine.yaml", text=text))


@pytest.mark.parametrize(("written", "wanted"), PAIRS.values(), ids=PAIRS)
def test_layout(written, wanted):
    assert formatted(written) == (wanted, ())


@pytest.mark.parametrize("wanted", [pair[1] for pair in PAIRS.values()], ids=PAIRS)
def test_the_canonical_layout_stays(wanted):
    assert formatted(wanted) == (wanted, ())


WITH_ERRORS_IN_YAML = {
    "say: Ready: go\n": "yaml-colon",
    "a: [b\n": "yaml-bracket",
    "title: T\nsteps:\n  - say: Knees #1\n": "yaml-comment",
    "title: T\nsteps:\n  - say: [Halfway, breathe.]\n": "yaml-comma",
    "a: &x b\n": "yaml-anchor",
    "a: !!str b\n": "yaml-tag",
    "title: T\ntitle: U\n": "duplicate-key",
    "a: b\n---\nc: d\n": "several-documents",
    "": "empty-file",
    "- a\n": "wrong-type",
}


@pytest.mark.parametrize(("text", "code"), WITH_ERRORS_IN_YAML.items())
def test_a_text_that_is_no_certain_yaml_is_not_touched(text, code):
    result, found = formatted(text)
    assert result is None
    assert code in [str(one.code) for one in found]


def test_a_comment_never_becomes_a_part_of_a_text():
    text = 'title: T\nsteps:\n  - say: "Knees up." #1\n  - say:\n      #2\n      Knees up.\n'
    wanted = 'title: T\nsteps:\n  - say: "Knees up."  #1\n  #2\n  - say: Knees up.\n'
    assert formatted(text) == (wanted, ())


def test_wordings_never_become_one_text():
    text = "title: T\nsteps:\n  - say: [Breathe out,\n      breathe in slowly]\n  - say: ['Up', down]\n"
    wanted = 'title: T\nsteps:\n  - say:\n      - Breathe out\n      - breathe in slowly\n  - say: ["Up", "down"]\n'
    assert formatted(text) == (wanted, ())


def test_a_routine_with_other_errors_is_formatted():
    assert formatted("steps:\n- hodl: 'X'\n") == ("steps:\n  - hodl: X\n", ())

"""Any text, in any format: a routine without errors, or a sentence that says why not. Never anything else."""

import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from voicecoach.errors import InputError
from voicecoach.importing.erg import import_erg
from voicecoach.importing.pasted.reading import import_pasted
from voicecoach.importing.phrases import import_phrases
from voicecoach.importing.reading import import_routine
from voicecoach.importing.structured.reading import import_structured
from voicecoach.importing.w2a import import_w2a
from voicecoach.importing.zwo import import_zwo
from voicecoach.source import SourceText

IMPORTERS = {
    "phrases": import_phrases,
    "hangboard": import_pasted,
    "zwo": import_zwo,
    "w2a": import_w2a,
    "erg": import_erg,
    "structured": import_structured,
}

characters = st.characters(exclude_categories=())  # lone surrogates and controls, too
texts = st.text(characters, max_size=40) | st.sampled_from(
    ["a: b", "# a", "$x", "'", '"', "\\", "a\x00b", "🧗", "…", "x" * 1_200]
)
numbers = st.integers(-1, 100_000).map(str) | st.sampled_from(
    ["1:30", "2m", "0.5", "1e9", "NaN", "", "9" * 50, "\N{ARABIC-INDIC DIGIT ONE}"]
)
blanks = st.sampled_from(["", " ", "\t"])


def lines(line):
    return st.lists(line, max_size=6).map("\n".join)


phrase_lists = lines(st.builds("{}{}{}{}".format, texts, blanks, st.sampled_from([";", ""]), numbers))
hangboards = lines(
    st.builds("{} {}x {}:{} x{} / {} {}".format, texts, numbers, numbers, numbers, numbers, numbers, texts)
    | st.builds("{}x {}x {} {}:{}:{}".format, numbers, numbers, texts, numbers, numbers, numbers)
    | texts
)


def _attribute(text):
    escaped = "".join(c if c.isprintable() and c not in '&<"' else f"&#{ord(c)};" for c in text)
    return f'"{escaped}"'


attributes = st.dictionaries(
    st.sampled_from(
        ["Duration", "OnDuration", "OffDuration", "Repeat", "Power", "OffPower", "timeoffset", "message", "x"]
    ),
    numbers | texts,
    max_size=5,
).map(lambda pairs: "".join(f" {key}={_attribute(value)}" for key, value in pairs.items()))
names = st.sampled_from(
    ["SteadyState", "IntervalsT", "FreeRide", "Warmup", "textevent", "name", "tags", "tag", "other"]
)
elements = st.recursive(
    st.builds("<{}{}/>".format, names, attributes),
    lambda inner: st.builds(
        lambda name, own, within: f"<{name}{own}>{''.join(within)}</{name}>",
        names,
        attributes,
        st.lists(inner, max_size=4),
    ),
    max_leaves=10,
)
rides = st.lists(elements, max_size=4).map(
    lambda inside: f"<workout_file><workout>{''.join(inside)}</workout></workout_file>"
)


def _quoted(text):
    return "'" + text.replace("'", "''").replace("\n", " ") + "'"


exercises = st.builds(
    "  - name: {}\n    duration: {}\n    texts: [{}]\n    half_time: {}\n".format,
    texts.map(_quoted),
    numbers,
    texts.map(_quoted),
    st.sampled_from(["true", "false", "[]"]),
)
workouts = st.builds(
    "before_workout_announce: {}\npause: {{text: {}, duration: {}}}\nexercises:\n{}".format,
    texts.map(lambda text: _quoted(text + "{{ .WorkoutDuration }} {{ .Nothing }}")),
    texts.map(_quoted),
    numbers,
    st.lists(exercises, max_size=4).map("".join),
)
keys = st.sampled_from(
    [
        "name",
        "type",
        "reps",
        "sets",
        "rest",
        "restBetweenSets",
        "duration",
        "work",
        "Rest-to-Start",
        "power",
        "side",
        "weight",
        "unit",
        "rpe",
        "edge",
        "grip",
        "tempo",
    ]
)
trees = st.recursive(
    st.dictionaries(keys, numbers | texts | st.integers(0, 90), max_size=5),
    lambda inner: st.dictionaries(
        st.sampled_from(["steps", "exercises", "workouts", "other"]),
        st.lists(inner | texts, max_size=3),
        max_size=2,
    ).flatmap(lambda parts: inner.map(lambda own: {**own, **parts} if isinstance(own, dict) else parts)),
    max_leaves=6,
).map(json.dumps)
courses = st.builds(
    "[COURSE DATA]\n{}\n[END COURSE DATA]\n[COURSE TEXT]\n{}".format,
    lines(st.builds("{}{}{}{}".format, numbers, st.sampled_from(["\t", " ", " LAP "]), numbers, texts)),
    lines(st.builds("{}\t{}\t{}".format, numbers, texts, numbers)),
)
SHAPED = {
    "phrases": phrase_lists,
    "hangboard": hangboards,
    "zwo": rides,
    "w2a": workouts,
    "erg": courses,
    "structured": trees,
}
ANY = st.text(characters, max_size=200)


def _import(importer, text, compiled):
    try:
        found = importer(SourceText(name="any.txt", text=text))
    except InputError as refused:
        if refused.message and refused.hint:
            return
        raise
    assert all(line >= 1 for note in found.notes for line in note.lines)
    compiled(found.text, or_too_much=True)


settled = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize("kind", IMPORTERS)
@settled
@given(data=st.data())
def test_a_text_of_the_right_shape(kind, data, compiled):
    _import(IMPORTERS[kind], data.draw(SHAPED[kind]), compiled)


@pytest.mark.parametrize("kind", IMPORTERS)
@settled
@given(text=ANY)
@example(text="%YAML 9.9\n---\n")
@example(text="%TAG ! a\n---\na: !x b")
@example(text='"\\ud800"')
@example(text="? a\n? b")
@example(text="<?xml version='1.0' encoding='utf-16'?><workout_file/>")
@example(text="<a xmlns:b='c'><b:d/></a>")
@example(text="\ud800;5")
@example(text="\n" * 50)
@example(text=";" * 50)
def test_any_text(kind, text, compiled):
    _import(IMPORTERS[kind], text, compiled)


@settled
@given(
    text=st.one_of(ANY, *SHAPED.values()),
    name=st.sampled_from(["a.txt", "a.zwo", "a.yaml", "-"]) | st.text(characters, max_size=20),
)
def test_any_file(text, name, compiled):
    def routine(source):
        return import_routine(SourceText(name=name, text=source.text))

    _import(routine, text, compiled)

"""The schema accepts what the parser accepts, refuses what has the wrong shape, and explains every key."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from references import validator
from ruamel.yaml import YAML

from tests.routines import SHOWN
from tests.strategies import almost_routines, examples
from voicecoach.language.cue_times import CUE_TIMES, parse_when
from voicecoach.language.durations import Problem
from voicecoach.language.nodes import Mapping, Scalar
from voicecoach.language.parse import parse
from voicecoach.language.read_nodes import read_nodes
from voicecoach.language.schema import json_schema
from voicecoach.language.vocabulary import every_key
from voicecoach.source import SourceText

SCHEMA = json_schema()


def source(text):
    return SourceText(name="mine.yaml", text=text)


def as_texts(node):
    if isinstance(node, Scalar):
        return None if node.absent else node.text
    if isinstance(node, Mapping):
        return {entry.key.text: as_texts(entry.value) for entry in node.entries}
    return [as_texts(item) for item in node.items]


def as_an_editor_types_it(text, version):
    yaml = YAML(typ="safe", pure=True)
    yaml.version = version
    return with_text_keys(yaml.load(io.StringIO(text)))


def with_text_keys(value):
    if isinstance(value, dict):
        return {str(key): with_text_keys(one) for key, one in value.items()}
    if isinstance(value, list):
        return [with_text_keys(one) for one in value]
    return value if value is None or isinstance(value, str | int | float) else str(value)


def readings(text):
    """Return a routine as a reader of texts sees it, and as editors with YAML 1.2 and 1.1 do."""
    texts = as_texts(read_nodes(source(text)).root)
    return [texts, as_an_editor_types_it(text, (1, 2)), as_an_editor_types_it(text, (1, 1))]


def problems(data):
    return [f"{list(one.absolute_path)}: {one.message}" for one in validator().iter_errors(data)]


def test_it_is_a_schema():
    validator().check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def every_property(schema):
    if isinstance(schema, dict):
        for name, value in schema.get("properties", {}).items():
            if isinstance(value, dict) and "description" in value:
                yield name, value["description"]
        for value in schema.values():
            yield from every_property(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from every_property(value)


def test_every_key_is_explained():
    assert {(key.name, key.about) for key in every_key()} <= set(every_property(SCHEMA))


def test_every_reference_leads_somewhere():
    def references(schema):
        if isinstance(schema, dict):
            if "$ref" in schema:
                yield schema["$ref"]
            schema = [*schema.values()]
        if isinstance(schema, list):
            for value in schema:
                yield from references(value)

    names = {name.removeprefix("#/$defs/") for name in references(SCHEMA)}
    assert names == set(SCHEMA["$defs"])


@pytest.mark.parametrize("time", CUE_TIMES, ids=lambda time: time.example)
def test_the_parser_knows_every_time_of_a_cue(time):
    assert not isinstance(parse_when(time.example), Problem)


def test_the_times_of_cues_are_all_there_are():
    assert len({type(parse_when(time.example)) for time in CUE_TIMES}) == len(CUE_TIMES) == 11


@pytest.mark.parametrize("text", SHOWN)
def test_every_routine_that_we_show_is_valid(text):
    for data in readings(text):
        assert problems(data) == []


def step(text):
    return f"title: T\nsteps:\n  - {text}\n"


RIGHT = {
    "a number of seconds": step("rest: 90"),
    "a clock": step("rest: 1:30"),
    "an hour on the clock": step("rest: 1:00:00"),
    "a decimal": step("rest: 2.5s"),
    "spaces around": step('rest: " 5s "'),
    "a whole number in quotes": 'title: T\nsteps: [{rounds: "3", steps: [{rest: 5s}]}]\n',
    "a step that waits": step("{hold: X, for: 9s, ready: true}"),
    "a rest that waits": step("{rest: 9s, ready: on}"),
    "switches in any case": step("{hold: X, for: 9s, halfway: No, bed: ON, tones: off, countdown: false}"),
    "a name that is a switch": step("{hold: on, for: 9s}"),
    "a title that is a number": "title: 2026\nsteps: [{rest: 5s}]\n",
    "a title that is a day": "title: 2026-11-22\nsteps: [{rest: 5s}]\n",
    "norwegian": "title: T\nlanguage: no\nsteps: [{rest: 5s}]\n",
    "parameters": "title: T\nparameters: {a: 5s, b: 3, c: on}\nsteps: [{hold: $c, for: $a, sets: $b, rest: $a}]\n",
    "a cue at a parameter": "title: T\nparameters: {a: 5s}\nsteps: [{hold: X, for: 9s, cues: {$a: Now.}}]\n",
    "a cue at a number": step("{hold: X, for: 9s, cues: {5: Now., -3: Now., '50 %': Now.}}"),
    "a length for all": "title: T\ndefaults: {for: 30s}\nsteps: [{rounds: 2, steps: [{hold: X}]}]\n",
    "no defaults": "title: T\ndefaults:\nparameters:\nsteps: [{rest: 5s}]\n",
    "one side": step("{hold: X, for: 9s, sides: left}"),
    "no sides": step("{hold: X, for: 9s, sides: off}"),
    "one time left": step("{hold: X, for: 60s, time-left: 10s}"),
    "uncounted reps": step("{amrap: 5m, steps: [{reps: X, count: 5}]}"),
    "reps at one's own pace": step(
        "{emom: 5, steps: [{reps: X, count: 5}, {rounds: 2, steps: [{reps: Y, count: 2}]}]}"
    ),
    "odd and even minutes": step("{emom: 5, odd: [{reps: X, count: 5}], even: [{rest: 5s}]}"),
    "minutes in turn": step("{emom: 5, minutes: [[{reps: X, count: 5}], [{rest: 5s}, {hold: Y, for: 9s}]]}"),
    "as fast as possible": step("{reps: X, count: 5, tempo: 30X1}"),
    "as fast as possible, with dashes": step("{reps: X, count: 5, tempo: 3-0-x-1}"),
    "a range of reps": step("{reps: X, count: 8-12, every: 3s}"),
    "a range of reps with the dash of a phone": step("{reps: X, count: 8 \N{EN DASH} 12, every: 3s}"),
    "sides of one's own": step("{hold: X, for: 9s, sides: [left, middle, right]}"),
    "one side in a list": step("{hold: X, for: 9s, sides: [left]}"),
    "sides in capitals": step("{hold: X, for: 9s, sides: [Left, RIGHT]}"),
    "a cue of a side of one's own": step(
        "{hold: X, for: 9s, sides: [front leg, back leg], cues: {side back leg: A.}}"
    ),
    "a length for each side": step("{hold: X, for: {left: 9s, right: 20}, sides: [left, right]}"),
    "lengths of sides under defaults": "title: T\ndefaults: {for: {a: 9s, b: 1:30}, sides: [a, b]}\nsteps: [{hold: X}]\n",
    "sides under defaults": "title: T\ndefaults: {sides: [a, b]}\nsteps: [{hold: X, for: {a: 9s, b: 5s}}]\n",
    "rungs of time": step("{ladder: [10s, 20], steps: [{hold: X, for: $rung}]}"),
    "a cue with all it can have": step("{hold: X, for: 9s, cues: {2s: {say: A., priority: go, voice: v}}}"),
    "what it is done with": step("{hold: X, for: 9s, load: +10kg, edge: 20mm, grip: half crimp, effort: 8}"),
    "a cue at random": step("{hold: X, for: 5m, cues: {random 40s-80s: Now., 'random 1:00 - 90': Now.}}"),
    "no countdown until done": step("{hold: X, for: 9s, until: done, countdown: off}"),
    "a switch of the sides under defaults": "title: T\ndefaults: {sides: [left, right]}\nsteps: [{hold: X, for: 9s, switch: 5s}]\n",
    "until done": step("{hold: X, for: 9s, until: done}"),
    "for time": step("{for-time: 20m, steps: [{reps: X, count: 5}]}"),
    "rounds for time": step(
        "{for-time: 20m, steps: [{rounds: 3, steps: [{reps: X, count: 5}, {rest: 60s}]}]}"
    ),
    "a ladder for time": step("{for-time: 20m, steps: [{ladder: [5, 3], steps: [{reps: X, count: $rung}]}]}"),
    "loads": step("{hold: X, for: 9s, load: 2x12kg, edge: jug, effort: $e}").replace(
        "steps", "parameters: {e: 7}\nsteps"
    ),
    "a share as a load": step("{hangs: 3 x 7s:3s, load: 80% BW, grip: off, edge: off, effort: off}"),
    "small amounts": step("{reps: X, count: 05-8, tempo: 0-0-X-0, edge: 0.5in, time-left: 0.5s}"),
    "a text that hides a number": step("{hold: X, for: 10s, edge: 0 edge of the board}"),
    "repeaters": step("hangs: 6 \u00d7 7:3"),
    "a caution of one word": "title: T\ncaution: yes\nsteps: [{rest: 5s}]\n",
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_what_the_parser_accepts_is_valid(text):
    routine, found = parse(source(text))
    assert routine is not None, found
    for data in readings(text):
        assert problems(data) == []


WRONG = {
    "no title": "steps: [{rest: 5s}]\n",
    "no steps": "title: T\n",
    "an empty title": "title:\nsteps: [{rest: 5s}]\n",
    "empty steps": "title: T\nsteps: []\n",
    "steps that are a mapping": "title: T\nsteps: {rest: 5s}\n",
    "a step that is a text": step("rest"),
    "an unknown key of the routine": "title: T\nautor: me\nsteps: [{rest: 5s}]\n",
    "an unknown key of a step": step("{hold: X, for: 9s, cuse: {}}"),
    "an unknown kind": step("{hodl: X, for: 9s}"),
    "a key of another kind": step("{rest: 5s, tempo: 3-1-1-0}"),
    "two kinds": step("{hold: X, work: Y, for: 9s}"),
    "a hold without a length": step("hold: X"),
    "a hold without a length in a block": step("{rounds: 2, steps: [{hold: X}]}"),
    "reps without a count": step("{reps: X, tempo: 3-1-1-0}"),
    "reps without a tempo": step("{reps: X, count: 3}"),
    "reps with two tempos in an emom": step(
        "{emom: 5, steps: [{reps: X, count: 3, tempo: 3-1-1-0, every: 3s}]}"
    ),
    "reps with two tempos": step("{reps: X, count: 3, tempo: 3-1-1-0, every: 3s}"),
    "an emom without steps": step("emom: 3"),
    "odd minutes without even ones": step("{emom: 3, odd: [{rest: 5s}]}"),
    "odd minutes beside steps": step("{emom: 3, odd: [{rest: 5s}], even: [{rest: 5s}], steps: [{rest: 5s}]}"),
    "minutes beside steps": step("{emom: 3, minutes: [[{rest: 5s}]], steps: [{rest: 5s}]}"),
    "minutes that are steps": step("{emom: 3, minutes: [{rest: 5s}]}"),
    "a hold without a length in a minute": step("{emom: 3, minutes: [[{hold: X}]]}"),
    "a hold without a length in even minutes": step("{emom: 3, odd: [{rest: 5s}], even: [{hold: X}]}"),
    "a range of rounds": step("{rounds: 3-4, steps: [{rest: 5s}]}"),
    "a range of sets": step("{hold: X, for: 9s, sets: 3-4}"),
    "a bad length of a side": step("{hold: X, for: {left: 9sec, right: 20s}, sides: [left, right]}"),
    "lengths of no sides": step("{hold: X, for: {left: 9s, right: 20s}}"),
    "lengths of no sides in a minute": step("{emom: 3, minutes: [[{work: X, for: {left: 9s, right: 20s}}]]}"),
    "a switch of no sides": step("{hold: X, for: 9s, switch: 5s}"),
    "a countdown until done": step("{hold: X, for: 9s, until: done, countdown: 5}"),
    "a countdown for time": step("{for-time: 5m, countdown: 3, steps: [{reps: X, count: 5}]}"),
    "lengths in a list": step("{hold: X, for: [9s, 20s], sides: [left, right]}"),
    "a say with two lengths": step("{say: X, for: {left: 9s, right: 20s}}"),
    "rounds without steps": step("rounds: 3"),
    "a rest without sets": step("{hold: X, for: 9s, rest: 5s}"),
    "a block in an amrap": step("{amrap: 5m, steps: [{rounds: 2, steps: [{rest: 5s}]}]}"),
    "an emom in a for-time": step("{for-time: 5m, steps: [{emom: 2, steps: [{rest: 5s}]}]}"),
    "rounds of rounds in a for-time": step(
        "{for-time: 5m, steps: [{rounds: 2, steps: [{rounds: 2, steps: [{rest: 5s}]}]}]}"
    ),
    "a lead-in in an amrap": step("{amrap: 5m, steps: [{lead-in: 5s}]}"),
    "a bad duration": step("rest: 30sec"),
    "a negative duration": step("rest: -5"),
    "a duration of two days": step("rest: 48h x"),
    "a list for a duration": step("rest: [5s]"),
    "a word for a count": step("{rounds: three, steps: [{rest: 5s}]}"),
    "no rounds": step("{rounds: 0, steps: [{rest: 5s}]}"),
    "half a round": step("{rounds: 1.5, steps: [{rest: 5s}]}"),
    "a bad tempo": step("{reps: X, count: 3, tempo: 3-1-1}"),
    "a tempo of three with an X": step("{reps: X, count: 3, tempo: 30X}"),
    "bad repeaters": step("hangs: 6 x 7s"),
    "a random time that is no range": step("{hold: X, for: 5m, cues: {random 40s: Now.}}"),
    "until something else": step("{hold: X, for: 9s, until: 5s}"),
    "a limit without a list": step("for-time: 20m"),
    "a load without a unit": step("{hold: X, for: 9s, load: 10}"),
    "an edge without a unit": step("{hold: X, for: 9s, edge: 20}"),
    "an effort of eleven": step("{hold: X, for: 9s, effort: 11}"),
    "a load of a rest": step("{rest: 9s, load: 10kg}"),
    "a block that waits": step("{rounds: 2, ready: on, steps: [{rest: 9s}]}"),
    "a bad switch": step("{hold: X, for: 9s, halfway: maybe}"),
    "a countdown from twenty": step("{hold: X, for: 30s, countdown: 20}"),
    "one side of one's own": step("{hold: X, for: 9s, sides: [top]}"),
    "five sides": step("{hold: X, for: 9s, sides: [a, b, c, d, e]}"),
    "a side twice": step("{hold: X, for: 9s, sides: [left, left]}"),
    "an unknown tone": step("{hold: X, for: 9s, tones: {begin: bell}}"),
    "a bad time of a cue": step("{hold: X, for: 9s, cues: {halfway: Now.}}"),
    "cues in a list": step("{hold: X, for: 9s, cues: [Now.]}"),
    "no wordings": step("{hold: X, for: 9s, cues: {2s: []}}"),
    "a bad priority": step("{hold: X, for: 9s, cues: {2s: {say: A., priority: high}}}"),
    "a sound that speaks": step("{hold: X, for: 9s, cues: {2s: {say: A., sound: bell}}}"),
    "a cue of nothing": step("{hold: X, for: 9s, cues: {2s: {priority: go}}}"),
    "a ladder of one text": step("{ladder: 3-2-1, steps: [{rest: 5s}]}"),
    "a hold of no time": step("{hold: X, for: 00m00s}"),
    "a side of no time": step("{hold: X, for: {left: 0:00, right: 5s}, sides: [left, right]}"),
    "no time to the end": step("{hold: X, for: 30s, time-left: [10s, 0s]}"),
    "a tempo of no time": step("{reps: X, count: 3, tempo: 0-0-0-0}"),
    "a range from nothing": step("{reps: X, count: 0-8, every: 3s}"),
    "no repeaters": step("hangs: 0 x 7s:3s"),
    "an edge of nothing": step("{hold: X, for: 9s, edge: 0mm}"),
    "an edge below nothing": step("{hold: X, for: 9s, edge: -5mm}"),
    "a rung of nothing": step("{ladder: [0], steps: [{rest: 5s}]}"),
    "a bad name": "title: T\nparameters: {my-hold: 5s}\nsteps: [{rest: 5s}]\n",
    "a parameter without a default": "title: T\nparameters: {a: {min: 5s}}\nsteps: [{rest: 5s}]\n",
    "an unknown key of a parameter": "title: T\nparameters: {a: {default: 5, step: 1}}\nsteps: [{rest: 5s}]\n",
    "a default that is no option": "title: T\ndefaults: {count: 5}\nsteps: [{rest: 5s}]\n",
    "a bad language": "title: T\nlanguage: English, please\nsteps: [{rest: 5s}]\n",
    "tags in a list": "title: T\ntags: [back]\nsteps: [{rest: 5s}]\n",
    "settings in a list": step("{include: a.yaml, set: [a]}"),
}


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_what_has_the_wrong_shape_is_refused_by_both(text):
    assert parse(source(text))[0] is None
    for data in readings(text):
        assert problems(data)


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=examples(150))
@given(almost_routines())
def test_the_schema_refuses_nothing_that_the_parser_accepts(text):
    if parse(source(text))[0] is not None:
        assert problems(as_texts(read_nodes(source(text)).root)) == []

"""What keeps the person who hangs safe: the caution first, "step down" in time, limits that no flag passes, and no medical advice."""

import itertools
import re
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.programs import studio
from voicecoach.cli.app import app
from voicecoach.language.leaves import IntervalKind, RepeatedHold
from voicecoach.language.model import ParameterKind
from voicecoach.language.parse import parse
from voicecoach.library import builtin_names, read_builtin
from voicecoach.pipeline import Compiled, compile_routine
from voicecoach.speech.estimate import EstimatedSpeech
from voicecoach.timeline.audible import Utterance
from voicecoach.units import format_duration_ms

ROOT = Path(__file__).parent.parent
RELEASE = re.compile(r"\b(step down|feet (back|to the box))\b", re.IGNORECASE)
ADVICE = "not medical advice"
LAST_SECOND_MS = 1_000
RATES = (160, 210)  # words a minute of a slow and of a quick voice


@cache
def routine(name):
    found = parse(read_builtin(name))[0]
    assert found is not None
    return found


def numbers(name):
    return [one for one in routine(name).parameters if one.kind is not ParameterKind.TEXT]


def written(parameter, value):
    return format_duration_ms(value) if parameter.kind is ParameterKind.DURATION else str(value)


def settings_of(name):
    """Yield the settings at the edges: none, all at their least and most, and each alone."""
    yield {}
    edges = [
        {one.name: written(one, getattr(one, edge)) for one in numbers(name)}
        for edge in ("minimum", "maximum")
    ]
    yield from edges
    for edge in edges:
        yield from ({key: value} for key, value in edge.items())


def compiled(name, settings, rate_wpm):
    speech = EstimatedSpeech(language=routine(name).language, rate_wpm=rate_wpm)
    result = compile_routine(read_builtin(name), settings, lambda _: studio(speech))
    assert isinstance(result, Compiled), (settings, result.diagnostics)
    return result


def is_of_a_hang(name, interval, title):
    tags = set(routine(name).tag_values("equipment"))
    on_bar = bool(tags & {"bar", "hangboard"}) and interval.leaf.kind in {
        IntervalKind.HOLD,
        IntervalKind.REPS,
    }
    return on_bar and re.search(r"hang|repeater|scapular", title, re.IGNORECASE) is not None


HANGING = [
    name for name in builtin_names() if set(routine(name).tag_values("equipment")) & {"bar", "hangboard"}
]


def test_there_are_hangs_to_look_at():
    assert len(HANGING) >= 7
    assert {"bar-hang", "back-relief", "max-hangs", "repeaters-7-3"} <= set(HANGING)


@pytest.mark.parametrize("name", [name for name in HANGING if name != "amrap-12"])
@pytest.mark.parametrize("rate_wpm", RATES)
def test_step_down_is_said_before_the_last_second_of_each_hang(name, rate_wpm):
    hangs = 0
    for settings in settings_of(name):
        result = compiled(name, settings, rate_wpm)
        said = [
            (event.onset_ms, event.onset_ms + event.duration_ms)
            for event in result.timeline.events
            if isinstance(event.audible, Utterance) and RELEASE.search(event.audible.text)
        ]
        for interval in result.session.intervals:
            leaf = interval.leaf
            # Between the hangs of a set nobody steps down: the hands let go at the end tone, and are back in seconds.
            goes_on = isinstance(leaf, RepeatedHold) and leaf.number < leaf.total
            title = getattr(leaf, "name", None)
            if goes_on or title is None or not is_of_a_hang(name, interval, str(title.parts)):
                continue
            hangs += 1
            assert any(
                interval.start_ms <= start_ms and end_ms <= interval.end_ms - LAST_SECOND_MS
                for start_ms, end_ms in said
            ), (settings, interval.start_ms, interval.duration_ms)
    assert hangs


@pytest.mark.parametrize("name", builtin_names())
def test_the_caution_is_said_first(name):
    caution = routine(name).caution
    assert caution is not None
    result = compiled(name, {}, RATES[0])
    first = result.timeline.events[0]
    assert isinstance(first.audible, Utterance)
    assert first.audible.text == "".join(map(str, caution.parts))
    intervals = result.session.intervals
    assert intervals[0].leaf.is_caution
    assert intervals[0].start_ms <= first.onset_ms
    assert first.onset_ms + first.duration_ms <= intervals[0].end_ms


@pytest.mark.parametrize("name", builtin_names())
def test_every_number_has_limits_and_fits_within_them(name):
    for parameter in numbers(name):
        assert parameter.minimum is not None, parameter.name
        assert parameter.maximum is not None, parameter.name
        assert parameter.minimum <= parameter.default <= parameter.maximum


def run(*words, **environment):
    return CliRunner().invoke(app, [*words, "--engine", "none"], env=environment)


@pytest.mark.parametrize("name", builtin_names())
def test_no_setting_passes_a_limit(name):
    for parameter, edge in itertools.product(numbers(name), ("minimum", "maximum")):
        step = 1_000 if parameter.kind is ParameterKind.DURATION else 1
        beyond = getattr(parameter, edge) + (step if edge == "maximum" else -step)
        found = parse(read_builtin(name), {parameter.name: written(parameter, max(beyond, 0))})[1]
        assert [one.code.value for one in found] == ["setting-out-of-range"]


@pytest.mark.parametrize(
    ("words", "environment"),
    [
        (("--set", "hold=10m"), {}),
        (("--hold", "10m"), {}),
        (("--hold", "1s"), {}),
        (("--rest", "1s"), {}),
        (("--rounds", "11"), {}),
        (("--rounds", "0"), {}),
        (("--rounds", "-1"), {}),
        (("--set", "rounds=1e9"), {}),
        (("--set", "hold=" + "9" * 5_000), {}),
        ((), {"VOICECOACH_HOLD": "10m"}),
        ((), {"VOICECOACH_ROUNDS": "99"}),
    ],
)
@pytest.mark.parametrize("command", ["plan", "export", "check"])
def test_no_flag_and_no_variable_passes_a_limit(tmp_path, command, words, environment):
    target = tmp_path / "out.vtt"
    options = ["-o", str(target)] if command == "export" else []
    result = run(command, "bar-hang", *options, *words, **environment)
    assert result.exit_code == 2, result.output
    assert not target.exists()


def test_no_config_file_passes_a_limit(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "voicecoach").mkdir()
    (tmp_path / "voicecoach" / "config.toml").write_text('hold = "10m"\n')
    monkeypatch.setattr("voicecoach.cli.config.config_file", lambda: tmp_path / "voicecoach" / "config.toml")
    assert run("plan", "bar-hang").exit_code == 2


def test_fit_stays_within_the_limits():
    result = run("plan", "bar-hang", "--fit", "23h", "--json")
    assert result.exit_code == 0
    assert "10 rounds" in result.stderr


@pytest.mark.parametrize("name", builtin_names())
def test_the_about_says_that_it_is_no_medical_advice_and_for_whom_it_is_not(name):
    about = " ".join(routine(name).about.split())
    assert ADVICE in about
    assert re.search(r"\b(not|never|doctor)\b", about.replace(ADVICE, ""))


def test_the_readme_says_so_too():
    assert ADVICE in re.sub(r"[\s*]+", " ", (ROOT / "README.md").read_text("utf-8"))

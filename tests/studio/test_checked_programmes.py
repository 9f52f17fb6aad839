"""A programme is held against its routines, and every dose is compiled once."""

import pytest

from voicecoach.language.mending import applied
from voicecoach.language.programmes import parse_programme
from voicecoach.programme.dose import doses
from voicecoach.report.wording.findings import words
from voicecoach.source import SourceText
from voicecoach.studio.programmes import OpenedProgramme, RejectedProgramme, check_programme, open_programme
from voicecoach.studio.silent import silent_studio

HANG = "title: Hang\nparameters:\n  hold: {default: 20s, max: 1m}\nsteps:\n  - hold: Hang\n    for: $hold\n"


def source(folder, text, **files):
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(content)
    return SourceText(name=str(folder / "p.yaml"), text=text)


def phase(rest, week="sessions: 2"):
    return f"title: P\nprogramme:\n  {week}\n  phases:\n    - {{phase: A, weeks: 1, {rest}}}\n"


def codes(opened):
    return [f"{one.code.value} {one.span.line}" for one in opened.diagnostics]


def test_a_routine_is_a_built_in_or_a_file_below(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "hang.yaml").write_text(HANG)
    text = phase("routine: {mon: bar-hang, tue: deep/hang.yaml}", week="week: [mon, tue]")
    opened = open_programme(source(tmp_path, text))
    assert isinstance(opened, OpenedProgramme)
    assert set(opened.routines) == {"bar-hang", "deep/hang.yaml"}


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("routine: nope.yaml", ["routine-missing 5"]),
        ("routine: ../p.yaml", ["routine-missing 5"]),
        ("routine: /etc/passwd", ["routine-missing 5"]),
        ("routine: hang.yaml, set: {hld: 20s}", ["setting-unknown 5"]),
        ("routine: hang.yaml, set: {hold: 2m}", ["setting-out-of-range 5"]),
        ("routine: hang.yaml, progress: {hold: {from: 20s, by: 5s, to: 2m}}", ["setting-out-of-range 5"]),
        ("routine: hang.yaml, progress: {hold: {from: 2m, by: 5s, to: 20s}}", ["setting-out-of-range 5"]),
        ("routine: wrong.yaml", ["bad-duration 3"]),
        ("routine: p.yaml", ["programme-here 5"]),
    ],
)
def test_what_a_routine_cannot_take_is_found(tmp_path, rest, expected):
    text = phase(rest)
    wrong = "title: W\nsteps:\n  - rest: 5x\n"
    opened = open_programme(source(tmp_path, text, hang=HANG, wrong=wrong, p=text))
    assert isinstance(opened, RejectedProgramme)
    assert codes(opened) == expected


GROWS = "routine: hang.yaml, progress: {hold: {from: 20s, by: 5s, to: 45s}}"
SLIPS = {
    "days in full": (
        phase("routine: hang.yaml", "week: [Monday, Weds, fri]"),
        phase("routine: hang.yaml", "week: [mon, wed, fri]"),
    ),
    "a step with a sign": (
        phase(GROWS.replace("20s, by: 5s, to: 45s", "45s, by: -5s, to: 20s")),
        phase(GROWS.replace("20s, by: 5s, to: 45s", "45s, by: 5s, to: 20s")),
    ),
    "a parameter in progress": (phase(GROWS.replace("hold:", "hld:")), phase(GROWS)),
    "a parameter in set": (
        phase("routine: hang.yaml, set: {hlod: 30s}"),
        phase("routine: hang.yaml, set: {hold: 30s}"),
    ),
    "week in place of weeks": (phase(GROWS).replace("weeks: 1", "week: 1"), phase(GROWS)),
}


@pytest.mark.parametrize(("wrong", "right"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_mended_by_its_edits(tmp_path, wrong, right):
    opened = open_programme(source(tmp_path, wrong, hang=HANG))
    assert isinstance(opened, RejectedProgramme)
    assert applied(wrong, [edit for one in opened.diagnostics for edit in one.edits]) == right
    assert isinstance(open_programme(source(tmp_path, right)), OpenedProgramme)


def test_a_key_of_the_programme_in_a_phase_is_told_where_it_belongs(tmp_path):
    opened = open_programme(source(tmp_path, phase("week: [mon], routine: hang.yaml"), hang=HANG))
    assert codes(opened) == ["misplaced-key 5"]
    assert "beside `phases:`" in words(opened.diagnostics[0]).hint


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "inside").mkdir()
    (tmp_path / "hang.yaml").write_text(HANG)
    (tmp_path / "inside" / "link.yaml").symlink_to(tmp_path / "hang.yaml")
    opened = open_programme(source(tmp_path / "inside", phase("routine: link.yaml")))
    assert codes(opened) == ["routine-missing 5"]


def test_a_value_goes_to_the_routines_that_can_take_it(tmp_path):
    text = phase(
        "routine: {mon: max-hangs, tue: hang.yaml, wed: ladder-21-15-9}, set: {hold: 40s}",
        week="week: [mon, tue, wed]",
    )
    opened = open_programme(source(tmp_path, text, hang=HANG))
    assert codes(opened) == ["setting-left-alone 5"]
    assert dict(doses(opened.programme)) == {
        "max-hangs": (),
        "hang.yaml": (("hold", "40s"),),
        "ladder-21-15-9": (),
    }


def test_digits_are_seconds_where_the_parameter_is_a_duration(tmp_path):
    text = phase("routine: hang.yaml, progress: {hold: {from: 20, by: 5, to: 30}}")
    opened = open_programme(source(tmp_path, text, hang=HANG))
    assert [dict(settings)["hold"] for _, settings in doses(opened.programme)] == ["20s", "25s"]


def test_every_dose_is_compiled_and_a_finding_is_told_once(tmp_path):
    crowded = (
        HANG + "    cues: {1s: This sentence is much too long for the little room that there is before.,"
    )
    crowded += " 2s: Another one.}\n"
    text = phase("routine: crowded.yaml, progress: {hold: {from: 20s, by: 5s, to: 60s}}", week="sessions: 9")
    checked = check_programme(source(tmp_path, text, crowded=crowded), silent_studio)
    assert checked.doses == 9
    found = codes(checked)
    assert found
    assert len(set(found)) == len(found) < checked.doses


def test_a_dose_that_does_not_fit_is_found(tmp_path):
    tight = (
        "title: T\nparameters:\n  hold: 20s\nsteps:\n  - emom: 2\n    every: 40s\n    steps:\n"
        "      - hold: Hang\n        for: $hold\n        announce: off\n"
    )
    text = phase("routine: tight.yaml, progress: {hold: {from: 20s, by: 15s, to: 50s}}", week="sessions: 3")
    checked = check_programme(source(tmp_path, text, tight=tight), silent_studio)
    assert codes(checked) == ["emom-overrun 5"]
    assert parse_programme(source(tmp_path, text))[0] is not None

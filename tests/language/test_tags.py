"""Several tags in one text are one tag to every filter: a coach asks, and the edit makes a list of them."""

import pytest

from voicecoach.language.coach_tags import coach_tags
from voicecoach.language.mending import mended
from voicecoach.source import SourceText


def mend(tags):
    source = SourceText(name="mine.yaml", text=f"title: T\ntags: {tags}\nsteps:\n  - rest: 10s\n")
    found = tuple(coach_tags(source))
    return [one.span.text for one in found], mended(source, found).partition("tags: ")[2].partition(
        "\nsteps"
    )[0]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("{focus: fingers; grip}", "{focus: [fingers, grip]}"),
        ('{focus: "fingers, grip"}', "{focus: [fingers, grip]}"),
        ("{equipment: pull-up bar | rings}", "{equipment: [pull-up bar, rings]}"),
        ("{focus: back / lower back}", "{focus: [back, lower back]}"),
        ("{focus: [hips; core, legs]}", "{focus: [hips, core, legs]}"),
        ("\n  focus:\n    - hips, core\n    - legs", "\n  focus:\n    - hips\n    - core\n    - legs"),
        ("\n  equipment: Klimmzugstange, Ringe,", "\n  equipment: [Klimmzugstange, Ringe]"),
    ],
)
def test_several_tags_in_one_text_become_a_list(written, meant):
    found, text = mend(written)
    assert len(found) == 1
    assert text == meant


@pytest.mark.parametrize(
    "tags",
    [
        "{focus: fingers}",
        "{focus: [fingers, grip]}",
        "{equipment: 'a wall, if there is one'}",
        "{level: 5/8}",
        "{a: w/o}",
    ],
)
def test_one_tag_stays(tags):
    assert mend(tags) == ([], tags)

"""The built-in programmes: every dose fits, and each says who it is for and where it comes from."""

import re

import pytest

from voicecoach.language.programmes import parse_programme
from voicecoach.library import builtin_names, programme_names, read_builtin
from voicecoach.studio.programmes import check_programme
from voicecoach.studio.silent import silent_studio

PROGRAMMES = {name: parse_programme(read_builtin(name))[0] for name in programme_names()}


def test_they_are_four_and_none_has_the_name_of_a_routine():
    weeks = {name: (made.weeks, made.sessions) for name, made in PROGRAMMES.items()}
    assert weeks == {
        "back-relief-4-weeks": (4, 12),
        "couch-to-running": (9, 27),
        "dead-hang-8-weeks": (8, 25),
        "repeaters-6-weeks": (6, 12),
    }
    assert not set(programme_names()) & set(builtin_names())


@pytest.mark.parametrize("name", programme_names())
def test_every_dose_compiles_without_a_finding(name):
    checked = check_programme(read_builtin(name), silent_studio)
    assert checked.doses > 5
    assert [found for found in checked.diagnostics if found.severity != "note"] == []


@pytest.mark.parametrize("name", programme_names())
def test_it_says_for_whom_it_is_and_where_it_comes_from(name):
    about = PROGRAMMES[name].about
    assert about.endswith("General information, not medical advice.")
    assert re.search(r"For (healthy adults|climbers)", about)
    assert re.search(r"\b(20\d\d|nhs\.uk)\b", about)

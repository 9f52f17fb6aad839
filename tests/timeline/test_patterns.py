from babel import Locale

from voicecoach.timeline.patterns import plural_category


def test_english_plurals_are_those_of_the_library():
    """They are told without it."""
    for number in range(-2, 1_000):
        assert plural_category(number, "en") == Locale("en").plural_form(number)

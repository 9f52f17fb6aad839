import num2words
from babel import Locale

from voicecoach.timeline.patterns import number_words, plural_category


def test_english_numbers_are_those_of_the_libraries():
    """The common ones are made without them."""
    for number in range(-2, 1_000):
        assert number_words(number, "en") == num2words.num2words(number, lang="en")
        assert plural_category(number, "en") == Locale("en").plural_form(number)

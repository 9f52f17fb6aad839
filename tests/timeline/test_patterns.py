import num2words
import pytest
from babel import Locale

from voicecoach.timeline.patterns import number_words, plural_category


@pytest.mark.parametrize("number", [*range(-2, 130), 999])
def test_english_numbers_are_those_of_the_libraries(number):
    """The common ones are made without them."""
    assert number_words(number, "en") == num2words.num2words(number, lang="en")
    assert plural_category(number, "en") == Locale("en").plural_form(number)

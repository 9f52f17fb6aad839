"""What coaches write, and how it is said, in four languages: the rows are in `readings/`, one file a language."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from num2words import num2words

from voicecoach.speech.reading.loading import LANGUAGES, load_table
from voicecoach.speech.text import spoken_text

FOLDER = Path(__file__).parent / "readings"
LEAST_ROWS = {"en": 1000, "de": 400, "es": 400, "fr": 400}


def rows(language):
    lines = (FOLDER / f"{language}.tsv").read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("# ")]


def plain(text):
    """Return the words alone: case and punctuation are free."""
    return " ".join(re.sub(r"[\W_]+", " ", text.replace("'", "")).casefold().split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_is_said_as_it_is_written(language):
    wrong = {}
    for written, readings in rows(language):
        said = spoken_text(written, language)
        if plain(said) not in map(plain, readings.split("|")):
            wrong[written] = said
    assert wrong == {}


def written_otherwise(text):
    """Return a text with another sign of times, and the quotation marks of a typesetter."""
    times = re.sub(
        r"(?<=\d) ?[x\N{MULTIPLICATION SIGN}] ?(?=\d+(?![\ds]))", " \N{MULTIPLICATION SIGN} ", text
    )
    return times.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}").replace('"', "\N{DOUBLE PRIME}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_sign_for_the_same_is_said_the_same(language):
    wrong = {}
    for written, readings in rows(language):
        text = written_otherwise(written)
        if text != written and plain(spoken_text(text, language)) not in map(plain, readings.split("|")):
            wrong[text] = spoken_text(text, language)
    assert wrong == {}


BEHIND = {", then relax": "then relax", " + rest 60s": "plus rest sixty seconds", " (easy)": "easy"}


def test_what_comes_next_does_not_change_what_was_said():
    """A rest behind a step tells nothing of its unit."""
    for written, said in {
        "Farmer carry 2x24kg/40m": "farmer carry two times twenty four kilos forty meters",
        "400s @ 90s": "four hundreds at ninety seconds",
        "Side plank L": "side plank left",
        "50m fly": "fifty meters fly",
    }.items():
        for behind, more in BEHIND.items():
            assert plain(spoken_text(written + behind, "en")) == f"{said} {more}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_enough_rows_and_none_twice(language):
    written = [row[0] for row in rows(language)]
    assert len(written) == len(set(written)) >= LEAST_ROWS[language]


# --- the tables -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_says_all_that_the_english_one_says(language):
    own, english = load_table(language).data, load_table("en").data
    clock = {"am", "pm"}  # where they are in use
    assert own.say.keys() - clock == english.say.keys() - clock
    only_english = {"yard", "ounce", "pood", "psi", "spm"}
    assert own.units.keys() - {"piece"} == english.units.keys() - (
        only_english if language != "en" else set()
    )
    needed = {
        "parts",
        "scores",
        "distance",
        "time",
        "length",
        "per",
        "body",
        "roman",
        "small",
        "short",
        "spelled",
    }
    assert needed <= own.lists.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_unit_is_written_as_another_one(language):
    written = [spelling for unit in load_table(language).units.values() for spelling in unit.written]
    assert len(written) == len(set(written))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_table_says_needs_no_table(language):
    """Nothing that stands for an abbreviation is one itself, or has a digit or a sign that engines read in their own way."""
    data = load_table(language).data
    said = [*data.say.values(), *data.abbreviations.values(), *data.capitals.values(), *data.signs.values()]
    said += [name for unit in data.units.values() for name in (unit.one, unit.many)]
    assert [text for text in said if re.search(r"[\d/@#%&+=<>.]", text) or not text.strip()] == []


# --- properties -----------------------------------------------------------------------------------

DECIMALS = {"en": (".", "point"), "de": (",", "Komma"), "es": (",", "coma"), "fr": (",", "virgule")}
GROUPS = {"en": ",", "de": ".", "es": ".", "fr": "\N{NARROW NO-BREAK SPACE}"}


def in_words(number, language):
    """Return a number in words as num2words has it, without what our voices leave out."""
    said = num2words(number, lang=language)
    if language == "en":
        said = said.replace(" and ", " ").replace(",", "")
    if language == "de":
        said = re.sub(r"^ein(?=hundert|tausend)", "", said)
    return plain(said)


def neuter(words):
    """Return number words without what the noun behind them changes."""
    endings = {
        "una": "uno",
        "un": "uno",
        "veintiún": "veintiuno",
        "veintiuna": "veintiuno",
        "une": "uno",
        "ein": "eins",
        "eine": "eins",
        "einer": "eins",
        "einem": "eins",
    }
    return " ".join(
        endings.get(word, word)
        for word in words.replace("cientas", "cientos").replace("quinientas", "quinientos").split()
    )


@pytest.mark.parametrize("language", LANGUAGES)
@given(
    number=st.integers(0, 999_999),
    unit=st.sampled_from(["kg", "km", "%", "W", "cm"]),
    space=st.sampled_from(["", " "]),
)
def test_the_number_said_is_the_number_written(language, number, unit, space):
    for written in {str(number), f"{number:,}".replace(",", GROUPS[language])}:
        said = plain(spoken_text(f"{written}{space}{unit}", language))
        assert neuter(said).startswith(neuter(in_words(number, language)) + " "), (written, said)


ENGLISH_NUMBERS = {
    "1": "one",
    "2": "two",
    "1½": "one and a half",
    "1 1/2": "one and a half",
    "10-12": "ten to twelve",
    "8 or 10": "eight or ten",
    "3x10": "three times ten",
    "3 x 8-12": "three times eight to twelve",
    "~10": "about ten",
    "10+": "ten or more",
    "<10": "less than ten",
    "1,000": "one thousand",
}


@pytest.mark.parametrize("space", ["", " "])
def test_a_unit_is_said_behind_every_form_of_number(space):
    table = load_table("en")
    wrong = {}
    for unit in table.units.values():
        for spelling in unit.written:
            is_word_too = space and table.lists_exactly("glued", spelling)
            forms = {} if is_word_too or spelling == unit.one else ENGLISH_NUMBERS
            for written, said in forms.items():
                text = f"{written}{space}{spelling}"
                name = unit.one if written == "1" else unit.many
                if plain(spoken_text(text, "en")) != plain(f"{said} {name}"):
                    wrong[text] = spoken_text(text, "en")
    assert wrong == {}


SHORT = ["10 {}", "Each {}", "1. {}", "({})"]


def test_an_abbreviation_is_said_wherever_it_stands():
    data = load_table("en").data
    units = {spelling.casefold() for unit in data.units.values() for spelling in unit.written}
    wrong = {}
    for written, said in {**data.abbreviations, **data.capitals}.items():
        is_unit = written.rstrip(".").casefold() in units
        for text in SHORT if not is_unit and " per " not in said else ():
            heard = f" {plain(spoken_text(text.format(written), 'en'))}"
            if not all(f" {word[:3]}" in heard for word in plain(said).split()):
                wrong[text.format(written)] = heard
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
@given(
    whole=st.integers(0, 999),
    digits=st.text("0123456789", min_size=1, max_size=2),
    unit=st.sampled_from(["kg", "km"]),
)
def test_a_decimal_is_said_with_all_its_digits(language, whole, digits, unit):
    sign, word = DECIMALS[language]
    said = plain(spoken_text(f"{whole}{sign}{digits} {unit}", language)).split(f" {plain(word)} ")
    assert neuter(said[0]) == neuter(in_words(whole, language))
    one_by_one = " ".join(in_words(int(digit), language) for digit in digits)
    together = in_words(int(digits), language)
    assert said[1].startswith((one_by_one, together) if digits[0] != "0" else one_by_one)


@pytest.mark.parametrize("language", LANGUAGES)
@given(low=st.integers(1, 99), more=st.integers(1, 99), dash=st.sampled_from(["-", "–", " - ", "~"]))  # noqa: RUF001
def test_both_ends_of_a_range_are_said(language, low, more, dash):
    said = neuter(plain(spoken_text(f"{low}{dash}{low + more} kg", language)))
    to = plain(load_table(language).say["to"])
    ends = [neuter(in_words(number, language)) for number in (low, low + more)]
    assert said.startswith(f"{ends[0]} {to} {ends[1]} ")


@pytest.mark.parametrize("language", LANGUAGES)
@given(minutes=st.integers(0, 99), seconds=st.integers(0, 59))
def test_the_time_said_is_the_time_written(language, minutes, seconds):
    said = neuter(plain(spoken_text(f"{minutes}:{seconds:02}", language)))
    parts = [neuter(in_words(part, language)) for part in (minutes, seconds) if part] or [
        neuter(in_words(0, language))
    ]
    found = [part for part in parts if f" {part} " in f" {said} "]
    assert found == parts


FORMS = ("{}", "{} ", "1-{}", "3x{} ", "~{} ", "<{} ", "≥ {} ", "±{} ", "@ {} ", "({} ", "2 x {}")
COUNTED = {  # what is said of one and of several
    "en": {"min": "minute minutes", "rep": "rep reps", "h": "hour hours", "kg": "kilo kilos", "day": "day days"},
    "de": {"Min.": "Minute Minuten", "Wdh.": "Wiederholung Wiederholungen", "Std.": "Stunde Stunden", "Übg.": "Übung Übungen"},
    "fr": {"mn": "minute minutes", "rép.": "répétition répétitions", "j": "jour jours", "sér": "série séries", "mvt": "mouvement mouvements"},
    "es": {"min": "minuto minutos", "rep.": "repetición repeticiones", "h": "hora horas", "ejerc.": "ejercicio ejercicios"},
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_number_agrees_with_its_unit(language, form):
    """The number is heard, its unit too, in the singular behind one alone."""
    for unit, words in COUNTED[language].items():
        one, many = words.split()
        for number in (1, 5, 21) if form[0] != "1" else (5, 21):
            written = f"{form.format(number)}{unit}"
            said = plain(spoken_text(written, language).replace("d'", "de ")).split()
            assert said[-1] == plain(one if number == 1 else many), written
            assert neuter(in_words(number, language)).split()[-1] in neuter(" ".join(said[:-1])).split(), (
                written
            )


MEANINGFUL = [
    "10",
    "1/2",
    "½",
    "3x10",
    "20 kg",
    "→",
    "&",
    "≥ 5",
    "± 2",
    "RDL",
    "II",
    "50 %",
    "90°",
    "€",
    "w/ band",
    "A1",
    "②",
    "\N{FULLWIDTH DIGIT ONE}0",
    "°C",
    "√",
    "²",
    "up",
    "Ω",
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("meaning", MEANINGFUL)
def test_nothing_with_a_meaning_vanishes(language, meaning):
    """Beside other words, it changes what is said, and its words come on top of theirs."""
    around = spoken_text("Alpha beta", language).split()
    said = spoken_text(f"Alpha {meaning} beta", language).split()
    assert len(said) > len(around)


@pytest.mark.parametrize("language", LANGUAGES)
@given(
    st.lists(
        st.sampled_from(
            [
                "12",
                "3x10",
                " ",
                "kg",
                "-",
                "/",
                ":",
                "x",
                ".",
                ",",
                "½",
                "'",
                '"',
                "RDL",
                "II",
                "a",
                "[",
                "<b>",
                "%",
                "+",
                "~",
                "L",
                "mo",
                "0",
                "º",
                "°",
                "h",
                "M",
                "S",
                "u.",
                "RM",
                "Mon",
            ]
        ),
        max_size=14,
    ).map("".join)
)
@example('12/½"')
@example("º 1/2cd")
def test_every_number_leaves_a_word(language, text):
    if any(map(str.isdecimal, text)):
        assert spoken_text(text, language)
        assert not re.search(r"\d", spoken_text(text, language))


REPEATED = [
    "1",
    "1,",
    "1.",
    "1 ",
    "1:",
    "1/",
    "1x",
    "1-",
    "-",
    "a",
    "a ",
    "a/",
    "a.",
    "<a",
    "<",
    "[",
    "'",
    '"',
    "1'",
    '1"',
    "½",
    "RDL ",
    "A",
    "II ",
    " ",
    "(",
    "x",
    "@",
    "#1 ",
    "Mo/",
    "L ",
    "e.",
    "$",
    "1º-",
    "V1-",
    "Mon 1/",
    "1. u. ",
    "I, ",
    "->",
    "…",
    "°",
    "http://a.b ",
    "[pause ",
    "</",
    "1 h ",
    "1 M ",
    "m-1/",
    "Mon, W, ",
]


@pytest.mark.parametrize("repeated", REPEATED)
def test_a_long_text_takes_no_longer_than_its_length(repeated):
    """Ten times the text may take thirty times as long on a busy machine, not a hundred times."""
    from voicecoach.speech.reading.aloud import read_aloud
    from voicecoach.speech.reading.characters import plain_characters, without_markup

    def seconds(length):
        text = repeated * (length // len(repeated))
        started = time.process_time()
        read_aloud(without_markup(plain_characters(text)), "en")
        return time.process_time() - started

    seconds(800)
    assert seconds(8_000) < max(30 * seconds(800), 0.13)  # what is spoken has 2,000 characters at most

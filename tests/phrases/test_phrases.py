"""Every language says the same things, and says numbers as its speakers do."""

import tomllib
from decimal import Decimal
from importlib.resources import files
from string import Formatter

import pytest
from num2words import CONVERTER_CLASSES

from voicecoach import phrases as data
from voicecoach.language.leaves import CallKind
from voicecoach.language.model import LEFT, RIGHT
from voicecoach.phrases import has_phrases, load_phrases, phrase_languages
from voicecoach.timeline.patterns import Endings, Numeral, fill, number_words, plural_category
from voicecoach.timeline.phrases import Phrases

LANGUAGES = phrase_languages()
COUNTED = (
    *("hour", "minute", "second", "item", "repeater_holds", "reps", "screen_reps"),
    *("kilo", "pound", "millimeter", "centimeter", "inch"),
)
CATEGORIES = {"zero", "one", "two", "few", "many", "other"}


def table(language):
    return tomllib.loads(files(data).joinpath(f"{language}.toml").read_text("utf-8"))


def counted(key):
    """Return what is counted and the plural category, for `reps_few`; two empty texts for other keys."""
    name, _, category = key.rpartition("_")
    return (name, category) if name in COUNTED and category in CATEGORIES else ("", "")


def plain_keys(language):
    return {key for key in table(language) if not counted(key)[0]} - {"number_forms"}


def patterns(language):
    """Return (key, pattern) of all texts."""
    for key, value in table(language).items():
        if key != "number_forms":
            yield from ((key, text) for text in ([value] if isinstance(value, str) else value))


def names(pattern):
    return {name for _, name, _, _ in Formatter().parse(pattern) if name}


def test_the_four_languages_are_there():
    assert LANGUAGES == ("de", "en", "es", "fr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_is_named_as_its_language_and_the_libraries_know_it(language):
    assert table(language)["language"] == language
    assert language in CONVERTER_CLASSES
    assert plural_category(7, language) in CATEGORIES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_keys_of_english(language):
    assert plain_keys(language) == plain_keys("en")
    for name in COUNTED:
        assert f"{name}_other" in table(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plural_categories_are_those_that_the_language_has(language):
    own = {plural_category(number, language) for number in range(1001)} | {"other"}
    for name in COUNTED:
        assert {
            category for key in table(language) if counted(key)[0] == name for _, category in [counted(key)]
        } == own


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_category_of_several_numbers_says_which(language):
    for key, pattern in patterns(language):
        name, category = counted(key)
        if name and [plural_category(number, language) for number in range(201)].count(category) > 1:
            assert "n" in names(pattern), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_has_the_places_of_the_english_one(language):
    english = table("en")
    for key, value in table(language).items():
        name, _ = counted(key)
        if name:
            assert names(value) | {"n"} == names(english[f"{name}_other"]) | {"n"}, key
        elif isinstance(value, str):
            assert names(value) == names(english[key]), key
        elif isinstance(value, list):
            assert set().union(*map(names, value)) == set().union(*map(names, english[key])), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_wordings_come_longest_first_and_end_as_sentences(language):
    stand_in = {"n": "six", "total": "six"}
    for key, value in table(language).items():
        if isinstance(value, list):
            lengths = [
                len(text.format_map({name: stand_in.get(name, "Linke Seite") for name in names(text)}))
                for text in value
            ]
            assert lengths == sorted(lengths, reverse=True), key
            assert all(text.endswith(".") for text in value), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_forms_that_the_file_explains_are_used(language):
    explained = set(table(language).get("number_forms", {}))
    used = {form for _, text in patterns(language) for _, _, form, _ in Formatter().parse(text) if form}
    assert used == explained


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_method_says_something_in_every_case(language):
    words = load_phrases(language)
    said = [
        *words.get_ready(),
        *words.ready(),
        *words.start_in("Hang", 10_000),
        *words.rest(),
        *words.halfway(),
        words.unnamed_hold(),
        words.unnamed_circuit(),
    ]
    for side in (LEFT, RIGHT):
        said += [words.side(side), *words.switch(side)]
        for is_next in (True, False):
            said += words.exercise("plank", "x", side=side, is_next=is_next)
    for number in (1, 2, 3):
        is_last = number == 3
        for kind in CallKind:
            said += words.call(kind, number, 3, is_last=is_last)
        said += words.call(CallKind.ROUND, number, 3, name="Climb", is_last=is_last)
        said += words.repeater_number(number, is_last=is_last)
        said += [words.item("plank", count=number), *words.repeaters("plank", number, number * 1000)]
        said += words.circuit(number * 60_000, ["a", "b"]) + words.circuit(number * 60_000, [])
        said += words.time_left(number * 30_000)
    assert all(text.strip() == text and text and "{" not in text for text in said)
    cues = [text for text in said if text.endswith(".")]
    assert all(text[0] == text[0].upper() for text in cues)


AMOUNTS = {
    "en": ("one kilo", "twenty one pounds", "two point five inches", "eighty percent", "effort eight"),
    "de": ("ein Kilo", "einundzwanzig Pfund", "zwei Komma fünf Zoll", "achtzig Prozent", "Anstrengung acht"),
    "es": ("un kilo", "veintiuna libras", "dos punto cinco pulgadas", "ochenta por ciento", "esfuerzo ocho"),
    "fr": (
        "un kilo",
        "vingt et une livres",
        "deux virgule cinq pouces",
        "quatre-vingts pour cent",
        "effort huit",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_loads_and_edges_agree_with_their_number(language):
    words = load_phrases(language)
    assert AMOUNTS[language] == (
        words.amount("kilo", 1),
        words.amount("pound", 21),
        words.amount("inch", Decimal("2.5")),
        words.with_number("load_percent", 80),
        words.with_number("effort", 8),
    )


DURATIONS_MS = (
    0,
    1_000,
    2_000,
    2_500,
    10_000,
    21_000,
    30_000,
    45_000,
    60_000,
    61_000,
    81_000,
    90_000,
    3_600_000,
    3_661_000,
)
DURATIONS = {
    "en": (
        "zero seconds", "one second", "two seconds", "two point five seconds", "ten seconds", "twenty one seconds",
        "thirty seconds", "forty five seconds", "one minute", "one minute one second", "one minute twenty one",
        "one minute thirty", "one hour", "one hour one minute one second",
    ),
    "de": (
        "null Sekunden", "eine Sekunde", "zwei Sekunden", "zwei Komma fünf Sekunden", "zehn Sekunden",
        "einundzwanzig Sekunden", "dreißig Sekunden", "fünfundvierzig Sekunden", "eine Minute",
        "eine Minute und eine Sekunde", "eine Minute einundzwanzig", "eine Minute dreißig", "eine Stunde",
        "eine Stunde, eine Minute und eine Sekunde",
    ),
    "es": (
        "cero segundos", "un segundo", "dos segundos", "dos punto cinco segundos", "diez segundos",
        "veintiún segundos", "treinta segundos", "cuarenta y cinco segundos", "un minuto", "un minuto y un segundo",
        "un minuto veintiuno", "un minuto treinta", "una hora", "una hora, un minuto y un segundo",
    ),
    "fr": (
        "zéro seconde", "une seconde", "deux secondes", "deux virgule cinq secondes", "dix secondes",
        "vingt et une secondes", "trente secondes", "quarante-cinq secondes", "une minute",
        "une minute et une seconde", "une minute vingt et une", "une minute trente", "une heure",
        "une heure, une minute et une seconde",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_durations(language):
    words = load_phrases(language)
    assert tuple(words.duration(duration_ms) for duration_ms in DURATIONS_MS) == DURATIONS[language]


def test_a_part_of_one_is_said_as_the_language_does():
    assert load_phrases("en").duration(1_500) == "one point five seconds"
    assert load_phrases("fr").duration(1_500) == "un virgule cinq seconde"
    assert load_phrases("es").duration(2_100) == "dos punto uno segundos"


NUMBERS = (0, 1, 2, 10, 21, 30, 31, 45, 60, 71, 80, 90, 200)
COUNTING = {
    "en": "zero, one, two, ten, twenty one, thirty, thirty one, forty five, sixty, seventy one, eighty, ninety, "
    "two hundred",
    "de": "null, eins, zwei, zehn, einundzwanzig, dreißig, einunddreißig, fünfundvierzig, sechzig, einundsiebzig, "
    "achtzig, neunzig, zweihundert",
    "es": "cero, uno, dos, diez, veintiuno, treinta, treinta y uno, cuarenta y cinco, sesenta, setenta y uno, ochenta, "
    "noventa, doscientos",
    "fr": "zéro, un, deux, dix, vingt et un, trente, trente et un, quarante-cinq, soixante, soixante et onze, "
    "quatre-vingts, quatre-vingt-dix, deux cents",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_as_in_counting(language):
    words = load_phrases(language)
    assert ", ".join(words.number(number) for number in NUMBERS) == COUNTING[language]


REPS = {
    "en": ("zero reps", "one rep", "two reps", "ten reps", "twenty one reps", "thirty one reps", "two hundred reps"),
    "de": (
        "null Wiederholungen", "eine Wiederholung", "zwei Wiederholungen", "zehn Wiederholungen",
        "einundzwanzig Wiederholungen", "einunddreißig Wiederholungen", "zweihundert Wiederholungen",
    ),
    "es": (
        "cero repeticiones", "una repetición", "dos repeticiones", "diez repeticiones", "veintiuna repeticiones",
        "treinta y una repeticiones", "doscientas repeticiones",
    ),
    "fr": (
        "zéro répétition", "une répétition", "deux répétitions", "dix répétitions", "vingt et une répétitions",
        "trente et une répétitions", "deux cents répétitions",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_reps_agree_with_their_number(language):
    words = load_phrases(language)
    assert tuple(words.reps(count) for count in (0, 1, 2, 10, 21, 31, 200)) == REPS[language]


CALLS = {
    "en": ("Round one of three.", "Last round.", "Set two of three.", "Switch. Left side.", "left", "Ten seconds.",
           "Last minute.", "Five minutes left.", "Next: Plank. Right side. One minute thirty."),
    "de": ("Runde eins von drei.", "Letzte Runde.", "Satz zwei von drei.", "Wechsel. Linke Seite.", "links",
           "Noch zehn Sekunden.", "Letzte Minute.", "Noch fünf Minuten.",
           "Nächste Übung: Plank. Rechte Seite. Eine Minute dreißig."),
    "es": ("Ronda uno de tres.", "Última ronda.", "Serie dos de tres.", "Cambio. Lado izquierdo.", "izquierda",
           "Diez segundos.", "Último minuto.", "Cinco minutos más.",
           "Siguiente: Plank. Lado derecho. Un minuto treinta."),
    "fr": ("Tour un sur trois.", "Dernier tour.", "Série deux sur trois.", "Changez. Côté gauche.", "gauche",
           "Encore dix secondes.", "Dernière minute.", "Encore cinq minutes.",
           "Ensuite : Plank. Côté droit. Une minute trente."),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_calls(language):
    words = load_phrases(language)
    assert CALLS[language] == (
        words.call(CallKind.ROUND, 1, 3)[0],
        words.call(CallKind.ROUND, 3, 3, is_last=True)[0],
        words.call(CallKind.SET, 2, 3)[0],
        words.switch(LEFT)[0],
        words.side(LEFT),
        words.time_left(10_000)[0],
        words.time_left(60_000)[0],
        words.time_left(300_000)[0],
        words.exercise("Plank", words.duration(90_000), side=RIGHT, is_next=True)[0],
    )


def test_a_regions_language_is_that_of_its_base():
    assert has_phrases("de-AT")
    assert load_phrases("de_at") is load_phrases("de")
    assert not has_phrases("it")
    assert load_phrases("it") is load_phrases("en")


# --- what a translator may need beyond the four ---------------------------------------------------


def test_a_language_may_have_more_plural_categories():
    polish = Phrases(
        language="pl",
        table={
            "number_hyphen": "-",
            "reps_one": "{n:feminine} powtórka",
            "reps_few": "{n:feminine} powtórki",
            "reps_other": "{n} powtórek",
        },
        forms={"feminine": Endings(last=(("jeden", "jedna"), ("dwa", "dwie")))},
    )
    assert [polish.reps(count) for count in (1, 2, 5, 22)] == [
        "jedna powtórka",
        "dwie powtórki",
        "pięć powtórek",  # `many` has no text of its own and falls back to `other`
        "dwadzieścia dwie powtórki",
    ]


def test_endings_of_the_last_word_and_of_every_word():
    endings = Endings(last=(("uno", "una"),), every=(("cientos", "cientas"),))
    assert endings.applied("doscientos uno") == "doscientas una"
    assert endings.applied("uno doscientos") == "uno doscientas"


def test_a_value_that_begins_a_sentence_gets_a_capital_and_no_other_does():
    values = {"name": "plank", "n": Numeral("un", {"feminine": "une"})}
    assert fill("Encore {n}. {name}.", values) == "Encore un. Plank."
    assert fill("¡{name} y {name}!", values) == "¡Plank y plank!"
    assert fill("{n:feminine} fois", values) == "une fois"
    assert fill("{n:neuter} fois", values) == "un fois"


def test_a_name_with_braces_is_said_as_it_is():
    words = load_phrases("en").exercise("{side} hang", "x", side=None, is_next=False)
    assert words == ("{side} hang. X.", "{side} hang.")


def test_decimals_are_exact():
    assert number_words(Decimal("2.025"), "de") == "zwei Komma null zwei fünf"

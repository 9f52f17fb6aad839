"""What every real engine must do, asked of each that is installed: through the worker, as the program uses it."""

import numpy as np
import pytest
from references import loudness_lufs, true_peak_dbtp
from speech_support import said

from voicecoach.errors import SpeechError
from voicecoach.speech.cache import ClipCache
from voicecoach.speech.engines import choose, engines
from voicecoach.speech.engines.kokoro_engine import KOKORO
from voicecoach.speech.estimate import SILENT
from voicecoach.speech.session import open_speech
from voicecoach.timeline.audible import Utterance

# kokoro needs half a second of a core for a second of speech: test_speech_kokoro asks it a little
ENGINES = [spec.name for spec in engines() if spec not in (SILENT, KOKORO) and spec.installed()]
COUNTDOWN = ["Five.", "Four.", "Three.", "Two.", "One."]
TEXTS = [
    *COUNTDOWN,
    "Halfway.",
    "Ten seconds.",
    "Step down.",
    "Walk your feet forward, tuck the pelvis.",
    "Rest. Next: bar hang, 30s.",
    "Don't stop, push-ups 8-12.",
    "Stop if you feel sharp pain, numbness or tingling.",
]


@pytest.fixture(scope="module", params=ENGINES)
def speech(request, tmp_path_factory):
    choice = choose(request.param, "en")
    with open_speech(choice, cache=ClipCache(tmp_path_factory.mktemp("clips")), workers=1) as speech:
        speech.lengths(said(*TEXTS))
        yield speech


@pytest.fixture
def clips(speech):
    return {text: speech.clip(Utterance(text=text)).samples[:, 0].astype(np.float64) for text in TEXTS}


def onset_ms(samples, threshold_db):
    """Return the first ms whose following 5 ms exceed a threshold under the clip's highest sample."""
    energy = np.concatenate([[0.0], np.cumsum(samples**2)])
    starts = np.arange(0, samples.size - 240, 48)
    levels = np.sqrt((energy[starts + 240] - energy[starts]) / 240)
    return int(np.flatnonzero(levels > np.abs(samples).max() * 10 ** (threshold_db / 20))[0])


def test_lengths_are_those_of_the_clips(speech, clips):
    lengths = speech.lengths(said(*TEXTS))
    for text, samples in clips.items():
        assert samples.size == lengths[Utterance(text=text)] * 48
        assert 200 < lengths[Utterance(text=text)] < 6000


def test_every_clip_has_the_target_loudness_and_no_peak_above_its_ceiling(clips):
    for text, samples in clips.items():
        assert loudness_lufs(samples) == pytest.approx(-16, abs=0.5), text
        assert true_peak_dbtp(samples) <= -1, text


def test_every_clip_sounds_within_its_first_10_ms(clips):
    for text, samples in clips.items():
        assert onset_ms(samples, -40) < 10, text


@pytest.mark.parametrize("threshold_db", [-45, -40, -35, -30])
def test_countdown_words_begin_where_they_are_placed(clips, threshold_db):
    for text in COUNTDOWN:
        assert onset_ms(clips[text], threshold_db) <= 20, text


def test_the_same_clip_comes_in_any_order_from_any_process(speech, clips, tmp_path):
    choice = speech._choice
    with open_speech(choice, cache=ClipCache(tmp_path / "again"), workers=2) as other:
        for text in [*reversed(TEXTS[:8])] * 2:
            other.lengths(said(text))
        others = {text: other.clip(Utterance(text=text)).samples[:, 0] for text in TEXTS[:8]}
    for text, samples in others.items():
        assert np.array_equal(samples, clips[text].astype(np.float32)), text


def test_faster_speech_is_shorter(speech):
    usual, faster = said(*TEXTS), said(*TEXTS, speed_percent=115)
    lengths = speech.lengths([*usual, *faster])
    assert all(lengths[quick] < lengths[calm] for quick, calm in zip(faster, usual, strict=True))
    total = sum(lengths[quick] for quick in faster) / sum(lengths[calm] for calm in usual)
    assert total == pytest.approx(1 / 1.15, abs=0.03)


def test_the_rate_is_words_a_minute(speech, tmp_path):
    texts = [
        "Soft knees, hinge at the hip.",
        "Keep the weight close to your body.",
        "Look straight ahead.",
        *COUNTDOWN,
    ]
    words = sum(len(text.split()) for text in texts)
    with open_speech(speech._choice, cache=ClipCache(tmp_path), rate_wpm=150) as slower:
        minutes = sum(slower.lengths(said(*texts)).values()) / 60_000
    assert words / minutes == pytest.approx(150, rel=0.2)


@pytest.mark.parametrize(
    "text",
    [
        "<speak>hello</speak>",
        "[[h@l'oU]]",
        "a\x00b\ud800c",
        "Go 💪 go",
        "50 % of 1RM & more",
        "(whisper)",
        "-v de",
        "'\"; rm -rf /",
        "عشر ثوان, ten",
        "\u202eten seconds\u202c",
        "ten\u200d\ufe0f seconds 🏋🏽‍♀️",
        "%s%n $(reboot) `ls`",
    ],
)
def test_hostile_texts_are_spoken(speech, text):
    assert speech.lengths(said(text))[said(text)[0]] > 50


@pytest.mark.parametrize("text", ["", "...", "💪", "\x00", "\ud800", "\u202e", "[[]]", "word " * 2000])
def test_what_cannot_be_spoken_is_refused_before_the_engine(speech, text):
    with pytest.raises(SpeechError):
        speech.lengths(said(text))


@pytest.mark.parametrize(
    "text",
    ["a" * 100, "-" * 300 + "1", "1" * 100, "Step. " * 20, "ß\u0301" * 100],
    ids=["a letter", "dashes", "digits", "sentences", "accents"],
)
def test_strange_texts_are_spoken_or_refused(speech, text):
    refusal = None
    try:
        assert speech.lengths(said(text))[said(text)[0]] > 50
    except SpeechError as problem:
        refusal = problem
    assert refusal is None or (refusal.text == text and speech.engine in refusal.message)


def test_an_unknown_voice_is_an_error_of_the_option_and_not_of_the_text(speech):
    with pytest.raises(SpeechError, match=r"^the engine .* has no voice `nobody`$") as caught:
        speech.lengths(said("Hang.", voice="nobody"))
    assert caught.value.option == "voice"


def test_a_language_has_its_own_voice(tmp_path):
    lengths = {}
    for language in ("de", "fr"):
        with open_speech(choose("pyttsx3", language), cache=ClipCache(tmp_path)) as speech:
            (utterance,) = said("Garage, orange, restaurant")
            speech.lengths([utterance])
            lengths[language] = speech.clip(utterance).samples.tobytes()
    assert len(set(lengths.values())) == 2


def test_a_text_that_gives_no_sound_is_an_error(speech):
    """espeak-ng has a name for every character; hibari says nothing and reports no error."""
    if speech._choice.spec.name == "hibari":
        with pytest.raises(SpeechError, match="cannot say `健康`: no sound came back"):
            speech.lengths(said("健康"))
    else:
        assert speech.lengths(said("健康"))

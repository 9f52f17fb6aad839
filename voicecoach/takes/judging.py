"""What is wrong with a take, and where the words are in it. Arrays in, a verdict out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
from msgspec import Struct

from voicecoach.sound.filters import filtered
from voicecoach.sound.loudness import HIGH_PASS, OFFSET_LU, SHELF
from voicecoach.sound.spans import FrameRange
from voicecoach.speech.envelope import HOP_FRAMES, WINDOW_FRAMES, envelope
from voicecoach.speech.process import FADE_FRAMES, resample
from voicecoach.units import FRAMES_PER_MS, MS_PER_S, SAMPLE_RATE

if TYPE_CHECKING:
    import numpy.typing as npt

    from voicecoach.sound.clip import Samples
    from voicecoach.sound.filters import Mono

SILENT_DBFS: Final = -60.0  # if the loudest 5 ms of a take are softer, it has no words
LEAST_OVER_NOISE_DB: Final = 12.0  # words stand out further
SOFTEST_LUFS: Final = -42.0
LEAST_SNR_DB: Final = 25.0
CLIPPED: Final = 0.99
CLIPPED_FRAMES: Final = 3  # in a row
DULL_BELOW_HZ: Final = 24_000  # such a sample rate has little of what tells an `s` from an `f`
NARROW_HZ: Final = 8_000  # what headsets give in calls, at whatever rate the sound system hands it on
EARLY_MS: Final = 500  # before the end of the 3-2-1, so that an early start is still heard

_ONSET_DB: Final = -40.0  # below the loudest 5 ms, as for synthetic speech
_DECAY_DB: Final = -50.0
_ONSET_OVER_NOISE_DB: Final = 9.0
_DECAY_OVER_NOISE_DB: Final = 7.0
_CONSONANTS_HZ: Final = (4_000, 7_000)
_ABOVE_NARROW_HZ: Final = (9_500, 12_000)
_LEAST_CONSONANTS_DB: Final = (
    -50.0
)  # under all of the words: with less, nothing is said of what is above them
_CUT_OFF_DB: Final = -35.0  # under the consonants: no voice falls so steeply
_NOISE_WINDOW_MS: Final = 50
_NOISE_PERCENTILE: Final = 10
_JOINED_MS: Final = 250  # a pause within words
_CLICK_MS: Final = 40  # a key, a bump: shorter than any word
_AT_EDGE_MS: Final = 30


class Capture(Struct, frozen=True, kw_only=True, eq=False):
    """What a microphone gave: float32 `(frames, channels)` at its own rate, the time before the take included."""

    samples: Samples
    sample_rate: int
    begin_frame: int  # where the 3-2-1 was over
    overflows: int = 0  # how often frames were lost


class Silent(Struct, frozen=True, kw_only=True):
    """No words in it."""


class TakeTooLong(Struct, frozen=True, kw_only=True):
    length_ms: int
    longest_ms: int


class Clipped(Struct, frozen=True, kw_only=True):
    """The microphone was turned up too far."""


class TooSoft(Struct, frozen=True, kw_only=True):
    loudness_lufs: float


class Noisy(Struct, frozen=True, kw_only=True):
    """The background is too loud: the words are only this much louder."""

    snr_db: float


class CutOff(Struct, frozen=True, kw_only=True):
    """The first word begins before the take does, or the last one goes on after its end."""

    at_start: bool


class Broken(Struct, frozen=True, kw_only=True):
    """Frames were lost on the way."""


class Dull(Struct, frozen=True, kw_only=True):
    """Nothing above this is heard, so consonants sound alike."""

    highest_hz: int


Fault: TypeAlias = Silent | TakeTooLong | Clipped | TooSoft | Noisy | CutOff | Broken | Dull


class Verdict(Struct, frozen=True, kw_only=True):
    """`words` is where the words are, in frames at 48,000 Hz; empty where there are none."""

    faults: tuple[Fault, ...]
    words: FrameRange
    loudness_lufs: float  # of the words

    @property
    def length_ms(self) -> int:
        return -(-(self.words.end_frame - self.words.start_frame) // FRAMES_PER_MS)

    @property
    def has_words(self) -> bool:
        return self.words.end_frame > self.words.start_frame


def judge(capture: Capture, *, longest_ms: int | None) -> Verdict:
    """Return where the words are in a take, and what is wrong with it. `longest_ms` is how long they may be."""
    samples = loudest_channel(capture)
    weighted = filtered(samples, SHELF, HIGH_PASS)  # as the ear: no rumble
    power = np.square(envelope(weighted))
    noise_power = _noise_power(power)
    begin_ms = max(0, capture.begin_frame * MS_PER_S // capture.sample_rate - EARLY_MS)
    words_ms = _words_ms(power, begin_ms, noise_power)
    if words_ms is None:
        empty = FrameRange(start_frame=0, end_frame=0)
        return Verdict(faults=(Silent(),), words=empty, loudness_lufs=_db(0.0))
    words = FrameRange(
        start_frame=max(0, words_ms[0] * FRAMES_PER_MS - FADE_FRAMES),
        end_frame=min(samples.size, words_ms[1] * HOP_FRAMES + WINDOW_FRAMES + FADE_FRAMES),
    )
    spoken = power[slice(*words_ms)]
    spoken_power = float(spoken[spoken >= spoken.mean() / 10].mean())
    loudness_lufs = OFFSET_LU + _db(spoken_power)
    snr_db = _db(spoken_power) - _db(noise_power)
    length_ms = -(-(words.end_frame - words.start_frame) // FRAMES_PER_MS)
    faults: list[Fault] = []
    if capture.overflows:
        faults.append(Broken())
    if longest_ms is not None and length_ms > longest_ms:
        faults.append(TakeTooLong(length_ms=length_ms, longest_ms=longest_ms))
    if _is_clipped(capture):
        faults.append(Clipped())
    if loudness_lufs < SOFTEST_LUFS:
        faults.append(TooSoft(loudness_lufs=loudness_lufs))
    if snr_db < LEAST_SNR_DB:
        faults.append(Noisy(snr_db=snr_db))
    faults += [
        CutOff(at_start=at_start)
        for at_start, is_cut in (
            (True, words_ms[0] - begin_ms < _AT_EDGE_MS),
            (False, power.size - words_ms[1] < _AT_EDGE_MS),
        )
        if is_cut
    ]
    highest_hz = _highest_hz(capture.sample_rate, samples[words.start_frame : words.end_frame])
    if highest_hz * 2 < DULL_BELOW_HZ:
        faults.append(Dull(highest_hz=highest_hz))
    return Verdict(faults=tuple(faults), words=words, loudness_lufs=loudness_lufs)


def loudest_channel(capture: Capture) -> Mono:
    """Return one channel at 48,000 Hz: the loudest, as the other of a stereo input may be empty, or turned around."""
    samples = capture.samples
    energies = np.einsum("fc,fc->c", samples, samples, dtype=np.float64)
    loudest: Mono = samples[:, int(np.argmax(energies))].astype(np.float64)
    return resample(loudest, capture.sample_rate)


def _noise_power(power: Mono) -> float:
    """Return the noise floor: the softest tenth of the capture. Exact silence does not count, as the microphone was not running yet."""
    window = np.ones(_NOISE_WINDOW_MS) / _NOISE_WINDOW_MS
    smooth = np.convolve(power, window, "valid") if power.size >= _NOISE_WINDOW_MS else power
    sounding = smooth[smooth > 0]
    return float(np.percentile(sounding, _NOISE_PERCENTILE)) if sounding.size else 0.0


def _words_ms(power: Mono, begin_ms: int, noise_power: float) -> tuple[int, int] | None:
    """Return where the words begin and end in ms, or None if there are no words."""
    heard = power[begin_ms:]
    loudest = float(heard.max()) if heard.size else 0.0
    if _db(loudest) < SILENT_DBFS or _db(loudest) - _db(noise_power) < LEAST_OVER_NOISE_DB:
        return None
    onset = max(loudest * _ratio(_ONSET_DB), noise_power * _ratio(_ONSET_OVER_NOISE_DB))
    decay = max(loudest * _ratio(_DECAY_DB), noise_power * _ratio(_DECAY_OVER_NOISE_DB))
    stretches = _without_clicks(_stretches(heard >= onset))
    if not stretches:
        return None
    start, end = stretches[0][0], stretches[-1][1]
    softer = np.flatnonzero(heard[end:] < decay)
    end += int(softer[0]) if softer.size else heard.size - end
    # a window that begins before the sound contains its first ms at its end
    start += WINDOW_FRAMES // HOP_FRAMES - 1 if start else 0
    return begin_ms + start, begin_ms + max(end, start + 1)


def _stretches(is_loud: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the ranges in which it is loud; ranges close together are joined."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], is_loud, [False])).astype(np.int8)))
    found: list[tuple[int, int]] = []
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if found and start - found[-1][1] < _JOINED_MS:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _without_clicks(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Drop what is too short for a word at both ends, such as the key that ended the take."""
    first, after = 0, len(stretches)
    while first < after and stretches[first][1] - stretches[first][0] < _CLICK_MS:
        first += 1
    while after > first and stretches[after - 1][1] - stretches[after - 1][0] < _CLICK_MS:
        after -= 1
    return stretches[first:after]


def _highest_hz(sample_rate: int, words: Mono) -> int:
    """Return up to which frequency there can be any sound: half the rate, or 8 kHz where all that is higher was cut off."""
    energies = np.square(np.abs(np.fft.rfft(words)))
    hz = np.fft.rfftfreq(words.size, 1 / SAMPLE_RATE)

    def energy_db(band_hz: tuple[int, int]) -> float:
        return _db(float(energies[(hz >= band_hz[0]) & (hz < band_hz[1])].sum()))

    consonants_db = energy_db(_CONSONANTS_HZ)
    has_consonants = consonants_db - _db(float(energies.sum())) > _LEAST_CONSONANTS_DB
    if has_consonants and energy_db(_ABOVE_NARROW_HZ) - consonants_db < _CUT_OFF_DB:
        return min(NARROW_HZ, sample_rate // 2)
    return sample_rate // 2


def _is_clipped(capture: Capture) -> bool:
    """Tell whether several samples in a row are at full scale."""
    full = np.abs(capture.samples) >= CLIPPED
    for channel in full.T:
        at = np.flatnonzero(channel)
        runs = at[CLIPPED_FRAMES - 1 :] - at[: max(0, at.size - CLIPPED_FRAMES + 1)]
        if (runs == CLIPPED_FRAMES - 1).any():
            return True
    return False


def _db(power: float) -> float:
    return float(10 * np.log10(max(power, 1e-12)))


def _ratio(level_db: float) -> float:
    return float(10 ** (level_db / 10))

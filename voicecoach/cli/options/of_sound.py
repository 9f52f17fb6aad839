"""With which voice, which tones, how loud, and over what music."""

from typing import Annotated

from msgspec import Struct

from voicecoach.assets import DEFAULT_PACK
from voicecoach.cli import completing
from voicecoach.cli.options.base import SOUND, VOICE, Quiet, flag, list_option, option
from voicecoach.studio.defaults import DEFAULT_DUCK_DB, DEFAULT_ENGINE


class VoiceOptions(Struct, frozen=True, kw_only=True):
    """With which voice."""

    engine: Annotated[
        str,
        option(
            "--engine",
            panel=VOICE,
            metavar="NAME",
            autocompletion=completing.engines,
            help="auto, or one that `voicecoach voices` lists; none estimates lengths, without sound.",
        ),
    ] = DEFAULT_ENGINE
    voice: Annotated[
        str,
        option(
            "--voice",
            panel=VOICE,
            metavar="NAME",
            autocompletion=completing.voices,
            help="A voice, see `voicecoach voices`; or a folder of recordings, or a voice file.",
        ),
    ] = ""
    rate: Annotated[
        int,
        option(
            "--rate",
            panel=VOICE,
            metavar="WPM",
            min=0,
            max=400,
            help="Words a minute; 0: the voice's own pace.",
        ),
    ] = 0
    language: Annotated[
        str,
        option(
            "--language",
            panel=VOICE,
            metavar="CODE",
            autocompletion=completing.languages,
            help="Language of the voice; the routine's own if left out.",
        ),
    ] = ""
    noisy: Annotated[
        bool, flag("--noisy", panel=VOICE, help="A voice that is understood in a noisy room.")
    ] = False
    quiet: Quiet = False


class SoundOptions(VoiceOptions, frozen=True, kw_only=True):
    """With which voice and which tones."""

    tones: Annotated[
        str,
        option(
            "--tones", panel=SOUND, metavar="PACK", autocompletion=completing.packs, help="The tone pack."
        ),
    ] = DEFAULT_PACK
    no_caution: Annotated[bool, flag("--no-caution", panel=SOUND, help="Leave out the spoken caution.")] = (
        False
    )


class Gains(Struct, frozen=True, kw_only=True):
    """How loud."""

    voice_gain: Annotated[
        float,
        option("--voice-gain", panel=SOUND, metavar="DB", min=-40, max=12, help="Louder or softer voice."),
    ] = 0.0
    tone_gain: Annotated[
        float,
        option("--tone-gain", panel=SOUND, metavar="DB", min=-40, max=12, help="Louder or softer tones."),
    ] = 0.0


class Surroundings(Struct, frozen=True, kw_only=True):
    """What sounds besides the cues."""

    bed: Annotated[
        tuple[str, ...],
        list_option(
            "--bed",
            panel=SOUND,
            metavar="FILE",
            help="Background music; repeat it for a playlist; `off` for none.",
        ),
    ] = ()
    duck: Annotated[
        float,
        option(
            "--duck",
            panel=SOUND,
            metavar="DB",
            min=0,
            max=60,
            help="How far the bed goes down under cues.",
        ),
    ] = DEFAULT_DUCK_DB
    wake: Annotated[
        str,
        option(
            "--wake",
            panel=SOUND,
            metavar="DURATION",
            help="A faint sound before cues, for headsets that fall asleep.",
        ),
    ] = ""

"""`voices`: what is heard in each language and what would be better; `voices add` and `voices remove`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from voicecoach.cli.terminal import show, show_json, show_table, show_text, tell
from voicecoach.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.speech.adding.adding import Bundle
    from voicecoach.speech.adding.recognising import NewVoice
    from voicecoach.speech.heard import Heard
    from voicecoach.speech.listing import EngineVoices

ACTIONS: Final = ("add", "remove")
MOST_LISTED: Final = 20  # an engine with more voices is listed in full for one language, and with --json


def change_voices(action: str, what: tuple[str, ...], *, language: str, yes: bool) -> int:
    """Do what stands after `voices`. Returns the exit code. Raises UsageError, InputError, OutputError."""
    if action not in ACTIONS:
        raise UsageError(
            f"`voices` has no `{action}`",
            hint="write `voices`, `voices add FILE…` or `voices remove NAME…`",
        )
    if not what:
        noun = (
            "the files of voices, an archive or a folder" if action == "add" else "the names of added voices"
        )
        raise UsageError(f"`voices {action}` takes {noun}", hint="`voicecoach voices` shows what there is")
    if action == "remove":
        _remove(what)
        return 0
    return _add(what, language=language, yes=yes)


def _add(files: tuple[str, ...], *, language: str, yes: bool) -> int:
    from voicecoach.speech.adding.adding import add, opened

    with opened(tuple(map(Path, files)), language=language) as bundle:
        _tell_of(bundle)
        if not bundle.new:
            if bundle.known:
                return 0
            raise InputError(
                "nothing is added: there is no voice in it that can be used here",
                hint="`voicecoach voices` names the command for each language",
            )
        if not (yes or _agrees(bundle.new)):
            return 0
        for voice in bundle.new:
            add(voice)
    many = f"{len(bundle.new)} voices" if len(bundle.new) > 1 else bundle.new[0].name
    show(f"added {many}")
    for line in _next_steps(bundle.new):
        show(line)
    return 0


def _tell_of(bundle: Bundle) -> None:
    if bundle.known:
        tell(f"there already: {', '.join(bundle.known)}")
    reasons: dict[str, list[str]] = {}
    for one in bundle.passed_over:
        reasons.setdefault(one.why, []).append(one.name)
    for why, names in reasons.items():
        tell(f"left out, as {why}: {', '.join(names)}")
    groups: dict[tuple[str, str, str], list[NewVoice]] = {}
    for voice in bundle.new:
        groups.setdefault((voice.engine, voice.card.languages[0], voice.card.licence), []).append(voice)
    for (engine, language, licence), voices in groups.items():
        size_mb = sum(voice.size_bytes for voice in voices) / 1e6
        tell(f"{engine}, {language}: {', '.join(voice.name for voice in voices)} ({size_mb:.1f} MB)")
        tell(f"  licence: {licence}")


def _agrees(voices: Sequence[NewVoice]) -> bool:
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageError("nothing is added without a yes", hint="read the licences above, and add --yes")
    import typer

    these = "this voice" if len(voices) == 1 else f"these {len(voices)} voices"
    return typer.confirm(f"add {these}?", default=False, err=True)


def _next_steps(voices: Sequence[NewVoice]) -> list[str]:
    from voicecoach.speech.engines import AUTO, choose, engine_named
    from voicecoach.speech.tags import base_language

    lines = []
    for name in dict.fromkeys(voice.engine for voice in voices):
        spec = engine_named(name)
        if spec is not None and not spec.installed():
            lines.append(f"the engine {name} is not installed yet: {spec.remedy}")
    for language in dict.fromkeys(base_language(voice.card.languages[0]) for voice in voices):
        choice = choose(AUTO, language)
        names = {voice.name for voice in voices}
        if choice.spec.default_voice(language) in names:
            lines.append(f"`{language}` is said by {choice.spec.name}, {choice.spec.default_voice(language)}")
        else:
            one = next(voice for voice in voices if base_language(voice.card.languages[0]) == language)
            lines.append(f"`{language}`: --voice {one.name}")
    return lines


def _remove(names: tuple[str, ...]) -> None:
    from voicecoach.speech.adding.adding import remove

    for name in names:
        removed = remove(name)
        show(f"removed {removed.name} ({removed.engine}, {removed.languages[0]})")


def show_voices(language: str, *, as_json: bool) -> None:
    from voicecoach.speech.heard import heard
    from voicecoach.speech.listing import list_voices

    engines = list_voices(language=language)
    if as_json:
        now = heard(language)
        show_json(
            [_as_data(engine, [one for one in now if one.engine == engine.engine]) for engine in engines]
        )
        return
    rows = [("language", "heard now", "missed", "better")]
    for one in heard(language):
        missed = "" if one.missed_percent is None else f"{one.missed_percent:.1f} %"
        rows.append((one.language, f"{one.engine}, {one.voice}", missed, "; ".join(one.better)))
    show_table(rows)
    show("")
    show_text(
        "missed: words that a speech recogniser does not understand; `voicecoach guide voices` says more"
    )
    for engine in engines:
        show("")
        _show_engine(engine, is_whole=bool(language))


def _show_engine(engine: EngineVoices, *, is_whole: bool) -> None:
    show_text(f"{engine.engine}: {engine.about}")
    if engine.problem:
        show_text(f"  {engine.problem}; {engine.remedy}", indent=4)
    if len(engine.voices) > MOST_LISTED and not is_whole:
        show_text(
            f"  {len(engine.voices)} voices; `voicecoach voices --language de` shows those of a language"
        )
        return
    rows = [(f"  {voice.name}", ", ".join(voice.languages), voice.about) for voice in engine.voices]
    if rows:
        show_table(rows, has_heading=False)


def _as_data(engine: EngineVoices, heard_now: Sequence[Heard]) -> dict[str, object]:
    return {
        "engine": engine.engine,
        "about": engine.about,
        "problem": engine.problem,
        "remedy": engine.remedy,
        "voices": [
            {"name": voice.name, "languages": voice.languages, "about": voice.about}
            for voice in engine.voices
        ],
        "heard": [
            {
                "language": one.language,
                "voice": one.voice,
                "missed_percent": one.missed_percent,
                "better": one.better,
            }
            for one in heard_now
        ],
    }

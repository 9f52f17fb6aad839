"""What a row says of a person: the texts that it sets, such as a name. Kept out of what a file shows, unless that is asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from voicecoach.language.model import ParameterKind
from voicecoach.timeline.audible import Utterance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from voicecoach.language.model import Routine
    from voicecoach.output.sound_file import Tags
    from voicecoach.pipeline import Compiled

_HIDDEN = "…"


class OwnTexts(Struct, frozen=True):
    """The texts that a row sets: of parameters that are texts without a list of choices."""

    texts: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.texts)

    def hide(self, text: str) -> str:
        return self._pattern().sub(_HIDDEN, text)

    def are_in(self, text: str) -> bool:
        return self._pattern().search(text) is not None

    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.texts, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)", re.IGNORECASE)


def own_texts(routine: Routine, settings: Mapping[str, str]) -> OwnTexts:
    return OwnTexts(
        tuple(
            {
                form: None
                for parameter in routine.parameters
                if parameter.kind is ParameterKind.TEXT
                and not parameter.choices
                and parameter.name in settings
                for form in (settings[parameter.name].strip(), str(parameter.value).strip())
                if form
            }
        )
    )


def shown(compiled: Compiled, own: OwnTexts) -> Compiled:
    """Return a compiled routine as texts are to show it: without the sentences that have one of the row's texts in them."""
    events = tuple(
        event
        for event in compiled.timeline.events
        if not (isinstance(event.audible, Utterance) and own.are_in(event.audible.text))
    )
    routine = compiled.routine
    return replace(
        compiled,
        timeline=replace(compiled.timeline, events=events),
        routine=replace(routine, title=own.hide(routine.title), about=own.hide(routine.about)),
    )


def hidden_tags(tags: Tags, own: OwnTexts) -> Tags:
    chapters = tuple(replace(chapter, title=own.hide(chapter.title)) for chapter in tags.chapters)
    return replace(tags, chapters=chapters)


def hidden_data(data: Any, own: OwnTexts) -> Any:
    """Return JSON data with each text hidden."""
    match data:
        case str():
            return own.hide(data)
        case dict():
            return {key: hidden_data(value, own) for key, value in data.items()}
        case list():
            return [hidden_data(value, own) for value in data]
        case _:
            return data

"""YAML's own traps: what the author meant, said in the author's terms, and put right so that reading can go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from voicecoach.language.yaml_failures import PatientFailureError
    from voicecoach.source import SourceText

from voicecoach.language.repairs_before import put_right
from voicecoach.language.text_in_repair import MOST_REPAIRS, TextInRepair
from voicecoach.language.yaml_traps import explain

_MOST_CHARACTERS: Final = 400_000  # read in all, over every time that a text is read again


class Repairs(TextInRepair):
    """A text that YAML is to read: put right beforehand, and again each time that it cannot be read."""

    def __init__(self, source: SourceText) -> None:
        super().__init__(source)
        self._times = 0
        self._read_characters = 0
        put_right(self)

    def repair(self, failure: PatientFailureError, marks: Mapping[str, tuple[int, int]]) -> bool:
        """Report what YAML could not read and put it right; False where there is nothing more to try."""
        self._times += 1
        before = self.text
        explain(self, failure, marks)
        self._read_characters += failure.at
        enough = self._times >= MOST_REPAIRS or self._read_characters > _MOST_CHARACTERS
        return self.text != before and not enough

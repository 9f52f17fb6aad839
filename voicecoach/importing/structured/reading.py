"""Workouts as data: a tree of mappings and lists, whose keys say what is a step, a rest, a count. Nothing is known of the single program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from voicecoach.importing.pasted.tree.exercise_steps import PACE
from voicecoach.importing.steps import ImportedCounted, every_step
from voicecoach.importing.structured.building import Builder
from voicecoach.importing.writer import NewParameter, RoutineHead, Writer
from voicecoach.importing.yaml_tree import read_tree
from voicecoach.language.spoken_in import language_of
from voicecoach.source import SourceText

if TYPE_CHECKING:
    from voicecoach.importing.model import Imported
    from voicecoach.importing.yaml_tree import Tree

_JSON: Final = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"])")
_LENGTH_KEY: Final = re.compile(
    r"^[ \t]*(?:-[ \t]+)*[\[{&\w :,\"'.*-]{0,80}?(?:duration|seconds|minutes|reps|time)[\"']?[ \t]*:",
    re.MULTILINE | re.IGNORECASE,
)
_OWN_KEY: Final = re.compile(
    r"^[ \t]*-[ \t]+\{?[ \t]*(?:say|rest|lead-in|hold|work|reps|hangs|rounds|emom|amrap|for-time|ladder|death-by|include|wait)[ \t]*:",
    re.MULTILINE,
)
_MOST_LOOKED_AT: Final = 20_000  # characters


def is_json(source: SourceText) -> bool:
    return source.name.casefold().endswith(".json") or _JSON.match(source.text) is not None


def is_foreign_yaml(text: str) -> bool:
    """Tell whether YAML has steps with lengths, and none that begins as those of a routine do."""
    text = text[:_MOST_LOOKED_AT]
    return _OWN_KEY.search(text) is None and _LENGTH_KEY.search(text) is not None


def import_structured(source: SourceText) -> Imported:
    writer = Writer(source, kind="a workout as data")
    # YAML is all that JSON is, but for tabs.
    tree = read_tree(SourceText(name=source.name, text=source.text.replace("\t", " ")), writer)
    return import_tree(tree, source, writer)


def import_tree(tree: Tree, source: SourceText, writer: Writer) -> Imported:
    builder = Builder(writer)
    steps = builder.steps(tree)
    uses_pace = any(isinstance(one, ImportedCounted) and one.every == f"${PACE}" for one in every_step(steps))
    pace = NewParameter(
        name=PACE, default="3s", least="500ms", about="seconds a rep, where the file gives no pace"
    )
    head = RoutineHead(
        title=builder.title,
        about=builder.about,
        language=language_of(source.text[:_MOST_LOOKED_AT]),
        parameters=(pace,) if uses_pace else (),
    )
    return writer.routine(steps, head)

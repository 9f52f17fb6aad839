"""Workouts of w2a ("workout to audio"): a YAML file of exercises with a pause before each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from voicecoach.importing.steps import ImportedLeadIn, ImportedRest, ImportedSay, ImportedTimed
from voicecoach.importing.w2a_units import leaf_of, units_of
from voicecoach.importing.words import clean
from voicecoach.importing.writer import RoutineHead, Writer
from voicecoach.importing.yaml_tree import Items, Leaf, Tree, YamlTable, read_tree
from voicecoach.language.durations import Problem, duration_ms

if TYPE_CHECKING:
    from voicecoach.importing.model import Imported
    from voicecoach.importing.steps import ImportedStep
    from voicecoach.source import SourceText

DEFAULT_PAUSE_MS: Final = 10_000
DEFAULT_SWITCH_MS: Final = 4_000
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}")
_PLACE = re.compile(r"\{\{-?\s{0,20}\.(\w{1,40})\s{0,20}-?\}\}")
_OTHER_PLACE = re.compile(r"\{\{(?!<)[^{}<>]{0,200}\}\}")
_WHOLE: Final = "{{<total>}}"  # stands for the length of the session until the text around it is written
_LOST: Final = {
    "audio_format": "the sound format is chosen by `voicecoach export`",
    "log_level": "`log_level` is not carried over",
    "tts": "the voice is chosen by `--engine` and `--voice`",
}
_READ: Final = frozenset(
    {
        "i18n",
        "before_workout_announce",
        "after_workout_announce",
        "pause",
        "half_time",
        "exercise_beginning",
        "exercises",
    }
)
_OF_AN_EXERCISE: Final = frozenset({"name", "duration", "texts", "half_time", "pause_duration"})
_MOST_TEXTS: Final = 50
_NAME: Final = "ExerciseName"


class _W2aExercise(Struct, frozen=True, kw_only=True):
    name: Leaf
    duration_ms: int
    texts: tuple[str, ...]
    has_sides: bool
    pause_ms: int
    line: int


def import_w2a(source: SourceText) -> Imported:
    writer = Writer(source, kind="a w2a workout")
    root = read_tree(source, writer)
    if not isinstance(root, YamlTable):
        raise writer.failure(1, "a w2a workout is a mapping with `exercises`", hint="name another file")
    workout = _Workout(writer, root)
    return writer.routine(workout.steps(), workout.head())


class _Workout:
    def __init__(self, writer: Writer, root: YamlTable) -> None:
        self._writer = writer
        self._root = root
        self._units = units_of(root.get("i18n"))
        self._pause, self._pause_ms = self._announce("pause", DEFAULT_PAUSE_MS)
        self._half, self._switch_ms = self._announce("half_time", DEFAULT_SWITCH_MS)
        self._beginning = leaf_of(root.get("exercise_beginning"))
        self._exercises = self._read_exercises()
        self._note_lost()

    def head(self) -> RoutineHead:
        """Return the language, where the voice says which."""
        tts = self._root.get("tts")
        voice = leaf_of(tts.get("espeak_ng_voice")) if isinstance(tts, YamlTable) else None
        words = voice.text.strip().casefold() if voice else ""
        return RoutineHead(language=words if _LANGUAGE.fullmatch(words) else "")

    def steps(self) -> list[ImportedStep]:
        steps = self._said("before_workout_announce", at_start=True) if self._exercises else []
        for index, exercise in enumerate(self._exercises):
            if exercise.pause_ms:
                steps.append(self._before(exercise, is_first=index == 0))
            steps.append(self._step(exercise))
        return steps + (self._said("after_workout_announce", at_start=False) if self._exercises else [])

    # --- reading --------------------------------------------------------------------------------

    def _announce(self, key: str, default_ms: int) -> tuple[Leaf | None, int]:
        tree = self._root.get(key)
        if not isinstance(tree, YamlTable):
            return None, default_ms
        return leaf_of(tree.get("text")), self._duration_ms(tree.get("duration"), default_ms)

    def _duration_ms(self, tree: Tree | None, default_ms: int | None) -> int:
        if tree is None and default_ms is not None:
            return default_ms
        written = tree.text.strip() if isinstance(tree, Leaf) else ""
        found = duration_ms(written)
        if isinstance(found, Problem):
            line = tree.line if tree is not None else 1
            words = f"`{clean(written).text[:40]}`" if written else "this"
            raise self._writer.failure(line, f"{words} is no duration", hint="write it as `30s` or `1m30s`")
        return found

    def _read_exercises(self) -> list[_W2aExercise]:
        tree = self._root.get("exercises")
        if not isinstance(tree, Items):
            line = tree.line if tree is not None else 1
            raise self._writer.failure(
                line, "`exercises` is no list of exercises", hint="is it a w2a workout?"
            )
        found = [self._exercise(item) for item in tree.items]
        return [exercise for exercise in found if exercise is not None]

    def _exercise(self, tree: Tree) -> _W2aExercise | None:
        name_leaf = leaf_of(tree.get("name")) if isinstance(tree, YamlTable) else None
        if not isinstance(tree, YamlTable) or name_leaf is None:
            self._writer.note(tree.line, "an exercise without a name is left out")
            return None
        if tree.get("duration") is None:
            raise self._writer.failure(
                tree.line, "an exercise has no `duration`", hint="write `duration: 30s`"
            )
        length_ms = self._duration_ms(tree.get("duration"), None)
        if not self._writer.words(name_leaf.text, name_leaf.line, "a name") or not length_ms:
            self._writer.note(tree.line, "an exercise of no length or with no name is left out")
            return None
        for key in sorted(tree.own - _OF_AN_EXERCISE):
            self._writer.note(tree.line, f"`{clean(key).text[:60]}` is not carried over")
        half = leaf_of(tree.get("half_time"))
        has_sides = half is not None and half.text.strip().casefold() in {"true", "yes", "on"}
        pause_ms = self._duration_ms(tree.get("pause_duration"), self._pause_ms)
        exercise = _W2aExercise(
            name=name_leaf,
            duration_ms=length_ms,
            texts=self._texts(tree.get("texts")),
            has_sides=has_sides and length_ms > 1,
            pause_ms=pause_ms,
            line=tree.line,
        )
        self._writer.count(tree.line, duration_ms=length_ms + pause_ms)
        self._writer.count(tree.line, times=len(exercise.texts))
        if exercise.has_sides:
            self._writer.count(tree.line, duration_ms=self._switch_ms, times=2)
        return exercise

    def _texts(self, tree: Tree | None) -> tuple[str, ...]:
        items = tree.items if isinstance(tree, Items) else (tree,) if tree is not None else ()
        leaves = [item for item in items if isinstance(item, Leaf)]
        texts = [self._writer.words(leaf.text, leaf.line, "a text") for leaf in leaves[:_MOST_TEXTS]]
        if len(leaves) > _MOST_TEXTS:
            self._writer.note(
                leaves[_MOST_TEXTS].line, f"of the texts of an exercise, {_MOST_TEXTS} are taken"
            )
        return tuple(text for text in texts if text)

    def _note_lost(self) -> None:
        for key, tree in self._root.values.items():
            if key in _LOST:
                self._writer.note(tree.line, _LOST[key])
            elif key not in _READ and not (isinstance(tree, YamlTable) and tree.own <= _OF_AN_EXERCISE):
                self._writer.note(tree.line, f"`{clean(key).text[:60]}` is not carried over")
        if self._half is not None and any(exercise.has_sides for exercise in self._exercises):
            self._writer.note(
                self._half.line, "at half time the program says its own words for the other side"
            )

    # --- writing --------------------------------------------------------------------------------

    def _said(self, key: str, *, at_start: bool) -> list[ImportedStep]:
        leaf = leaf_of(self._root.get(key))
        if leaf is None:
            return []
        pauses_ms = sum(
            exercise.pause_ms + exercise.has_sides * self._switch_ms for exercise in self._exercises
        )
        work_ms = sum(exercise.duration_ms for exercise in self._exercises)
        whole = _WHOLE if at_start else self._units.duration(work_ms + pauses_ms)
        text = self._filled(
            leaf,
            {
                "WorkoutExercisesCount": str(len(self._exercises)),
                "WorkoutDuration": whole,
                "WorkoutDurationWithoutPauses": self._units.duration(work_ms),
            },
        )
        self._writer.count(leaf.line, letters=len(text))
        return [ImportedSay(text=text)] if text else []

    def _before(self, exercise: _W2aExercise, *, is_first: bool) -> ImportedStep:
        text = self._filled(self._pause, self._values(exercise))
        return (
            ImportedLeadIn(length_ms=exercise.pause_ms, say=text)
            if is_first
            else ImportedRest(length_ms=exercise.pause_ms, say=text)
        )

    def _step(self, exercise: _W2aExercise) -> ImportedStep:
        length_ms = exercise.duration_ms
        if exercise.has_sides:
            length_ms = -(-length_ms // 2)
        name = self._writer.words(exercise.name.text, exercise.line, "a name")
        announce = ""
        cues: dict[str, str] = {}
        beginning = self._filled(self._beginning, self._values(exercise))
        is_told = exercise.pause_ms > 0 and _names(self._pause)
        if is_told:
            announce = "off"
        if beginning and _names(self._beginning):
            if not is_told:
                announce = beginning  # said before the exercise, in place of our own words
            elif self._beginning is not None:
                self._writer.note(
                    self._beginning.line,
                    "the words at the beginning of an exercise are left out: the pause before it has said its name",
                )
        elif beginning:
            cues["side left" if exercise.has_sides else "start"] = beginning
        for number, text in enumerate(exercise.texts, start=1):
            cues[f"{number * 100 // (len(exercise.texts) + 1)}%"] = text
        return ImportedTimed(
            name=name,
            length_ms=length_ms,
            both_sides=exercise.has_sides,
            switch_ms=self._switch_ms if exercise.has_sides else 0,
            announce=announce,
            cues=tuple(cues.items()),
        )

    def _values(self, exercise: _W2aExercise) -> dict[str, str]:
        return {
            _NAME: exercise.name.text,
            "ExerciseDuration": self._units.duration(exercise.duration_ms),
        }

    def _filled(self, leaf: Leaf | None, values: dict[str, str]) -> str:
        """Return a template's text with its values in place, and without what has none."""
        if leaf is None:
            return ""

        def value(match: re.Match[str]) -> str:
            if match[1] not in values:
                self._writer.note(leaf.line, f"`{{{{ .{match[1]} }}}}` has no value here")
            return values.get(match[1], "")

        text = _PLACE.sub(value, leaf.text)
        text, others = _OTHER_PLACE.subn("", text)
        if others:
            self._writer.note(leaf.line, "what is in `{{ }}` and names no value is left out")
        return self._writer.words(text, leaf.line, "a text").replace(_WHOLE, "$total_remaining")


def _names(template: Leaf | None) -> bool:
    """Tell whether a template says the exercise's name."""
    return template is not None and any(place[1] == _NAME for place in _PLACE.finditer(template.text))

"""The declaration of a kind of step. Everything that goes through steps reads these declarations."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, cast

from msgspec import Struct

from voicecoach.findings.terms import StepOf
from voicecoach.language.keys import CUES, OPTION_KEYS, Key, Takes, table
from voicecoach.language.model import Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.language.kinds.world import Leaves, World
    from voicecoach.language.leaves import Calls, PlaceInBlocks
    from voicecoach.language.lists import CircuitItem
    from voicecoach.language.model import Bound, Options, Side, Turn, Variable
    from voicecoach.source import Span

S = TypeVar("S", bound=Step)
T = TypeVar("T")

_STEPS: Final = frozenset({Takes.STEPS, Takes.MINUTES})
_TEXTS: Final = frozenset({Takes.NAME, Takes.GRIP, Takes.WORDINGS})


class Shape(Struct, frozen=True, kw_only=True):
    """What a cue of a step can refer to. `None` is unknown; no cue is outside of what is unknown.

    `reps` is 0 where nothing is counted, `rounds` is 0 where there is no block around.
    """

    duration_ms: int | None = None
    is_open: bool = False  # as long as its speech takes, which is not known yet
    reps: int | None = 0
    rounds: int | None = 0
    sides: tuple[Side, ...] | None = ()


class Pass(Struct, frozen=True, kw_only=True):
    """What a block's steps are read in: once for each different pass.

    `rounds` is how many passes there are in all, None where that is unknown. `names` have a value in this pass; None for a value
    that could not be read.
    """

    rounds: int | None
    names: tuple[tuple[str, Bound | None], ...] = ()


class Block(Struct, frozen=True, kw_only=True):
    """Steps within a step; `title` tells it from the step's other blocks."""

    steps: tuple[Step, ...]
    title: str = ""


class Values:
    """The values of a step's keys, after they are read. What could not be read, or is not there, is None."""

    def __init__(
        self, span: Span, *, rest_options: Options, period_ms: int | None = 0, is_listed: bool = False
    ) -> None:
        self.span = span
        self.rest_options = rest_options  # of the rests that come by themselves
        self.period_ms = period_ms  # that the step is in; 0 for none, None where it is unknown
        self.is_listed = is_listed  # in a block whose steps are a list
        self._values: dict[str, object] = {}
        self._spans: dict[str, Span] = {}
        self._passes: dict[str, tuple[Any, ...]] = {}
        self._options: Options | None = None

    def put(self, key: Key[Any], value: object, span: Span | None = None) -> None:
        self._values[key.name] = value
        if span is not None:
            self._spans[key.name] = span

    def put_passes(self, key: Key[Any], passes: tuple[Any, ...], span: Span) -> None:
        self._passes[key.name] = passes
        self._spans[key.name] = span

    def put_options(self, options: Options | None) -> None:
        self._options = options

    def get(self, key: Key[T]) -> T | None:
        return cast("T | None", self._values.get(key.name))

    def __getitem__(self, key: Key[T]) -> T:
        """Return a value that exists: a step is only made if every value could be read."""
        value = self.get(key)
        assert value is not None, f"`{key.name}` has no value"
        return value

    def span_of(self, key: Key[Any]) -> Span:
        """Return where a key stands that is written."""
        return self._spans[key.name]

    def is_written(self, key: Key[Any]) -> bool:
        return key.name in self._spans

    @property
    def options(self) -> Options:
        assert self._options is not None, "the options could not be read"
        return self._options

    def passes(self, key: Key[T]) -> tuple[T, ...]:
        """Return the steps under a key, for each pass."""
        return self._passes[key.name]

    def steps(self, key: Key[T]) -> T:
        """Return the steps under a key, where there is one pass."""
        (only,) = self.passes(key)
        return only


class StepKind(Struct, Generic[S], frozen=True, kw_only=True, eq=False, dict=True):
    """A kind of step: the key that says it, the keys beside that one, and what becomes of it."""

    key: Key[Any]
    beside: tuple[Key[Any], ...]
    # Of these groups of keys one is there as a whole, and nothing of another.
    one_of: tuple[tuple[Key[Any], ...], ...] = ()
    # None of them has to be there where nobody counts: in a list, and in a period.
    is_counted: bool = False
    # Its key is also one of another kind; where that one is said, too, it says that kind.
    is_weak: bool = False
    # `ready: on` under `defaults` holds for it.
    waits_by_itself: bool = True
    # Under this key a number alone is minutes for everybody, up to so many.
    in_minutes: tuple[Key[Any], int] | None = None
    # Whether somebody has to be in position when it begins, whatever the routine's tags say.
    begins_in_position: Callable[[S], bool] = lambda _: False
    # What its own texts can name, besides what its keys give.
    gives: tuple[Variable, ...] = ()

    # What its cues can refer to; rounds and sides are the same for all kinds and put in later.
    shape: Callable[[Values], Shape] = lambda _: Shape()
    # The step; None where a finding says why there is none.
    make: Callable[[Values], S | None]
    step: type[S]
    # Its leaves, in order; none if it takes no time.
    leaves: Callable[[S, PlaceInBlocks, World], Leaves]
    # One line, as `show` prints it.
    outline: Callable[[S], str]
    # How a list reads it aloud, None for not at all. Without such a function it cannot stand in a list.
    item: Callable[[S], CircuitItem | None] | None = None

    # --- of a block

    # How a list reads it aloud that can have blocks. Without such a function it cannot stand in one.
    block_items: Callable[[S, World], tuple[CircuitItem, ...]] | None = None
    # Its list can have blocks.
    takes_blocks: bool = False

    # Its steps are a list that is read aloud: nothing counted, no waiting.
    is_list: bool = False
    # The time that its steps have together, for reps at one's own pace; None where it could not be read.
    period_ms: Callable[[Values], int | None] | None = None
    # What its steps are read in. Without such a function they are read once, in the rounds around.
    passes: Callable[[Values], tuple[Pass, ...]] | None = None
    # What the texts of its steps can name, and the names that are as good as parameters in them.
    gives_inside: tuple[Variable, ...] = ()
    names_inside: tuple[str, ...] = ()
    blocks: Callable[[S], tuple[Block, ...]] = lambda _: ()
    # How many passes it has, and the lists of steps that take turns in them; none where every pass has the same steps.
    turns: Callable[[S], tuple[int, tuple[Turn, ...]]] = lambda _: (0, ())
    # How its passes are called; None where they are not.
    calls: Callable[[S], Calls | None] = lambda _: None

    @property
    def name(self) -> str:
        return self.key.name

    @cached_property
    def keys(self) -> dict[str, Key[Any]]:
        return table(self.key, *self.beside)

    @cached_property
    def texts(self) -> tuple[Key[Any], ...]:
        """The keys of texts, in which other keys give names a value."""
        return tuple(key for key in self.keys.values() if key.takes in _TEXTS)

    @cached_property
    def lists_of_steps(self) -> tuple[Key[Any], ...]:
        return tuple(key for key in self.beside if key.takes in _STEPS)

    @cached_property
    def others(self) -> tuple[Key[Any], ...]:
        """The keys that are neither a text nor steps, and none of the options of a step that has all of them."""
        elsewhere = {*self.texts, *self.lists_of_steps, *(OPTION_KEYS if self.has_options else ())}
        return tuple(key for key in self.keys.values() if key not in elsewhere)

    @cached_property
    def has_options(self) -> bool:
        return CUES in self.beside

    @property
    def place(self) -> StepOf:
        """Return what findings call a step of this kind."""
        return StepOf(kind=self.name, is_block=bool(self.lists_of_steps))

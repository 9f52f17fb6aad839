"""A quick dataclass is what the standard library makes of the same class."""

import copy
import dataclasses
import inspect
import pickle
import re
from dataclasses import FrozenInstanceError, field
from pathlib import Path

import pytest

import voicecoach
from voicecoach import quick_dataclass

VALUE = {"frozen": True, "slots": True, "kw_only": True}


def made(dataclass, arguments):
    """Return classes with everything that the package uses, made by this decorator."""

    @dataclass(**arguments)
    class Plain:
        number: int
        text: str = "a"
        names: tuple[str, ...] = ()

    @dataclass(**arguments)
    class Rich:
        hidden: int = field(repr=False)
        ignored: int = field(default=3, compare=False)
        table: dict = field(default_factory=dict)
        derived: int = field(init=False, repr=False, compare=False)

        def __post_init__(self):
            object.__setattr__(self, "derived", self.hidden + 1)

    @dataclass(**arguments)
    class Child(Plain):
        more: int = 7

    @dataclass(**arguments)
    class Empty:
        pass

    @dataclass(**arguments)
    class Own:  # noqa: PLW1641 - what becomes of its hash is the question
        number: int

        def __repr__(self):
            return "own"

        def __eq__(self, other):
            return isinstance(other, Own)

    @dataclass(**arguments)
    class OwnHash:
        number: int

        def __hash__(self):
            return 5

    return {each.__name__: each for each in (Plain, Rich, Child, Empty, Own, OwnHash)}


def outcome(action):
    """Return what an action gives or raises, without what differs: where the classes are."""
    try:
        result = action()
    except Exception as failure:  # noqa: BLE001
        result = f"{type(failure).__name__}: {failure}"
    return re.sub(r"test_\S*<locals>\.|made\.<locals>\.", "", result) if isinstance(result, str) else result


ARGUMENTS = [
    VALUE,
    VALUE | {"eq": False},
    {"frozen": True, "slots": True},
    {"frozen": True, "kw_only": True},
    {"slots": True, "kw_only": True},
    {"slots": True},
    {},
]


def behaviour(classes):
    plain, rich, child, own = (classes[name] for name in ("Plain", "Rich", "Child", "Own"))
    one, same, other = plain(number=1), plain(number=1), plain(number=2, names=("x",))

    def put():
        other.number = 9
        return repr(other)

    def take():
        del other.number
        return "deleted"

    actions = (
        lambda: repr(one) + repr(other) + repr(child(number=4)) + repr(rich(hidden=2)),
        lambda: (one == same, one == other, one != same, one == child(number=1), one == 1),
        lambda: (hash(one) == hash(same), hash(one) == hash(other)),
        lambda: hash(classes["Empty"]()) == hash(classes["Empty"]()),
        lambda: (own(number=1) == own(number=2), repr(own(number=1))),
        lambda: isinstance(hash(own(number=1)), int),
        lambda: hash(classes["OwnHash"](number=1)),
        lambda: rich(hidden=1) == rich(hidden=1, ignored=4),
        lambda: rich(hidden=1).table is rich(hidden=1).table,
        lambda: rich(hidden=1).derived,
        lambda: repr(dataclasses.replace(one, text="b")),
        lambda: repr(copy.copy(other)) + repr(copy.deepcopy(other)),
        lambda: [(each.name, each.type, each.kw_only) for each in dataclasses.fields(child)],
        lambda: (child.__annotations__, plain.__annotations__, classes["Empty"].__annotations__),
        lambda: list(inspect.signature(rich).parameters),
        lambda: [each.kind for each in inspect.signature(child).parameters.values()],
        lambda: plain.__match_args__,
        lambda: hasattr(one, "__dict__"),
        lambda: repr(plain(*())),
        lambda: repr(plain(1)),
        lambda: repr(plain(number=1, unknown=2)),
        put,
        take,
    )
    return [outcome(action) for action in actions]


@pytest.mark.parametrize("arguments", ARGUMENTS, ids=str)
def test_it_does_what_the_library_s_does(arguments):
    library, quick = (
        behaviour(made(dataclass, arguments))
        for dataclass in (dataclasses.dataclass, quick_dataclass.dataclass)
    )
    assert quick == library


@quick_dataclass.dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    number: int
    names: tuple[str, ...] = ()


def test_a_class_without_a_value_has_its_signature():
    library, quick = (
        [list(inspect.signature(each).parameters) for each in made(dataclass, VALUE).values()]
        for dataclass in (dataclasses.dataclass, quick_dataclass.dataclass)
    )
    assert quick == library


def test_a_value_can_be_pickled():
    value = Kept(number=1, names=("a", "b"))
    assert pickle.loads(pickle.dumps(value)) == value


def test_a_value_refuses_to_be_changed():
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'number'"):
        Kept(number=1).number = 2


def test_the_package_makes_its_values_with_it():
    """The library's takes four times as long, at every start."""
    slow = re.compile(
        r"^\s*(from dataclasses import .*\bdataclass\b|@dataclasses\.dataclass\b)", re.MULTILINE
    )
    package = Path(voicecoach.__file__).parent
    found = [path.name for path in package.rglob("*.py") if slow.search(path.read_text("utf-8"))]
    assert found == ["quick_dataclass.py"]  # for the type checker

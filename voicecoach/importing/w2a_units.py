"""How a w2a workout says a duration, in its own words."""

from __future__ import annotations

from msgspec import Struct

from voicecoach.importing.yaml_tree import Leaf, Tree, YamlTable
from voicecoach.units import MS_PER_MIN, MS_PER_S


class Units(Struct, frozen=True, kw_only=True):
    """The file's own words for a duration."""

    second: tuple[str, str] = ("second", "seconds")
    minute: tuple[str, str] = ("minute", "minutes")
    and_: str = "and"

    def duration(self, length_ms: int) -> str:
        minutes, rest_ms = divmod(length_ms, MS_PER_MIN)
        seconds = -(-rest_ms // MS_PER_S)
        parts = [
            f"{number} {words[number != 1]}"
            for number, words in ((minutes, self.minute), (seconds, self.second))
            if number
        ]
        return f" {self.and_} ".join(parts)


def leaf_of(tree: Tree | None) -> Leaf | None:
    return tree if isinstance(tree, Leaf) and tree.text.strip() else None


def units_of(tree: Tree | None) -> Units:
    units = Units()
    if not isinstance(tree, YamlTable):
        return units
    and_ = leaf_of(tree.get("and"))
    return Units(
        second=_forms(tree.get("second"), units.second),
        minute=_forms(tree.get("minute"), units.minute),
        and_=and_.text if and_ else units.and_,
    )


def _forms(tree: Tree | None, otherwise: tuple[str, str]) -> tuple[str, str]:
    one, many = (
        (leaf_of(tree.get(key)) for key in ("singular", "plural"))
        if isinstance(tree, YamlTable)
        else (None, None)
    )
    return (one.text if one else otherwise[0], many.text if many else otherwise[1])

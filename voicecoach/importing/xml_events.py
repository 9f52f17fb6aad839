"""XML as a list of elements. A document type is refused, so that there are no entities to expand and nothing to fetch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from voicecoach.importing.writer import Writer
    from voicecoach.source import SourceText

MAX_DEPTH: Final = 32
MAX_ELEMENTS: Final = 20_000  # more than twice the intervals and texts that may be imported
MAX_ATTRIBUTES: Final = 60  # of one element


class Element(Struct, kw_only=True):
    """An element, its names in lower case; `written` is its name as it stands there. `path` are the elements around it; `text` is its own only."""

    name: str
    written: str
    path: tuple[str, ...]
    attributes: Mapping[str, str]
    line: int
    parent_line: int
    text: str = ""
    _pieces: list[str] = field(default_factory=list)


def read_elements(source: SourceText, writer: Writer) -> Iterator[Element]:
    """Yield the elements in the order in which they begin. Raises InputError where the text is no such XML."""
    reader = _EventReader(writer)
    parser = expat.ParserCreate("utf-8")  # what the text is by now, whatever it says of itself
    parser.buffer_text = True
    reader.listen(parser)
    try:
        parser.Parse(source.text.strip().encode("utf-8", "replace"), True)  # noqa: FBT003 - the library's own
    except expat.ExpatError as failure:
        raise writer.failure(
            failure.lineno + _lines_before(source.text),
            f"this is no XML: {expat.errors.messages.get(failure.code, 'malformed')}, at column {failure.offset + 1}",
            hint="in a text, write `&amp;` for `&` and `&lt;` for `<`",
        ) from failure
    for element in reader.elements:
        element.line += _lines_before(source.text)
        element.parent_line += _lines_before(source.text)
        element.text = "".join(element._pieces)  # noqa: SLF001 - this module's own
        yield element


def _lines_before(text: str) -> int:
    return text[: len(text) - len(text.lstrip())].count("\n")


class _EventReader:
    def __init__(self, writer: Writer) -> None:
        self.elements: list[Element] = []
        self._writer = writer
        self._open: list[Element] = []

    def listen(self, parser: expat.XMLParserType) -> None:
        def start(name: str, attributes: dict[str, str]) -> None:
            if len(self._open) >= MAX_DEPTH:
                raise self._writer.failure(
                    parser.CurrentLineNumber,
                    f"elements are nested more than {MAX_DEPTH} deep",
                    hint="flatten it",
                )
            if len(self.elements) >= MAX_ELEMENTS:
                raise self._writer.failure(
                    parser.CurrentLineNumber,
                    f"there are more than {MAX_ELEMENTS:,} elements",
                    hint="import a part of it",
                )
            if len(attributes) > MAX_ATTRIBUTES:
                raise self._writer.failure(
                    parser.CurrentLineNumber,
                    f"an element has more than {MAX_ATTRIBUTES} attributes",
                    hint="remove those that say nothing",
                )
            parent = self._open[-1] if self._open else None
            element = Element(
                name=name.casefold(),
                written=name,
                path=(*parent.path, parent.name) if parent else (),
                attributes={key.casefold(): value for key, value in attributes.items()},
                line=parser.CurrentLineNumber,
                parent_line=parent.line if parent else 0,
            )
            self.elements.append(element)
            self._open.append(element)

        def end(_: str) -> None:
            self._open.pop()

        def text(words: str) -> None:
            if self._open:
                self._open[-1]._pieces.append(words)  # noqa: SLF001 - this module's own

        def doctype(*_: object) -> None:
            raise self._writer.failure(
                parser.CurrentLineNumber, "a document type is refused", hint="remove the `<!DOCTYPE …>`"
            )

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = doctype

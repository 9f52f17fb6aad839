"""What holds for every file, whatever is in it: it is compiled, or there are findings, each with a place and a sentence."""

import itertools
import tempfile
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from unittest import mock

from msgspec import Struct, structs

from tests.pasting import examine_paste
from tests.programs import studio
from voicecoach.cli import config
from voicecoach.errors import InputError, UsageError
from voicecoach.escaping import json_text, terminal_text
from voicecoach.findings.content import TextTooLong
from voicecoach.findings.session import TooManyEvents
from voicecoach.importing.erg import import_erg
from voicecoach.importing.minutes import import_minutes
from voicecoach.importing.pasted.reading import import_pasted
from voicecoach.importing.phrases import import_phrases
from voicecoach.importing.reading import import_routine
from voicecoach.importing.structured.reading import import_structured
from voicecoach.importing.structured.xml_trees import import_xml
from voicecoach.importing.w2a import import_w2a
from voicecoach.importing.zwiftout import import_zwiftout
from voicecoach.importing.zwo import import_zwo
from voicecoach.language import format as formatting
from voicecoach.language import parse as parsing
from voicecoach.language.comments import find_comments
from voicecoach.language.format import format_source
from voicecoach.language.parse import parse
from voicecoach.language.read_nodes import read_nodes
from voicecoach.output.captions import CAPTION_FORMATS
from voicecoach.pipeline import Compiled, compile_routine
from voicecoach.report.plan import cue_lines, plan_chart, plan_json, plan_rows
from voicecoach.report.routine_page import routine_page
from voicecoach.report.snippets import as_json, render
from voicecoach.report.tables import table
from voicecoach.source import SourceText, Span
from voicecoach.sources import decode
from voicecoach.speech.estimate import EstimatedSpeech
from voicecoach.speech.fake import FakeSpeech
from voicecoach.speech.text import spoken_length
from voicecoach.studio.marks import tags_of
from voicecoach.timeline.events import EventKind

IMPORTERS = (
    import_routine,
    import_phrases,
    import_pasted,
    import_zwo,
    import_w2a,
    import_erg,
    import_structured,
    import_xml,
    import_minutes,
    import_zwiftout,
)
_WHOLLY_EACH = 20  # the others are only read: a million pastes are many
OPTIONS = ("engine", "rate", "wake", "voice-gain", "quiet", "bed", "duck")
_SEEN = {"Cc", "Cs", "Zl", "Zp"}


def examine(kind, content):
    """Raise what is wrong with what is made of a file. `kind` is `routine`, `import`, `config` or `paste`."""
    if kind == "config":
        examine_config(content)
        return
    if kind == "paste":
        text = content.decode("utf-8", "surrogatepass")
        examine_paste(text, _studio("estimate"), wholly=len(text) % _WHOLLY_EACH == 0)
        return
    source = decode("mine.yaml", content)
    if kind == "import":
        for importer in IMPORTERS:
            examine_import(importer, source)
    # The same text is read several times, which is most of the work.
    once = lru_cache(maxsize=8)(read_nodes)
    with mock.patch.object(parsing, "read_nodes", once), mock.patch.object(formatting, "read_nodes", once):
        examine_routine(source)
        examine_format(source)


@cache
def _studio(name):
    speech = FakeSpeech() if name == "fake" else EstimatedSpeech(language="en")
    return studio(speech, spoken_length=lambda utterance: spoken_length(utterance.text, "en"))


def examine_routine(source):
    """Compile it, and show it in every way."""
    result = compile_routine(source, {}, lambda _: _studio("fake" if len(source.text) % 2 else "estimate"))
    for found in result.diagnostics:
        assert 0 <= found.span.start <= found.span.end <= len(found.span.source.text)
        shown = render(found)
        assert_harmless(shown)
        assert terminal_text(shown) == shown
        data = as_json(found)
        assert data["message"]
        assert data["line"] >= 1
        assert data["column"] >= 1
    if isinstance(result, Compiled):
        examine_plan(result)
    else:
        assert result.diagnostics


def examine_plan(compiled):
    """Look at a session: nothing missing in time, nothing spoken over anything spoken, all of it harmless to show."""
    intervals, events = compiled.session.intervals, compiled.timeline.events
    at_ms = 0
    for interval in intervals:
        assert interval.start_ms == at_ms
        assert interval.duration_ms > 0
        at_ms += interval.duration_ms
    assert at_ms == compiled.session.total_ms <= 24 * 3_600_000
    assert list(events) == sorted(events, key=lambda event: event.onset_ms)
    spoken = [event for event in events if event.kind is EventKind.SPEECH]
    for first, second in itertools.pairwise(spoken):
        assert first.onset_ms + first.duration_ms <= second.onset_ms
    assert all(event.onset_ms + event.duration_ms <= compiled.session.total_ms for event in spoken)
    assert_harmless(json_text(plan_json(compiled)))
    assert_harmless(terminal_text(plan_chart(compiled)))
    assert_harmless(terminal_text(cue_lines(compiled)))
    assert_harmless(table(plan_rows(compiled)))
    assert_harmless(terminal_text(routine_page(compiled.routine)))
    tags = tags_of(compiled)
    for write in CAPTION_FORMATS.values():
        assert_harmless(write(tags.lines, title=tags.title))
    assert_harmless(" ".join((tags.title, tags.comment, *(chapter.title for chapter in tags.chapters))))


def assert_harmless(text):
    text.encode()  # no lone surrogate
    if not text.isascii() or not text.replace("\n", "").isprintable():
        assert not any(sign != "\n" and unicodedata.category(sign) in _SEEN for sign in text)


def examine_format(source):
    """Format it: nothing is lost, nothing changes, and a second time changes nothing."""
    formatted, found = format_source(source)
    assert (formatted is None) == bool(found)
    if formatted is None:
        return
    again, _ = format_source(SourceText(name="mine.yaml", text=formatted))
    assert again == formatted
    assert meaning(formatted) == meaning(source.text)
    assert comments(formatted) == comments(source.text)


def meaning(text):
    """Return the routine without its places in the text, or nothing."""
    return without_places(parse(SourceText(name="mine.yaml", text=text))[0])


def without_places(value):
    if isinstance(value, Span | SourceText):
        return None
    if isinstance(value, Struct):
        return type(value), {name: without_places(one) for name, one in structs.asdict(value).items()}
    if isinstance(value, tuple):
        return [without_places(one) for one in value]
    return value


def comments(text):
    text = text.removeprefix("\N{BYTE ORDER MARK}").replace("\r\n", "\n").replace("\r", "\n")
    text += "" if text.endswith("\n") else "\n"
    root = read_nodes(SourceText(name="mine.yaml", text=text)).root
    return [comment.text for comment in find_comments(text, root, 0)]


def examine_import(importer, source):
    try:
        imported = importer(source)
    except InputError as refused:
        assert refused.message  # noqa: PT017 - with what it says, it is as it should be
        assert refused.hint  # noqa: PT017
        return
    assert all(line >= 1 for note in imported.notes for line in note.lines)
    result = compile_routine(
        SourceText(name="new.yaml", text=imported.text), {}, lambda _: _studio("estimate")
    )
    too_much = all(isinstance(found, TooManyEvents | TextTooLong) for found in result.diagnostics)
    assert isinstance(result, Compiled) or too_much, result.diagnostics[0]


def examine_config(content):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "config.toml"
        file.write_bytes(content)
        with mock.patch.object(config, "config_file", return_value=file):
            try:
                settings = config.read_config(OPTIONS)
                config.default_map(settings)
            except UsageError as refused:
                assert str(file) in refused.message  # noqa: PT017

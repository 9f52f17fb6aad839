"""Which sentences a routine says, each once, and how long each may be."""

import textwrap

import pytest

from tests.programs import studio
from voicecoach.findings.base import Severity
from voicecoach.pipeline import Compiled, compile_routine, draft_routine, placed_timeline
from voicecoach.source import SourceText
from voicecoach.speech.fake import FakeSpeech
from voicecoach.takes.sentences import sentences_of

TEXT = """\
title: Test
steps:
  - say: Stand tall.
  - rounds: 2
    steps:
      - lead-in: 8s
      - hold: Hang
        for: 20s
        cues: {50%: "Halfway there.", 12s: "Breathe.", 15s: {say: "Планка", voice: ru}}
      - rest: 15s
"""


class AsRecorded(FakeSpeech):
    """A recording is as long at every speed."""

    def length_ms(self, utterance):
        own = self.lengths_ms.get(utterance.text)
        return super().length_ms(utterance) if own is None else own


def source(text=TEXT):
    return SourceText(name="test.yaml", text=textwrap.dedent(text))


def sentences(text=TEXT, **options):
    made = studio(FakeSpeech(**options))
    drafted = draft_routine(source(text), {}, lambda _: made)
    lengths_ms = {}
    timeline, _ = placed_timeline(drafted, lengths_ms, None)
    return {
        sentence.name: sentence for sentence in sentences_of(drafted, timeline, lengths_ms, language="en")
    }


def test_each_is_there_once_in_the_order_in_which_it_is_heard():
    found = sentences()
    assert list(found)[:3] == ["stand-tall", "get-ready", "round-one-of-two"]
    assert found["halfway-there"].times == 2
    assert found["three"].times > 3
    assert not any("планка" in name for name in found)


def test_a_number_is_the_same_sentence_however_it_is_written():
    found = sentences(
        """\
        title: Test
        steps:
          - hold: Hang
            for: 40s
            cues: {5s: "3", 12s: "Three.", 20s: "three!"}
        """
    )
    assert found["three"].times == 4  # the countdown's, too
    assert found["three"].text == "3"


def test_what_takes_as_long_as_it_takes_has_no_limit():
    assert sentences()["stand-tall"].longest_ms is None


@pytest.mark.parametrize("name", ["halfway-there", "three", "breathe"])
def test_the_longest_length_is_exact(name):
    """With it the session stays as it is; with 20 ms more something gives way."""
    sentence = sentences()[name]
    assert sentence.longest_ms is not None

    def warnings(length_ms):
        made = studio(AsRecorded(lengths_ms={sentence.text: length_ms}))
        result = compile_routine(source(), {}, lambda _: made)
        assert isinstance(result, Compiled)
        said = [event.audible.text for event in result.timeline.events if hasattr(event.audible, "text")]
        return said.count(sentence.text), sum(
            found.severity is Severity.WARNING for found in result.diagnostics
        )

    before = warnings(100)
    assert before[0] == sentence.times
    assert warnings(sentence.longest_ms) == before
    assert warnings(sentence.longest_ms + 20) != before

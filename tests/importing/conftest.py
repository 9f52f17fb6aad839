from pathlib import Path

import pytest

from voicecoach.assets import load_tones
from voicecoach.files import RoutineFiles
from voicecoach.findings.session import TooManyEvents
from voicecoach.importing.model import Certainty
from voicecoach.importing.reading import import_routine
from voicecoach.phrases import load_phrases
from voicecoach.pipeline import Compiled, compile_routine
from voicecoach.source import SourceText
from voicecoach.sources import read_source
from voicecoach.speech.estimate import EstimatedSpeech
from voicecoach.studio_setup import StudioSetup

SAMPLES = Path(__file__).parent / "samples"


def _studio(routine):
    return StudioSetup(
        speech=EstimatedSpeech(language=routine.language),
        phrases=load_phrases(routine.language),
        tones=load_tones(),
        files=RoutineFiles(),
    )


@pytest.fixture
def compiled():
    """Compile a routine's text; it must have no errors."""

    def run(text, *, or_too_much=False):
        """`or_too_much`: or it is more than a voice is given, which `new` tells."""
        result = compile_routine(SourceText(name="imported.yaml", text=text), {}, _studio)
        too_much = or_too_much and all(isinstance(one, TooManyEvents) for one in result.diagnostics)
        assert isinstance(result, Compiled) or too_much, result.diagnostics
        return result

    return run


@pytest.fixture
def imported(compiled):
    """Import a text and compile it: `(routine text, notes as (line, message), compiled)`."""

    def run(text, name="sample.txt"):
        found = import_routine(SourceText(name=name, text=text))
        notes = [note for note in found.notes if note.certainty is not Certainty.UNDERSTOOD]
        return found.text, [(note.lines[0], note.message) for note in notes], compiled(found.text)

    return run


@pytest.fixture
def sample(imported):
    """Import one of the sample files."""
    return lambda name: imported(read_source(SAMPLES / name).text, name)

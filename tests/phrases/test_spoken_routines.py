"""One routine in each language, with the author's own texts, and everything that is said in it, in order."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.programs import spoken, studio
from voicecoach.phrases import load_phrases, phrase_languages
from voicecoach.pipeline import Compiled, compile_routine
from voicecoach.source import SourceText

GOLDEN = Path(__file__).parent / "golden"


def said_in(language):
    source = SourceText(name=f"{language}.yaml", text=(GOLDEN / f"{language}.yaml").read_text("utf-8"))
    result = compile_routine(
        source, {}, lambda routine: replace(studio(), phrases=load_phrases(routine.language))
    )
    assert isinstance(result, Compiled), result.diagnostics
    return [text for _, text in spoken(result)]


@pytest.mark.parametrize("language", phrase_languages())
def test_everything_that_is_said(language):
    assert said_in(language) == (GOLDEN / f"{language}.txt").read_text("utf-8").splitlines()

"""A session as files, written in order, each reported while it is made."""

import io
import json
from contextlib import contextmanager

import pytest

from tests.programs import studio
from voicecoach.errors import UsageError
from voicecoach.mixdown import mix_down
from voicecoach.pipeline import compile_routine
from voicecoach.source import SourceText
from voicecoach.speech.fake import FakeSpeech
from voicecoach.studio.marks import tags_of
from voicecoach.studio.progress import Untold
from voicecoach.studio.targets import check_targets, targets_of
from voicecoach.studio.writing import Material, write_targets

ROUTINE = "title: T\nsteps:\n  - say: Breathe.\n    for: 5s\n"


class Told(Untold):
    def __init__(self):
        self.frames = {}

    @contextmanager
    def writing(self, name, total_frames):
        yield lambda done: self.frames.update({name: (done.frames, total_frames)})


@pytest.fixture
def material():
    compiled = compile_routine(SourceText(name="m.yaml", text=ROUTINE), {}, lambda _: studio(FakeSpeech()))
    return Material(
        compiled=compiled,
        source=mix_down(compiled),
        tags=tags_of(compiled),
        plan=lambda done: json.dumps({"title": done.routine.title}),
    )


def test_each_is_written_whole_and_told_of(material, tmp_path):
    names = [str(tmp_path / f"a.{suffix}") for suffix in ("wav", "vtt", "json")]
    told, stream = Told(), io.BytesIO()
    targets = targets_of((*names, "-"), "srt")
    written = list(write_targets(targets, material, stream=lambda: stream, progress=told))
    assert [tuple(map(str, made.files)) for made in written] == [*((name,) for name in names), ()]
    assert told.frames == {names[0]: (240_000, 240_000)}
    assert (tmp_path / "a.wav").stat().st_size > 240_000 * 2
    assert "Breathe." in (tmp_path / "a.vtt").read_text("utf-8")
    assert json.loads((tmp_path / "a.json").read_text("utf-8")) == {"title": "T"}
    assert stream.getvalue().decode().startswith("1\n00:00:00,000 --> ")
    assert written[-1].done.size_bytes == len(stream.getvalue())


def test_a_file_that_is_there_is_kept_where_nothing_may_be_replaced(material, tmp_path):
    (tmp_path / "a.vtt").write_text("precious")
    targets = targets_of((str(tmp_path / "a.vtt"),), "mp3")
    with pytest.raises(UsageError):
        check_targets(targets, split=False, clobber=False)
    with pytest.raises(UsageError):
        list(write_targets(targets, material, stream=io.BytesIO, clobber=False))
    assert (tmp_path / "a.vtt").read_text() == "precious"

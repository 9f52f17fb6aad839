import errno
import io
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from voicecoach.errors import ExitCode, OutputError, UsageError
from voicecoach.output.formats import SOUND_FORMATS, format_of_path, sound_writer
from voicecoach.output.sound_file import Tags, write_sound

TAGS = Tags(title="Bar hang")
BEFORE = b"what was there before"


def nothing(_done_frames):
    pass


def test_a_suffix_chooses_the_writer():
    assert format_of_path(Path("a.mp3")).name == "mp3"
    assert format_of_path(Path("folder.x/A.WAV")).name == "wav"


@pytest.mark.parametrize(
    ("path", "message"), [("a.mp5", "no format has the suffix `.mp5`"), ("mp3", "`mp3` has no suffix")]
)
def test_an_unknown_suffix_lists_the_known_ones(path, message):
    with pytest.raises(UsageError) as raised:
        format_of_path(Path(path), other_suffixes=[".json"])
    assert raised.value.message == message
    known = ", ".join(f"`.{name}`" for name in SOUND_FORMATS)
    assert raised.value.hint == f"the suffixes are: {known}, `.json`"


@pytest.mark.parametrize("name", SOUND_FORMATS)
def test_a_stream_gets_the_bytes_of_the_file(tmp_path, mix, name):
    path = tmp_path / f"a.{name}"
    write_sound(path, sound_writer(name), mix, TAGS, nothing)
    stream = io.BytesIO(b"")
    stream.seek = None  # a pipe cannot
    write_sound(stream, sound_writer(name), mix, TAGS, nothing)
    assert stream.getvalue() == path.read_bytes()


@pytest.mark.parametrize("name", SOUND_FORMATS)
def test_memory_does_not_grow_with_the_length(tmp_path, generated, name):
    def peak_bytes(seconds):
        tracemalloc.start()
        try:
            write_sound(tmp_path / "a", sound_writer(name), generated(48_000 * seconds), TAGS, nothing)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak_bytes(1)  # imports and tables
    shorter, longer = peak_bytes(30), peak_bytes(120)
    assert longer < 1.5 * shorter + 2**20  # mutagen's buffer is so large, where the file is
    assert longer < 8_000_000


@pytest.mark.parametrize("name", SOUND_FORMATS)
@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), RuntimeError("no clip")], ids=["Ctrl-C", "a clip is missing"]
)
def test_an_interrupted_export_leaves_the_old_file(old_file, failing, name, error):
    with pytest.raises(type(error)):
        write_sound(old_file, sound_writer(name), failing(480_000, error), TAGS, nothing)
    assert old_file.read_bytes() == BEFORE
    assert list(old_file.parent.iterdir()) == [old_file]


@pytest.mark.parametrize("name", SOUND_FORMATS)
def test_a_full_disk_is_a_lack_of_the_environment(old_file, generated, name):
    source = generated(480_000)
    needed = f"{sound_writer(name).size_bytes(source) / 1_000:.1f} kB"

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(OutputError, match=f"no room for .* it needs {needed}, ") as raised:
        write_sound(old_file, sound_writer(name), source, TAGS, full)
    assert raised.value.exit_code is ExitCode.ENVIRONMENT
    assert old_file.read_bytes() == BEFORE
    assert list(old_file.parent.iterdir()) == [old_file]


@pytest.mark.parametrize("name", SOUND_FORMATS)
def test_no_clobber(old_file, generated, name):
    with pytest.raises(UsageError):
        write_sound(old_file, sound_writer(name), generated(48), TAGS, nothing, clobber=False)
    assert old_file.read_bytes() == BEFORE


@pytest.mark.parametrize("name", SOUND_FORMATS)
def test_a_stream_that_is_full(generated, name):
    with (
        Path("/dev/full").open("wb", buffering=0) as stream,
        pytest.raises(OutputError, match="cannot write the sound: No space left"),
    ):
        write_sound(stream, sound_writer(name), generated(48_000), TAGS, nothing)


@pytest.mark.parametrize("name", SOUND_FORMATS)
def test_a_reader_that_went_away_is_no_error_of_ours(generated, name):
    read_end, write_end = os.pipe()
    os.close(read_end)
    with open(write_end, "wb", buffering=0) as stream, pytest.raises(BrokenPipeError):  # noqa: PTH123 (a descriptor)
        write_sound(stream, sound_writer(name), generated(48_000), TAGS, nothing)


def test_the_formats_are_known_without_loading_what_writes_them():
    heavy = "{'numpy', 'lameenc', 'mutagen', 'soundfile', 'tempfile'}"
    program = f"import sys, voicecoach.output.formats; print(*({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""

"""M4A (AAC), by ffmpeg where it is installed: no Python package has an AAC encoder of its own.

The sound goes to ffmpeg block by block.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from msgspec import Struct

from voicecoach.ending import end_with_the_program
from voicecoach.errors import OutputError
from voicecoach.output.captions import lrc
from voicecoach.output.id3 import three_letters
from voicecoach.output.sound_file import Done, Progress, SoundFormat, Tags
from voicecoach.output.wav import WavWriter
from voicecoach.programs import find_program
from voicecoach.unfinished import unfinished_folder
from voicecoach.units import SAMPLE_RATE

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

    from voicecoach.sound.source import MixedSource

BITRATE_KBPS_PER_CHANNEL: Final = 64
_SPECIAL: Final = str.maketrans({sign: f"\\{sign}" for sign in "=;#\\\n"})  # of ffmpeg's metadata files
STUCK_AFTER_S: Final = 60.0
_NO_TAGS: Final = Tags()


class M4aWriter(Struct, frozen=True):
    """Writes from start to end, copying a temporary file that ffmpeg makes."""

    @property
    def seeks(self) -> bool:
        return False

    def size_bytes(self, source: MixedSource) -> int:
        bytes_per_s = BITRATE_KBPS_PER_CHANNEL * 1000 // 8 * source.channels
        return -(-source.total_frames // SAMPLE_RATE) * bytes_per_s

    def write(self, stream: BinaryIO, source: MixedSource, tags: Tags, progress: Progress) -> None:
        """Write what ffmpeg makes. Raises OutputError if ffmpeg is missing or fails."""
        import shutil
        import tempfile

        ffmpeg = find_ffmpeg()
        with unfinished_folder(Path(tempfile.gettempdir())) as folder:
            made = folder / "sound.m4a"
            metadata = folder / "tags.txt"
            metadata.write_text(ffmetadata(tags), "utf-8")
            cover = None
            if tags.cover is not None:
                cover = folder / "cover"
                cover.write_bytes(tags.cover.content)
            command = _command(ffmpeg, metadata, cover, made, source.channels, tags.language)
            _encode(command, source, progress)
            with made.open("rb") as file:
                shutil.copyfileobj(file, stream)
            progress(Done(frames=source.total_frames, size_bytes=made.stat().st_size))


def find_ffmpeg() -> str:
    """Return the path of ffmpeg. Raises OutputError with the remedy if it is missing."""
    found = find_program("ffmpeg")
    if found is None:
        raise OutputError(
            "`.m4a` needs ffmpeg, which is not installed",
            hint="install ffmpeg (`sudo apt install ffmpeg`, `brew install ffmpeg`), or export `.mp3` or `.ogg`",
        )
    return found


def ffmetadata(tags: Tags) -> str:
    """Return tags and chapters as an ffmpeg metadata file."""
    return "".join(f"{line}\n" for line in _metadata_lines(tags))


def _metadata_lines(tags: Tags) -> Iterator[str]:
    yield ";FFMETADATA1"
    tracks = f"/{tags.tracks}" if tags.tracks else ""
    texts = {
        "title": tags.title,
        "artist": tags.artist,
        "album": tags.album,
        "date": tags.year,
        "track": f"{tags.track}{tracks}" if tags.track else "",
        "comment": tags.comment,
        "lyrics": lrc(tags.lines, title=""),
    }
    for name, text in texts.items():
        if text:
            yield f"{name}={_escaped(text)}"
    for chapter in tags.chapters:
        yield "[CHAPTER]"
        yield "TIMEBASE=1/1000"
        yield f"START={chapter.start_ms}"
        yield f"END={chapter.end_ms}"
        yield f"title={_escaped(chapter.title)}"


def _escaped(text: str) -> str:
    """Return a value for a metadata file. A backslash at the end, escaped or not, would swallow the line end."""
    return text.translate(_SPECIAL) + (" " if text.endswith("\\") else "")


def _command(
    ffmpeg: str, metadata: Path, cover: Path | None, made: Path, channels: int, language: str
) -> list[str]:
    """Return the command; `bitexact` leaves out dates and versions."""
    sound = ["-f", "wav", "-i", "pipe:0"]
    tags = ["-f", "ffmetadata", "-i", str(metadata)]
    mapping = ["-map", "0:a", "-map_metadata", "1", "-map_chapters", "1"]
    mapping += ["-metadata:s:a:0", f"language={three_letters(language)}"]
    if cover is not None:
        tags += ["-i", str(cover)]
        mapping += ["-map", "2:v", "-c:v", "copy", "-disposition:v:0", "attached_pic"]
    coding = ["-c:a", "aac", "-b:a", f"{BITRATE_KBPS_PER_CHANNEL * channels}k"]
    exact = ["-fflags", "+bitexact", "-flags:a", "+bitexact", "-movflags", "+faststart"]
    before = [ffmpeg, "-nostdin", "-hide_banner", "-loglevel", "error", "-y"]
    return [*before, *sound, *tags, *mapping, *coding, *exact, "-f", "ipod", str(made)]


def _encode(command: list[str], source: MixedSource, progress: Progress) -> None:
    import subprocess
    import tempfile

    def heard(done: Done) -> None:
        watchdog.moved.set()
        progress(Done(frames=done.frames))  # only ffmpeg knows how large it becomes

    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(  # noqa: S603 - a fixed command; the program is one of PATH's; what runs before it is one call
            command,
            preexec_fn=end_with_the_program(),  # noqa: PLW1509 - one call of the C library, which takes no lock
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=complaints,
        ) as process,
    ):
        watchdog = _Watchdog(process)
        assert process.stdin is not None, "a pipe was asked for"
        try:
            WavWriter().write(cast("BinaryIO", process.stdin), source, _NO_TAGS, heard)
            process.stdin.close()
        except BrokenPipeError:  # it has ended, and says why
            with contextlib.suppress(BrokenPipeError):
                process.stdin.close()
        except BaseException:
            watchdog.over.set()
            process.kill()
            raise
        finally:
            watchdog.rest_of_it()
        code = process.wait()
        watchdog.over.set()
        if watchdog.has_killed:
            raise OutputError(
                f"ffmpeg cannot make the M4A: it did nothing for {STUCK_AFTER_S:.0f} s",
                hint="try again, or export `.mp3` or `.ogg`",
            )
        if code:
            complaints.seek(0)
            said = complaints.read().decode("utf-8", "replace").strip().splitlines()
            raise OutputError(
                f"ffmpeg cannot make the M4A: {said[-1] if said else f'it ended with {process.returncode}'}",
                hint="update ffmpeg, or export `.mp3` or `.ogg`",
            )


class _Watchdog:
    """Kills a process that takes no input for this long, or does not end within this time after the last of it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.moved, self.over = Event(), Event()
        self.has_killed = False
        self._process = process
        Thread(target=self._watch, name="ffmpeg watchdog", daemon=True).start()

    def _watch(self) -> None:
        while not self.over.wait(STUCK_AFTER_S):
            if not self.moved.is_set():
                self.has_killed = True
                self._process.kill()
                return
            self.moved.clear()

    def rest_of_it(self) -> None:
        """Restart the limit, within which it now has to end."""
        self.moved.set()


M4A: Final = SoundFormat(
    name="m4a", about="AAC; needs ffmpeg", has_cover=True, writer=M4aWriter, check=find_ffmpeg
)

"""Chapters and lyrics, read back by programs that are not ours."""

import io
import subprocess

import mutagen.id3
import pytest

from tests.output.decoders import ffmpeg, probe
from voicecoach.output.id3 import id3_tag
from voicecoach.output.marks import Chapter, SpokenLine
from voicecoach.output.mp3 import Mp3Writer
from voicecoach.output.sound_file import MOST_CHAPTERS, Tags, write_sound

CHAPTERS = (
    Chapter(start_ms=0, duration_ms=8_000, title="Get ready"),
    Chapter(start_ms=8_000, duration_ms=7_001, title="Hängen = 1; #2"),
    Chapter(start_ms=15_001, duration_ms=5_006, title="Well done"),
)
LINES = (
    SpokenLine(onset_ms=1_000, duration_ms=900, text="Step up."),
    SpokenLine(onset_ms=8_050, duration_ms=900, text="Hängen."),
)
TAGS = Tags(
    title="Bar hang",
    artist="voicecoach",
    album="Bar hang",
    year="2026",
    track=2,
    tracks=3,
    language="de",
    chapters=CHAPTERS,
    lines=LINES,
)


def shown_chapters(probed):
    """Return what ffprobe shows as (start_ms, end_ms, title)."""
    return [
        (
            round(float(found["start_time"]) * 1000),
            round(float(found["end_time"]) * 1000),
            found["tags"]["title"],
        )
        for found in probed["chapters"]
    ]


EXPECTED = [(chapter.start_ms, chapter.end_ms, chapter.title) for chapter in CHAPTERS]


@pytest.fixture(scope="module")
def mp3(mix, tmp_path_factory):
    path = tmp_path_factory.mktemp("mp3") / "a.mp3"
    write_sound(path, Mp3Writer(), mix, TAGS, lambda _: None)
    return path


def test_ffprobe_reads_the_chapters_of_an_mp3(mp3):
    assert shown_chapters(probe(mp3)) == EXPECTED


def test_mutagen_reads_chapters_contents_and_lyrics(mp3):
    tag = mutagen.id3.ID3(mp3, translate=False)
    assert tag.version == (2, 3, 0)
    (contents,) = tag.getall("CTOC")
    chapters = [tag[f"CHAP:{element_id}"] for element_id in contents.child_element_ids]
    assert contents.flags == mutagen.id3.CTOCFlags.TOP_LEVEL | mutagen.id3.CTOCFlags.ORDERED
    assert [
        (chapter.start_time, chapter.end_time, chapter.sub_frames["TIT2"].text[0]) for chapter in chapters
    ] == EXPECTED
    (lyrics,) = tag.getall("USLT")
    assert lyrics.lang == "ger"
    assert lyrics.text.splitlines()[:3] == ["[00:01.00]Step up.", "[00:01.90]", "[00:08.05]Hängen."]
    assert (tag["TYER"].text, tag["TRCK"].text) == (["2026"], ["2/3"])


def test_mp3val_finds_nothing(mp3):
    done = subprocess.run(["mp3val", mp3], capture_output=True, text=True, check=True)
    assert "WARNING" not in done.stdout
    assert "ERROR" not in done.stdout


def test_the_codecs_delay_is_no_part_of_a_chapters_time(mp3, mix):
    """A decoder drops the delay: the sound that a chapter begins with is at the chapter's own time."""
    assert len(ffmpeg(mp3)) == mix.total_frames == 48 * CHAPTERS[-1].end_ms


def test_as_many_chapters_as_can_be_listed():
    chapters = tuple(
        Chapter(start_ms=1000 * number, duration_ms=1000, title=f"Step {number}")
        for number in range(MOST_CHAPTERS)
    )
    tag = mutagen.id3.ID3(io.BytesIO(id3_tag(Tags(chapters=chapters))), translate=False)
    assert len(tag.getall("CHAP")) == MOST_CHAPTERS
    assert len(tag["CTOC:toc"].child_element_ids) == MOST_CHAPTERS


def test_the_same_tags_are_the_same_bytes():
    assert id3_tag(TAGS) == id3_tag(TAGS)

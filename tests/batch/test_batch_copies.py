"""Rows that are alike but for their names: one is made, the others are copied, unless what they are copied from has changed."""

import itertools

import pytest

from voicecoach.batch import render
from voicecoach.batch.orders import Desk, RunOptions
from voicecoach.batch.plan import chunked
from voicecoach.batch.render import Renderer
from voicecoach.batch.table import read_table
from voicecoach.studio.mixing import MixChoice
from voicecoach.studio.studios import VoiceChoice

ROUTINE = "title: T\nparameters: {hold: 2s}\nsteps:\n  - hold: Plank\n    for: $hold\n"


@pytest.fixture
def made(tmp_path, clips, monkeypatch):
    """Return a function that makes rows in turn, and the list of the rows that were compiled for it."""
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "clips").symlink_to(clips)
    (tmp_path / "out").mkdir()
    (tmp_path / "r.yaml").write_text(ROUTINE)
    compiled = []
    compile_routine = render.compile_routine

    def counted(source, *rest, **options):
        compiled.append(source.name)
        return compile_routine(source, *rest, **options)

    monkeypatch.setattr(render, "compile_routine", counted)
    renderer = Renderer()

    def make(*rows, formats=("mp3", "vtt"), new=frozenset()):
        return [
            renderer.render(order, f"key {order.id}", new)
            for order in orders(tmp_path, *rows, formats=formats)
        ]

    yield make, compiled
    renderer.close()


def orders(folder, *rows, formats=("mp3",)):
    (folder / "t.csv").write_text("\n".join(("id,routine,hold,name", *rows)) + "\n")
    options = RunOptions(
        voice=VoiceChoice(engine="espeak"), tones="default", mix=MixChoice(), formats=formats
    )
    desk = Desk(options, root=folder, out=folder / "out")
    return [desk.order(row) for row in read_table(folder / "t.csv")]


def test_a_file_of_somebody_else_that_comes_while_its_chunk_is_made_is_not_replaced(tmp_path, made):
    make, _ = made
    for name in ("a.vtt", "b.mp3"):  # made, and copied
        (tmp_path / "out" / name).write_bytes(b"theirs")
    rows = ("a,r.yaml,2s,", "c,r.yaml,2s,", "b,r.yaml,2s,")
    outcomes = make(*rows, new={f"{row}.{form}" for row in "abc" for form in ("mp3", "vtt")})
    assert [(one.code, one.exit_code, one.taken) for one in (outcomes[0], outcomes[2])] == [
        ("taken", 3, ("a.vtt",)),
        ("taken", 3, ("b.mp3",)),
    ]
    assert [file.name for file in outcomes[1].files] == ["c.mp3", "c.vtt"]
    assert {(tmp_path / "out" / name).read_bytes() for name in ("a.vtt", "b.mp3")} == {b"theirs"}
    assert make(rows[0], new={"a.mp3"})[0].id == "a"  # its other file is one of ours


def test_rows_that_are_alike_are_made_once(tmp_path, made):
    make, compiled = made
    first, second, third = make("a,r.yaml,2s,", "b,r.yaml,3s,", "c,r.yaml,2s,sub/c")
    assert len(compiled) == 2
    assert (third.id, third.key) == ("c", "key c")
    assert [file.name for file in third.files] == ["sub/c.mp3", "sub/c.vtt"]
    assert [file.sha256 for file in third.files] == [file.sha256 for file in first.files]
    assert third.duration_ms == first.duration_ms != second.duration_ms
    for suffix in ("mp3", "vtt"):
        one, other = (tmp_path / "out" / f"{name}.{suffix}" for name in ("a", "sub/c"))
        assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("change", ["damaged", "gone", "routine"])
def test_what_has_changed_since_is_made_again(tmp_path, made, change):
    make, compiled = made
    first, _ = make("a,r.yaml,2s,", "b,r.yaml,3s,")
    path = tmp_path / "out" / "a.mp3"
    whole = path.read_bytes()
    if change == "damaged":
        path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    elif change == "gone":
        path.unlink()
    else:
        (tmp_path / "r.yaml").write_text(ROUTINE.replace("Plank", "Wall sit"))
    (again,) = make("c,r.yaml,2s,")
    assert len(compiled) == 3
    assert (again.files[0].sha256 == first.files[0].sha256) == (change != "routine")
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".voicecoach")]


def test_rows_that_are_alike_come_one_after_the_other(tmp_path):
    (tmp_path / "r.yaml").write_text(ROUTINE)
    rows = [f"p{number},r.yaml,{number % 3 + 2}s," for number in range(12)]
    for formats in (("mp3",), ("opus",)):  # a quick one, and one whose rows are handed out one by one
        of = orders(tmp_path, *rows, formats=formats)
        handed = [
            [number for number, _ in chunk]
            for chunk in chunked([(n, "") for n in range(12)], of.__getitem__, workers=1, total=12)
        ]
        assert sorted(number for chunk in handed for number in chunk) == list(range(12))
        in_turn = [of[number].settings for chunk in handed for number in chunk]
        changes = sum(one != other for one, other in itertools.pairwise(in_turn))
        assert changes <= 3

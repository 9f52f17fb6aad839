"""Tables as spreadsheets write them: read right, or refused with the line. No value of a row is in a message."""

import os
import time

import pytest

from voicecoach.batch.table import read_table
from voicecoach.errors import InputError, UsageError

HEADER = "id,routine,hold\n"


def rows(tmp_path, content, name="t.csv", **options):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_table(path, **options)


def refusal(tmp_path, content, name="t.csv", **options):
    with pytest.raises(UsageError) as caught:
        rows(tmp_path, content, name, **options)
    assert caught.value.hint
    return caught.value.message.removeprefix(str(tmp_path / name)).removeprefix(":")


ROWS = "id;routine;hold;note.x\np1;bar-hang;45s;Grüße\np2;bar-hang;;\n"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_spreadsheets_are_read(tmp_path, separator, encoding, end):
    text = ROWS.replace(";", separator).replace("\n", end)
    first, second = rows(tmp_path, text.encode(encoding))
    assert (first.id, first.routine, first.settings, first.line) == ("p1", "bar-hang", (("hold", "45s"),), 2)
    assert (second.id, second.settings, second.name, second.line) == ("p2", (), "p2", 3)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("own_line", ["sep=;", "SEP=;", '"sep=;"'])
def test_excels_own_line_and_empty_columns_and_rows_are_passed_over(tmp_path, own_line, end):
    lines = (own_line, "id;routine;hold;;", ";;;;", "p1;bar-hang;45s;;", "", "")
    (row,) = rows(tmp_path, end.join(lines))
    assert (row.line, row.settings) == (4, (("hold", "45s"),))


@pytest.mark.parametrize("header", ["id;routine;note.a,b,c,d", 'id;routine;"note.a,b,c,d"'])
def test_what_separates_the_needed_columns_separates_all(tmp_path, header):
    (row,) = rows(tmp_path, f"{header}\np1;bar-hang;x\n")
    assert (row.id, row.routine) == ("p1", "bar-hang")


def test_cells_may_hold_separators_quotes_and_line_ends(tmp_path):
    first, second = rows(tmp_path, 'id,routine,note.x\np1,bar-hang,"a, ""b""\nc"\np2,bar-hang,\n')
    assert (first.line, second.line) == (2, 4)


def test_json_lines_are_read(tmp_path):
    lines = '{"id": "p1", "routine": "r.yaml", "set.reps": 8, "noisy": true, "hold": null}\n\n{"id": "p2", "routine": "x"}\n'
    first, second = rows(tmp_path, lines, "t.jsonl")
    assert (first.settings, first.noisy, first.line) == ((("reps", "8"),), "yes", 1)
    assert (second.settings, second.line) == ((), 3)


def test_names_come_from_a_pattern_or_a_column(tmp_path):
    text = "id,routine,name\na,sub/week.yaml,\nb,bar-hang,monday/b\n"
    assert [row.name for row in rows(tmp_path, text)] == ["a", "monday/b"]
    path = tmp_path / "t.csv"
    assert [row.name for row in read_table(path, name="{routine}/{id}")] == ["week/a", "monday/b"]
    with pytest.raises(UsageError):
        read_table(path, name="{hold}")


@pytest.mark.parametrize("cells", ["p1,bar-hang", "p1,bar-hang,45s,too many"])
def test_a_row_of_another_length_is_bad_and_the_others_are_not(tmp_path, cells):
    bad, good = rows(tmp_path, f"{HEADER}{cells}\np2,bar-hang,45s\n")
    assert (bad.is_whole, bad.id, bad.line) == (False, "p1", 2)
    assert good.is_whole


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "1: the table is empty"),
        (HEADER, "1: the table has no rows"),
        ("routine\nbar-hang\n", "1: the column `id` is missing"),
        ("id\np1\n", "1: the column `routine` is missing"),
        ("id,routine,Hold,hold\np1,bar-hang,1s,2s\n", "1: two columns are called `hold`"),
        ("id,routine,hold,set.hold\np1,bar-hang,1s,2s\n", "1: `hold` and `set.hold` are the same"),
        ("id,routine,houd\np1,bar-hang,1s\n", "1: there is no column `houd`"),
        ("id,routine,,hold\np1,bar-hang,,1s\n", "1: a column has no name"),
        (f'{HEADER}p1,bar-hang,1s\np2,"bar-hang,1s\np3,bar-hang,1s\n', "3: a quote is never closed"),
        (f"{HEADER}p1,bar-hang,1s\np1,bar-hang,2s\n", "3: line 2 has the same `id`"),
        (f"{HEADER}p1,bar-hang,1s\nP1,bar-hang,2s\n", "3: line 2 has files of the same name"),
        (f"{HEADER},bar-hang,1s\n", "2: the row's `id` is no id"),
        (f"{HEADER}Müller,bar-hang,1s\n", "2: the row's `id` is no id"),
        (f"{HEADER}../x,bar-hang,1s\n", "2: the row's `id` is no id"),
        (f"{HEADER}p1,bar-hang,1s\n".encode() + b"p2,\xfc,1s\n", "3: this is no UTF-8"),
        (f"{HEADER}p1,bar\0hang,1s\n", "2: there is a zero byte: this is no text"),
        (f"{HEADER}p1,bar\0hang,1s\n".replace("\n", "\r"), "2: there is a zero byte: this is no text"),
        (f"{HEADER}p1".encode("utf-16") + b"\x00", "2: this is no UTF-16"),
        (
            f"{HEADER}p1,{'x' * 200_000},1s\n",
            "2: a cell has more than 131,072 signs: perhaps a quote is never closed",
        ),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(tmp_path, content, message):
    assert refusal(tmp_path, content) == message


@pytest.mark.parametrize(
    "name",
    [
        "../out",
        "/etc/x",
        "a//b",
        ".",
        "a/..",
        "con",
        "a\\b",
        "x:y",
        "journal.jsonl/x",
        "Manifest.csv",
        "a.",
        "x" * 300,
    ],
)
def test_a_name_stays_in_the_folder(tmp_path, name):
    message = refusal(tmp_path, f"id,routine,name\np1,bar-hang,{name}\n")
    assert message == "2: the name of the row's files cannot be"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "2: this is no JSON"),
        ("[1]", "2: this is no object"),
        ('{"id": "a", "id": "b", "routine": "x"}', "2: a name stands twice in the object"),
        (
            '{"id": "a", "routine": ["x"]}',
            "2: a value is neither a text, a whole number, true, false nor null",
        ),
    ],
)
def test_what_is_no_json_line_is_refused_with_its_line(tmp_path, line, message):
    assert refusal(tmp_path, f'{{"id": "z", "routine": "x"}}\n{line}\n', "t.jsonl") == message


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_columns_cost_what_they_are_and_not_their_square(tmp_path, suffix):
    many = [f"note.{number}" for number in range(20_000)]
    objects = "".join(f'{{"id": "p{name[5:]}", "routine": "x", "{name}": 1}}\n' for name in many)
    text = objects if suffix == "jsonl" else f"id,routine,{','.join(many)}\np1,x{',' * len(many)}\n"
    path = tmp_path / f"t.{suffix}"
    path.write_text(text)
    begin_s = time.process_time()
    read_table(path)
    assert time.process_time() - begin_s < 3.0


def test_a_suggestion_is_made(tmp_path):
    (tmp_path / "t.csv").write_text("id,routine,formatts\np1,bar-hang,\n")
    with pytest.raises(UsageError) as caught:
        read_table(tmp_path / "t.csv")
    assert caught.value.hint.startswith("did you mean `formats`?")


def test_a_pipe_is_no_table_and_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "t.csv")
    with pytest.raises(InputError, match="is a pipe"):
        read_table(tmp_path / "t.csv")


def test_a_table_of_lines_with_nothing_in_them_is_refused_quickly(tmp_path):
    begin_s = time.process_time()
    assert refusal(tmp_path, "{}\n" * 349_525, "t.jsonl") == "1: the table is empty"
    assert time.process_time() - begin_s < 2.0

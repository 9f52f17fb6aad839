"""Tables from data frames. Where pyarrow, which is large, is not installed, a stand-in with the few calls that we make takes its place."""

import io
import json
import sys
from types import ModuleType, SimpleNamespace

import pytest

from voicecoach.batch.table import read_table
from voicecoach.errors import UsageError

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ModuleNotFoundError:
    pa = None


class _ParquetFile:
    """Reads what `written` below writes without pyarrow, as its class of that name would."""

    def __init__(self, file):
        try:
            self._columns = json.loads(file.read())
        except ValueError as failure:
            raise ValueError("Parquet magic bytes not found") from failure
        self.schema_arrow = SimpleNamespace(names=[name for name, _ in self._columns])

    def iter_batches(self, *, batch_size, columns):
        rows = [
            dict(zip(columns, values, strict=True))
            for values in zip(*map(self._values, columns), strict=True)
        ]
        for begin in range(0, len(rows), batch_size):
            yield SimpleNamespace(to_pylist=lambda batch=rows[begin : begin + batch_size]: batch)

    def _values(self, column):
        return next(values for name, values in self._columns if name == column)


def written(columns):
    if pa is None:
        return json.dumps(columns).encode()
    file = io.BytesIO()
    table = pa.Table.from_arrays(
        [pa.array(values) for _, values in columns], names=[name for name, _ in columns]
    )
    pq.write_table(table, file)
    return file.getvalue()


@pytest.fixture(autouse=True)
def reader(monkeypatch):
    if pa is None:
        parquet = ModuleType("pyarrow.parquet")
        parquet.ParquetFile = _ParquetFile
        monkeypatch.setitem(sys.modules, "pyarrow", ModuleType("pyarrow"))
        monkeypatch.setitem(sys.modules, "pyarrow.parquet", parquet)


def table(tmp_path, columns):
    path = tmp_path / "t.parquet"
    path.write_bytes(columns if isinstance(columns, bytes) else written(columns))
    return path


def refusal(path):
    with pytest.raises(UsageError) as caught:
        read_table(path)
    assert caught.value.hint
    return caught.value.message.removeprefix(f"{path}:")


def test_a_data_frame_is_read_as_the_same_table_in_csv(tmp_path):
    path = table(
        tmp_path,
        [
            ("id", ["p1", "p2"]),
            ("routine", ["bar-hang", "back-relief"]),
            ("rounds", [3.0, float("nan")]),  # what gaps make of whole numbers
            ("set.reps", [None, 8]),
            ("noisy", [True, False]),
            ("note.weight", [71.5, 80.25]),
        ],
    )
    (tmp_path / "t.csv").write_text(
        "id,routine,rounds,set.reps,noisy,note.weight\np1,bar-hang,3,,yes,71.5\np2,back-relief,,8,no,80.25\n"
    )
    rows = read_table(path)
    assert [row.line for row in rows] == [1, 2]
    as_csv = read_table(tmp_path / "t.csv")
    assert [(row.settings, row.noisy, row.name) for row in rows] == [
        (row.settings, row.noisy, row.name) for row in as_csv
    ]


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ([("id", ["p1", "p2"]), ("routine", ["x", "x"]), ("rounds", [3.0, 2.5])], "2: a value is neither a text, a whole number, true, false nor null"),
        ([("id", ["p1", "p1"]), ("routine", ["x", "x"])], "2: line 1 has the same `id`"),
        ([("id", ["p1"]), ("routine", ["x"]), ("id", ["p2"])], "1: two columns are called `id`"),
        ([("id", ["p1"]), ("routine", [["x"]])], "1: a value is neither a text, a whole number, true, false nor null"),
        ([("routine", ["x"])], "1: the column `id` is missing"),
        (b"id,routine\n", "1: this is no Parquet file"),
        (b"", "1: this is no Parquet file"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_its_row(tmp_path, columns, message):
    assert refusal(table(tmp_path, columns)) == message


def test_a_file_that_was_cut_off_is_refused(tmp_path):
    whole = written([("id", ["p1"]), ("routine", ["bar-hang"])])
    assert refusal(table(tmp_path, whole[: len(whole) // 2])) == "1: this is no Parquet file"


def test_what_is_missing_is_said(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(UsageError, match="needs the extra `parquet`") as caught:
        read_table(table(tmp_path, b""))
    assert "voicecoach[parquet]" in caught.value.hint

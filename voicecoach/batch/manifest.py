"""What a run writes beside its files: a manifest, checksums for `sha256sum -c`, and the rows that failed."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from voicecoach.escaping import csv_cell
from voicecoach.output.files import atomic_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from voicecoach.batch.outcomes import Made, RowFailed

MANIFEST: Final = "manifest.csv"
CHECKSUMS: Final = "SHA256SUMS"
FAILURES: Final = "failures.csv"
WRITTEN_BESIDE: Final = (MANIFEST, CHECKSUMS, FAILURES)
_MANIFEST_COLUMNS: Final = ("id", "file", "format", "sha256", "bytes", "duration_ms", "warnings", "state")
_FAILURE_COLUMNS: Final = ("id", "line", "code", "message")


def write_manifest(folder: Path, rows: Sequence[tuple[Made, bool]], failed: Iterable[RowFailed]) -> None:
    """Write all three, each whole or not at all. The manifest says of each row whether it was made in this run. Raises OutputError."""
    _write(
        folder / MANIFEST,
        _csv(
            _MANIFEST_COLUMNS,
            (
                (
                    csv_cell(made.id),
                    csv_cell(file.name),
                    file.format,
                    file.sha256,
                    str(file.size_bytes),
                    str(made.duration_ms),
                    " ".join(made.warnings),
                    "made" if is_new else "kept",
                )
                for made, is_new in rows
                for file in made.files
            ),
        ),
    )
    sums = sorted((file.name, file.sha256) for made, _ in rows for file in made.files)
    _write(folder / CHECKSUMS, "".join(f"{sha256}  {name}\n" for name, sha256 in sums))
    _write(
        folder / FAILURES,
        _csv(
            _FAILURE_COLUMNS,
            ((csv_cell(one.id), str(one.line), one.code, csv_cell(one.message)) for one in failed),
        ),
    )


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return written.getvalue()


def _write(path: Path, text: str) -> None:
    with atomic_file(path, sweeps=False) as file:  # the run sweeps
        file.write(text.encode())

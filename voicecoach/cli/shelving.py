"""`list` and `show`: the built-in routines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from voicecoach.cli.choices import filters_of
from voicecoach.cli.programmes import opened_or_exit
from voicecoach.cli.terminal import show, show_content, show_json, show_table, tell, width
from voicecoach.cli.work import exit_code, report
from voicecoach.language.parse import parse
from voicecoach.language.programmes import is_programme
from voicecoach.report.programmes import phase_rows, programme_data, programme_facts, programme_rows
from voicecoach.report.shelf import list_rows, routine_page
from voicecoach.report.tables import paragraph
from voicecoach.sources import read_routine
from voicecoach.studio.programmes import builtin_programmes, lacks_tags
from voicecoach.studio.shelf import entries, nearest

if TYPE_CHECKING:
    from voicecoach.cli.options import Wishes
    from voicecoach.studio.shelf import ShelfEntry


def list_routines(wishes: Wishes, *, only_programmes: bool, as_json: bool) -> None:
    """Show the built-in routines, and below them the programmes. As data, programmes have a list of their own."""
    filters = filters_of(wishes)
    if only_programmes:
        programmes = [made for made in builtin_programmes() if not lacks_tags(made, filters)]
        if as_json:
            show_json([{"name": made.source.name, **programme_facts(made)} for made in programmes])
        elif programmes:
            show_table(programme_rows(programmes))
        else:
            show("no built-in programme matches all filters")
        return
    shown = [entry for entry in entries() if not filters.lacks(entry)]
    if as_json:
        show_json([_json(entry) for entry in shown])
        return
    programmes = [made for made in builtin_programmes() if not lacks_tags(made, filters)]
    if shown:
        show_table(list_rows(shown))
    else:
        show("no built-in routine matches all filters")
        tell(nearest(filters, entries()))
    if programmes:
        show("")
        show_table(programme_rows(programmes))


def _json(entry: ShelfEntry) -> dict[str, Any]:
    routine = entry.routine
    return {
        "name": entry.name,
        "title": routine.title,
        "about": routine.about,
        "language": routine.language,
        "tags": {tag.name: list(tag.values) for tag in routine.tags},
        "total_ms": entry.total_ms,
    }


def show_routine(name: str, *, only_source: bool, as_json: bool) -> int | None:
    source = read_routine(name)
    if only_source:
        show_content(source.text)
        return None
    if is_programme(source):
        programme = opened_or_exit(source).programme
        if as_json:
            show_json(programme_data(programme))
        else:
            show(f"{programme.title}\n\n{paragraph(programme.about, width())}\n")
            show_table(phase_rows(programme))
        return None
    routine, found = parse(source)
    if routine is None:
        report(found, err=True)
        return exit_code(found)
    if as_json:
        parameters = [
            {
                "name": parameter.name,
                "kind": str(parameter.kind),
                "default": parameter.default,
                "min": parameter.minimum,
                "max": parameter.maximum,
                "choices": list(parameter.choices),
                "about": parameter.about,
            }
            for parameter in routine.parameters
        ]
        data = {
            "title": routine.title,
            "about": routine.about,
            "language": routine.language,
            "tags": {tag.name: list(tag.values) for tag in routine.tags},
            "parameters": parameters,
            "source": source.text,
        }
        show_json(data)
        return None
    show(routine_page(routine, width=width()))
    return None

"""`show`: one routine or programme."""

from __future__ import annotations

from voicecoach.cli.programmes import opened_or_exit
from voicecoach.cli.terminal import show, show_content, show_json, show_table, width
from voicecoach.cli.work import exit_code, report
from voicecoach.language.parse import parse
from voicecoach.language.programmes import is_programme
from voicecoach.report.programmes import phase_rows, programme_data
from voicecoach.report.routine_page import routine_page
from voicecoach.report.tables import paragraph
from voicecoach.sources import read_routine


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

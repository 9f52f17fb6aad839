"""`plan`: what will be heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.cli.parameters import with_fit
from voicecoach.cli.programmes import chosen, show_programme
from voicecoach.cli.terminal import show, show_json, show_table, width
from voicecoach.cli.work import compiled_or_exit, find_routine, note, studio_opener
from voicecoach.language.programmes import is_programme

if TYPE_CHECKING:
    from voicecoach.cli.options import Choice, SoundOptions, Which

_PLAN_COLUMNS: Final = 80  # of the chart, where there is no terminal
_WIDEST_CHART: Final = 100


def show_plan(choice: Choice, sound: SoundOptions, which: Which, *, with_cues: bool, as_json: bool) -> None:
    """Show an exercise a line, or all that is heard, or the plan as data; of a programme, all of its sessions."""
    from voicecoach.report.plan import cue_lines, plan_chart, plan_json, plan_rows

    with studio_opener(sound, names_voice=False) as open_for:
        source = find_routine(choice, quiet=sound.quiet)
        if is_programme(source) and not which.session and not which.week:
            show_programme(source, open_for, as_json=as_json)
            return
        one = chosen(source, choice, which)
        fit, settings = with_fit(choice, one.settings, one.source)
        compiled = compiled_or_exit(one.source, settings, fit, sound, open_for)
    if as_json:
        show_json(plan_json(compiled))
        return
    show(plan_chart(compiled, width=min(width() or _PLAN_COLUMNS, _WIDEST_CHART)))
    show("")
    if with_cues:
        show(cue_lines(compiled, width=width()))
    else:
        show_table(plan_rows(compiled))
        note("all that is heard: --cues; as a picture: `export` with `-o FILE.svg`", quiet=sound.quiet)
    if sound.engine == "none":
        note("the length of speech is an estimate (--engine none)", quiet=sound.quiet)

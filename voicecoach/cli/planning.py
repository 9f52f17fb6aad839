"""`plan`: what will be heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.cli.terminal import show, show_json, show_table, width
from voicecoach.cli.work import compiled_or_exit, note, studio_opener

if TYPE_CHECKING:
    from voicecoach.cli.options import Choice, SoundOptions

_PLAN_COLUMNS: Final = 80  # of the chart, where there is no terminal
_WIDEST_CHART: Final = 100


def show_plan(choice: Choice, sound: SoundOptions, *, with_cues: bool, as_json: bool) -> None:
    """Show an exercise a line, or all that is heard, or the plan as data."""
    from voicecoach.report.plan import cue_lines, plan_chart, plan_json, plan_rows

    with studio_opener(sound, names_voice=False) as open_for:
        compiled = compiled_or_exit(choice, sound, open_for)
    if as_json:
        show_json(plan_json(compiled))
        return
    show(plan_chart(compiled, width=min(width() or _PLAN_COLUMNS, _WIDEST_CHART)))
    show("")
    if with_cues:
        show(cue_lines(compiled, width=width()))
    else:
        show_table(plan_rows(compiled))
        note("all that is heard: --cues", quiet=sound.quiet)
    if sound.engine == "none":
        note("the length of speech is an estimate (--engine none)", quiet=sound.quiet)

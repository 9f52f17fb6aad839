"""The words of findings about what will be heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from voicecoach.findings import session
from voicecoach.language.model import LEFT, RIGHT
from voicecoach.report.wording import giving_way, keys, telling
from voicecoach.report.wording.advice import suggested
from voicecoach.report.wording.show import did_you_mean, listed, plain, plural, ticked
from voicecoach.report.wording.words import FindingWords
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from voicecoach.findings.session import SessionFinding

_BESIDE = "put the file beside the routine"
_NO_SUCH_FILE = "no such file"


def session_words(found: SessionFinding) -> FindingWords:  # noqa: C901, PLR0911, PLR0912 - one case a finding
    match found:
        # --- when cues are heard ----------------------------------------------------------------
        case session.BadCueKey():
            return suggested(
                f"{ticked(found.key)} does not say when the cue is heard",
                found.suggestion,
                "write `5s`, `-10s`, `50%`, `start`, `end`, `every 15s`, `random 40s-80s`, "
                "`rep 3`, `last 3 reps`, `round 2` or `side left`",
            )
        case session.CueOutsideTime():
            return keys.cue_outside_time(found)
        case session.CueOutsideCount():
            return keys.cue_outside_count(found)
        case session.CueNotCounted():
            lacking = keys.COUNTED[found.unit]
            return FindingWords(
                f"the cue {ticked(found.key)} is never heard",
                f"the step has no {lacking}",
                "write another time, or delete the cue",
            )
        case session.CueOfNoSide():
            side = f"{found.side} side" if found.side in {LEFT, RIGHT} else f"side {ticked(found.side)}"
            return FindingWords(
                f"the cue {ticked(found.key)} is never heard",
                f"the step has no {side}",
                f"did you mean {ticked(f'side {found.suggestion}')}?"
                if found.suggestion
                else "write another time, or delete the cue",
            )
        # --- the whole session ------------------------------------------------------------------
        case session.PeriodOverrun():
            need = format_duration_ms(found.need_ms)
            return FindingWords(
                f"the work takes {need}, and there is {format_duration_ms(found.room_ms)} for it",
                f"{need} of work",
                f"shorten the steps, or give each round more time: `every: {format_duration_ms(found.every_ms)}`",
            )
        case session.NoTimeForReps():
            room = format_duration_ms(found.room_ms)
            return FindingWords(
                f"the other steps take {format_duration_ms(found.used_ms)} of {room}, and leave no time for these reps",
                "no time is left for them",
                "shorten the other steps, or give each round more time with `every:`",
            )
        case session.TooLong():
            limit, total = format_duration_ms(found.limit_ms), format_duration_ms(found.total_ms)
            return FindingWords(
                f"the session is longer than {limit}: {total}",
                "goes past the limit here",
                "use fewer rounds or shorter steps",
            )
        case session.TooManyEvents():
            return _too_many(found)
        case session.UnknownTone():
            return suggested(
                f"the tone pack has no sound {ticked(found.tone)}",
                found.suggestion,
                f"it has {plain(', '.join(found.known))}; a sound of your own is a file, such as `gong.wav`",
            )
        case session.ReadyInFile():
            nor = f", nor at {plural(found.others, 'other step')}" if found.others else ""
            return FindingWords(
                f"an exported file cannot wait for you here{nor}",
                "waits in a live session only",
                "`voicecoach play` waits; for a file, make the rest or the lead-in before it longer",
            )
        case session.UntilDoneInFile():
            verb = "does" if found.others == 1 else "do"
            nor = f", and so {verb} {plural(found.others, 'other step')}" if found.others else ""
            return FindingWords(
                f"an exported file cannot tell when you are done, so this goes on to its limit of {format_duration_ms(found.limit_ms)}{nor}",
                "ends early in a live session only",
                "`voicecoach play` ends it when you are done, and so does a page (`-o NAME.html`)",
            )
        case session.NotRecorded():
            sentences, are = (
                ("a sentence", "is") if len(found.texts) == 1 else (f"{len(found.texts)} sentences", "are")
            )
            return FindingWords(
                f"{sentences} {are} not recorded in {ticked(found.folder)}: {listed(found.texts)}",
                "an engine says it",
                f"`voicecoach record ROUTINE --to {plain(found.folder)}` asks for what is missing",
            )
        # --- files beside the routine -----------------------------------------------------------
        case session.SoundMissing():
            mean = did_you_mean(found.suggestion)
            return FindingWords(
                f"the sound {ticked(found.path)} cannot be found", mean or _NO_SUCH_FILE, mean or _BESIDE
            )
        case session.SoundOutside():
            return FindingWords(
                f"the sound {ticked(found.path)} is outside of the routine's folder", "", _BESIDE
            )
        case session.SoundUnreadable():
            return FindingWords(
                f"the sound {ticked(found.path)} cannot be used",
                plain(found.reason),
                plain(found.remedy) or "try it as a WAV or an MP3 file",
            )
        case session.IncludeMissing():
            return FindingWords(
                f"the routine {ticked(found.path)} cannot be found",
                did_you_mean(found.suggestion) or plain(found.reason) or _NO_SUCH_FILE,
                did_you_mean(found.suggestion) or "write its path from this routine's folder on",
            )
        case session.IncludeOutside():
            return FindingWords(
                f"the routine {ticked(found.path)} is outside of this routine's folder",
                "",
                f"{_BESIDE}, or below",
            )
        case session.IncludeCycle():
            return FindingWords(
                f"the routine {ticked(found.path)} includes itself",
                "round and round",
                "delete one of the includes",
            )
        case session.IncludeTooMany():
            return FindingWords(
                f"more than {found.limit} includes", "one too many", "put several steps into one file"
            )
        # --- cues that give way -----------------------------------------------------------------
        case session.CueShortened():
            return giving_way.shortened(found)
        case session.CueFaster():
            return giving_way.faster(found)
        case session.CueMoved():
            return giving_way.moved(found)
        case session.CueLeftOut():
            return giving_way.left_out(found)
        case session.NotAnnounced():
            return telling.not_announced(found)
        case session.AnnouncedLate():
            return telling.announced_late(found)
        case _:
            assert_never(found)


def _too_many(found: session.TooManyEvents) -> FindingWords:
    match found.of:
        case "session":
            return FindingWords(
                f"the session has more than {found.limit:,} events",
                "goes past the limit here",
                "use fewer rounds or shorter steps",
            )
        case "step":
            return FindingWords(
                f"the step has more than {found.limit:,} events", "goes past the limit here", "use fewer cues"
            )
        case "texts":
            return FindingWords(
                f"the session says more than {found.limit:,} different texts",
                "goes past the limit here",
                "say fewer, or the same more often",
            )
        case "characters":
            return FindingWords(
                f"the different texts of the session have more than {found.limit:,} characters",
                "goes past the limit here",
                "say fewer or shorter ones",
            )
        case "spoken":
            return FindingWords(
                f"the different texts of the session have more than {found.limit:,} characters as they are said, with numbers as words",
                "goes past the limit here",
                "say fewer or shorter ones",
            )
        case _:
            assert_never(found.of)

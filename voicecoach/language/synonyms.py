"""What people write in place of a key: `pause` for `rest`. A table has the words for each key, with blanks between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.language.words import KEY_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping


def _meaning(words: Mapping[str, str]) -> dict[str, str]:
    return {word: key for key, listed in words.items() for word in listed.split()}


# Of every key, also in other languages.
SYNONYMS: Final = KEY_WORDS | _meaning(
    {
        "rounds": "series repeat loop circuit wiederholen tabata times round",
        "rest": (
            "break recovery recover wait relax rest-for rest-between rest-between-sets set-rest "
            "pause-between-sets satzpause rest-time rest-duration rest-period rest-interval break-time "
            "rest-between-rounds pause-between-rounds rest-after-round rest-after round-rest "
            "break-between-sets"
        ),
        "for": "duration dur secs sec hold-time hold-for time length seconds",
        "reps": "repetitions",
        "hold": "holding isometric static stretch stretching dehnen dehnung étirement estiramiento",
        "sides": "each-side per-side both-sides legs leg arms arm hands hand feet which-side unilateral",
        "switch": (
            "change change-sides switch-sides switch-side switch-time side-switch pause-between-sides "
            "rest-between-sides between-sides time-between-sides switching change-side changeover transition"
        ),
        "halfway": "half halftime",
        "about": "description desc",
        "say": "text speak tell message speech spoken talk announcement voice-over",
        "caution": "warning",
        "lead-in": "prepare get-ready prep warmup warm-up",
        "work": "exercise",
        "hangs": "repeaters",
        "parameters": "params variables vars settings",
        "steps": (
            "exercises workout training sequence list einheit séance sesión intervals plan session items "
            "tasks timeline moves movements poses drills"
        ),
        "odd": "odd-minutes",
        "even": "even-minutes",
        "cues": "hints tips instructions prompts coaching messages",
        "title": "name",
        "load": "weight added added-kg extra zusatz zusatzgewicht lest lastre added-weight extra-weight additional-weight weight-added added-load extra-load kg",
        "effort": "rpe intensity",
        "grip": "hold-type grip-type grip-position griff prise agarre",
        "edge": "depth edge-size edge-depth hold-size",
    }
)
# Beside the key that says the kind of a step, these mean something else.
SYNONYMS_BESIDE: Final = SYNONYMS | _meaning(
    {
        "count": (
            "wiederholungen wdh wiederholung répétitions repeticiones repetitions times number cnt amount "
            "reps number-of-reps no-of-reps no.-of-reps num-reps rep-count reps-per-set how-many total-reps "
            "sets-x-reps sets/reps sets-and-reps setsxreps reps-x-sets"
        ),
        "sets": "series set number-of-sets no-of-sets num-sets set-count",
        "every": (
            "pace interval speed per-rep each each-rep rep-time rep-duration time-per-rep seconds-per-rep"
        ),
    }
)
# In a cue.
SYNONYMS_OF_CUES: Final = _meaning(
    {
        "sound": "tone file play audio",
        "say": "text speak",
    }
)
# In a parameter.
SYNONYMS_OF_PARAMETERS: Final = _meaning(
    {
        "default": "standard value initial vorgabe wert défaut valor",
        "min": "minimum minimal mindestens lowest least",
        "max": "maximum maximal höchstens highest most",
        "choices": "options values auswahl",
        "about": "description help desc",
    }
)

"""What an import calls something that its text does not name, in the language of the text."""

from __future__ import annotations

from typing import Final

_USUAL: Final = {
    "Exercise": {"de": "Übung", "es": "Ejercicio", "fr": "Exercice"},
    "Work": {"de": "Arbeit", "es": "Trabajo", "fr": "Effort"},
    "Hang": {"de": "Hängen", "es": "Suspensión", "fr": "Suspension"},
    "Set": {"de": "Satz", "es": "Serie", "fr": "Série"},
    "Minute": {"es": "Minuto"},
    "Every minute": {"de": "Jede Minute", "es": "Cada minuto", "fr": "Chaque minute"},
    "As many rounds as possible": {
        "de": "So viele Runden wie möglich",
        "es": "Tantas rondas como sea posible",
        "fr": "Autant de tours que possible",
    },
}


def usual_name(name: str, language: str) -> str:
    """Return one of the names that are made up here, in a language that `spoken_in.language_of` returns."""
    return _USUAL[name].get(language, name)

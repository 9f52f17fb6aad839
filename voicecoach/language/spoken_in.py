"""In which of the four languages a workout is written, by its words."""

from __future__ import annotations

import re
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+")
_ENGLISH: Final = "en"
# Words that no other of the four has, or none that is usual in workouts.
_WORDS: Final = {
    language: frozenset(words.split())
    for language, words in {
        _ENGLISH: "the of and with your you each side rest rests reps sets rounds round seconds second minute for time then hold hang "
        "left right leg arm hips back stretch stand sit lie squat push pull ups up down walk jog run row jump jumps jumping rope warm "
        "cool easy hard repeat between off wall bridge lunge lunges raise raises calf press bench swing swings goblet sit half grip "
        "edge crimp open slow slowly breathe breath keep knees arms feet shoulder shoulders heel toes bird cat cow dog sprint bike "
        "deadlift curl curls climbers mountain high box",
        "de": "und mit der die das den dem ein eine einen auf zur zum im je pro seite seiten bein beine arm arme links rechts sek sekunden "
        "minuten wdh wiederholungen wiederholung satz sätze sätzen serien runden runde durchgänge durchgang pausen satzpause trabpause "
        "erholung halten dehnen dehnung dann danach kniebeugen kniebeuge liegestütze liegestütz klimmzüge planke unterarmstütz "
        "seitstütz stütz ausfallschritte hampelmänner brücke schulterbrücke wandsitz aufwärmen abwärmen einlaufen auslaufen seilspringen "
        "seilhüpfen übung übungen rücken rückentraining locker langsam zügig schnell nicht bitte beckenheben beinheben wadenheben "
        "wadendehnung hängen maximalhängen leiste belastung arbeit gehen laufen traben stehen liegen atmen einatmen ausatmen schultern "
        "hüfte knie fuß füße arme heben senken strecken katze kuh vierfüßlerstand hüftbeuger einbeinstand rumpfheben",
        "es": "el los las con tu tus una uno segundos segundo seg minutos descanso descansa descansar pausa series repeticiones repetición "
        "rondas ronda vueltas vuelta por lado lados pierna piernas brazo brazos cada derecha izquierda mantener mantén sentadillas "
        "sentadilla flexiones dominadas plancha planchas zancadas abdominales puente glúteos glúteo calentamiento estiramiento "
        "estiramientos enfriamiento comba saltos correr trote caminar suave fuerte lento luego después rutina casa suspensiones "
        "regleta entre espalda rodillas hombros respira inhala exhala trabajo bicicleta peso muerto remo isométrico pared gemelos "
        "repetir ejercicio ejercicios",
        "fr": "le les des du avec une secondes seconde repos récup récupération séries série répétitions répétition rép tours tour côté "
        "côtés jambe jambes bras chaque par droite gauche tenir tenez pompes pompe tractions traction fentes gainage chaise "
        "échauffement étirements étirement retour calme corde sauter montées genoux relevés bassin fessier fessiers puis ensuite "
        "séance lente vite lent doux effort travail footing course marche vélo mollets épaules dos respirez inspirez expirez entre "
        "abdominaux mur planche latérale latéral suspension suspensions réglette exercice exercices",
    }.items()
}
_LEAST_WORDS: Final = 4  # different ones: fewer may be names of exercises, which English has borrowed


def language_of(text: str) -> str:
    """Return `de`, `es` or `fr` where a text is clearly written in it; empty for English and where that is not certain."""
    said = _WORD.findall(text.casefold())
    return _clearly({language: sum(word in words for word in said) for language, words in _WORDS.items()})


def surely_language_of(text: str) -> str:
    """Return what `language_of` does, but only where several words say so and none is English."""
    said = set(_WORD.findall(text.casefold()))
    hits = {language: len(said & words) for language, words in _WORDS.items()}
    best = "" if hits[_ENGLISH] else _clearly(hits)
    return best if best and hits[best] >= _LEAST_WORDS else ""


def _clearly(hits: dict[str, int]) -> str:
    best = max(hits, key=lambda language: hits[language])
    others = max(count for language, count in hits.items() if language != best)
    return best if best != _ENGLISH and hits[best] > 2 * others else ""

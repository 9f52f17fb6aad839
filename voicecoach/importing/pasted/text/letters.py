"""What stands around a workout in a message or on a sheet: a greeting, a signature, addresses, dates, page numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voicecoach.importing.pasted.text.lines import PastedLine

_MOST_BEHIND: Final = 8  # lines of a signature
_FEW_BEHIND: Final = 1
_GREETING: Final = re.compile(
    r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|liebe[rs]?|guten (?:morgen|tag|abend)|moin|servus|"
    r"bonjour|bonsoir|salut|ch(?:er|ère)|coucou|hola|buen[oa]s (?:días|tardes)|estimad[oa]|querid[oa])(?!\w)[^0-9:]{0,40}[,!.]?",
    re.IGNORECASE,
)
_CLOSING: Final = re.compile(
    r"(?:(?:all the |my )?best(?: wishes| regards)?|(?:kind|warm|best) regards|regards|cheers|(?:many )?thanks|thank you|"
    r"yours(?: sincerely)?|sincerely|take care|see you(?: (?:at|on) .{1,20})?|love|"
    r"(?:viele|liebe|beste|schöne|herzliche) grüße|lg|vg|mfg|mit freundlichen grüßen|gruß|bis dann|bis bald|danke|"
    r"(?:bien )?cordialement|bien à (?:vous|toi)|à bientôt|amicalement|bises|merci|"
    r"(?:un )?saludos?|un abrazo|atentamente|gracias|hasta (?:luego|pronto)|"
    r"sent from my|von meinem|envoyé de mon|enviado desde)(?!\w)[^0-9:]{0,40}",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(
    r"https?://|www\.|(?:tel|phone|mobile|mob|fax|handy|tél|teléfono|telf)\.? ?:? ?[+(0-9]|"
    r"(?<![\w+])\+[0-9]{1,3}[ ()/-]?[0-9(][0-9 ()/-]{5,}",
    re.IGNORECASE,
)
_MAIL_ADDRESS: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.\w")
_MAIL_HEAD: Final = re.compile(
    r"(?:from|to|cc|sent|subject|von|gesendet|betreff|objet|envoyé|asunto|enviado|para) ?: ?\S", re.IGNORECASE
)
_PAGE: Final = re.compile(
    r"(?:page|seite|página) [0-9]+(?: ?(?:of|/|von|de|sur) ?[0-9]+)?|(?:©|\(c\)|copyright|printed|gedruckt|imprimé|impreso)(?!\w).*",
    re.IGNORECASE,
)
_DAY: Final = (
    r"(?:(?:mon|tues?|wednes|wed|thurs?|thu|fri|satur|sat|sun)(?:day)?|(?:mo|di|mi|do|fr|sa|so)|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)"
)
_DATE: Final = re.compile(
    rf"(?:(?:date|datum|fecha) ?:? ?)?(?:{_DAY}[ ,.]*)?(?:[0-9]{{1,2}}[./-][0-9]{{1,2}}[./-]20[0-9]{{2}}|20[0-9]{{2}}-[0-9]{{2}}-[0-9]{{2}})"
    rf"|(?:date|datum|fecha|{_DAY})[ :,.]*[0-9]{{1,2}}[./-][0-9]{{1,2}}(?:[./-][0-9]{{2}})?",
    re.IGNORECASE,
)


def lines_around(lines: Sequence[PastedLine]) -> frozenset[int]:
    """Return the numbers of the lines that are no part of what they stand around."""
    found = {line.number for line in lines if _is_around(line)}
    if lines and _GREETING.fullmatch(_whole(lines[0])):
        found.add(lines[0].number)
    for at, line in enumerate(lines):
        behind = lines[at + 1 :]
        ends = line.after_blank or len(behind) <= _FEW_BEHIND
        closes = at > 0 and ends and len(behind) <= _MOST_BEHIND and _CLOSING.fullmatch(_whole(line))
        if closes and not any(one.is_listed or one.level for one in behind):
            return frozenset({*found, *(one.number for one in lines[at:])})
    return frozenset(found)


def _whole(line: PastedLine) -> str:
    return line.text.rstrip(" ,.!") if not line.is_listed else ""


def _is_around(line: PastedLine) -> bool:
    if line.too_long:
        return False  # it is left anyway
    if any(pattern.fullmatch(line.text) for pattern in (_PAGE, _DATE)):
        return True
    if "@" in line.text and _MAIL_ADDRESS.search(line.text):
        return True
    return _ADDRESS.search(line.text) is not None or _MAIL_HEAD.match(line.text) is not None

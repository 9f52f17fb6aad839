"""The ways of writing that are put in those that the readers know, in the order in which they are tried."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
from voicecoach.importing.pasted.rewriting import (
    A_REST,
    MINUTE,
    REST,
    SHARED,
    UNIT,
    UNIT_WORD,
    countdown,
    crossed_pair,
    digits,
    each,
    fingers,
    nested_pair,
    on_off_of_a_minute,
    repeated_amrap,
    rungs,
    shared,
    times,
    times_in_turn,
)

REWORDED: Final[tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]] = tuple(
    (re.compile(pattern, re.IGNORECASE), new)
    for pattern, new in (
        (r"(?<![\w/&.@-])(?<![^\W\d_]{3} )r(?:i|\.)? ?[=:] ?(?=[0-9:])", "rest "),
        (r"(?<=[0-9'\"sn]) ?(?-i:r)(?=$|[,;)])", " rest"),
        (
            r"(?<=[0-9])( [^0-9()]{2,30}?),? ?\((?:repeat|wiederholen|répéter|repetir) ([0-9]{1,2}) ?(?:x|times|mal|fois|veces)\)$",
            r"\1, repeat \2 times",
        ),
        (r"(?<=\()r ?(?=[0-9]{1,3} ?(?:s|'|\"|min|sec))", "rest "),
        (r"(?:(?<=z[1-7])|(?<=%))/(?=[0-9]{1,3} ?(?:min|m|s|sec|'))", " / "),
        (r"(?<=\()([2-9]00) (?=(?:jog|walk|easy|float|trot|trab))", r"\1m "),
        (
            r"(?<=[0-9]m) ?\(([0-9]{3} ?m) (?:of )?(jog|jogging|walk|walking|easy|float|trot\w*|trab\w*)(?: (?:recovery|rec|rest|between))*\)",
            r", \1 \2 recovery",
        ),
        (
            r"(?<![\w.])([0-9]{1,2}) ?x ?((?:[2-9]|1[0-9]|20)00)(?![\w.%:/-]| ?(?:m|k|w|reps|kg|lbs?|yd|yds|meters|metres)(?!\w))",
            r"\1 x \2m",
        ),
        (r"(?<=[,;(] )r ?(?=[0-9]{1,3} ?(?:s|'|\"|min|sec))", "rest "),
        (r"(?<=[0-9]) c/? (?=[0-9]{1,2} ?(?:s|sec|\"|''))", " with "),
        (
            rf"(?<=[,;] )([0-9:.]+ ?{UNIT}\.?) (?!{REST}|[^,;:()]*[0-9] ?{UNIT}(?!\w))[^\W\d][^,;:()]{{1,20}}? (?:in between|between|dazwischen)$",
            r"\1 rest between",
        ),
        (r",? ?(?<!\w)(?:not for time|nft)(?!\w)", ""),
        (
            r",? ?(?<!\w)(?:no|without|ohne|keine|sans|sin) (?:rest|pause|repos|descanso)(?: (?:between|within)(?: \w+)?)?(?!\w)",
            "",
        ),
        (
            rf"^amrap (?P<length>[0-9:]+ ?{UNIT}?) ?x ?(?P<count>[0-9]{{1,2}})(?:[,;]? (?:with |w/ )?(?P<rest>{A_REST})(?: between(?: \w+)?)?)?(?:: (?P<list>.+))?$",
            repeated_amrap,
        ),
        (
            rf"^(?P<count>[0-9]{{1,2}}) ?x ?(?P<length>[0-9:]+ ?{UNIT}) amrap(?:[,;]? (?:with |w/ )?(?P<rest>{A_REST})(?: between(?: \w+)?)?)?(?:: (?P<list>.+))?$",
            repeated_amrap,
        ),
        (
            rf"^(?P<length>[0-9:]+ ?{UNIT}) amrap:? (?P<list>[^,;:]+(?:, [0-9]+ [^,;:]+)*)[,;] (?P<rest>{A_REST})[,;]? x ?(?P<count>[0-9]{{1,2}})$",
            repeated_amrap,
        ),
        (r"(?<!\w)\(?L\)? ?(?:and|und|et|y|&|\+) ?\(?R\)?(?!\w)", "each side"),
        (r"(?<=emom)([^:]{1,16}?),? (?:alternating|abwechselnd|en alternance|alternando)(?=$|[:,])", r"\1"),
        (rf"(?<=alternate )([0-9:.]+ ?{UNIT} [^\W\d]+) (?=[0-9:.]+ ?{UNIT} )", r"\1 and "),
        (
            rf"(?<=[^\W\d]) ?\(([0-9:.-]+ ?{UNIT}) (?:of )?(jog|jogging|walk|walking|easy|float|spin|trab\w*|geh\w*|trot|trote|marche)(?: (?:recovery|rec|rest|between))*\)",
            r", \1 \2 recovery",
        ),
        (r"(?<!\w)(rec|récup|recup)\. ?(?=[0-9])", r"\1 "),
        (r"(?<![\d.:/-])([0-9]{1,2}) (?:down )?(?:to|bis|à|a|hasta) ([0-9]{1,2})(?= [^\W\d])", countdown),
        (r"(?<=[0-9]) ?x ?amrap(?!\w)", " x max"),
        (
            (
                rf"^(?P<label>[^\W\d][^:0-9]{{0,30}}: )?(?P<amount>[0-9:.,]+ ?{UNIT}?|[0-9]+ ?(?:reps|wdh|wiederholungen|répétitions|repeticiones)) "
                r"(?:each of|of each|each|per exercise|pro übung|je übung|jeweils|de chaque|chacun|cada uno|de cada)(?: of)? ?[:-]? ?"
                r"(?P<names>[^\W\d][^0-9:.(]{2,200})(?P<after>$|\. .*)"
            ),
            each,
        ),
        # with a rest after each of them
        (
            (
                rf"(?:do |perform )?(?<![\w.,:])([0-9:.,]+ ?{UNIT}) (?:(?:of|at|per|on|for) )?(?:each|every|per|jede|chaque|cada)(?: (?:station|exercise|movement|übung|exercice|ejercicio))?"
                rf"(?:,| with| then| and| mit| avec| con) ([0-9:.,]+ ?{UNIT}) (?:of )?{REST}(?: (?:in )?between(?: (?:each|exercises|them))?)?(?!\w)"
            ),
            r"\1 on \2 off",
        ),
        # at each of several stations
        (
            (
                rf"(?<![\w.,:])([0-9:.,]+ ?{UNIT}) (?:(?:at|per|on|for|in) )?(?:each |every |per |pro |je |par |por |chaque |cada )?"
                r"(?:station|exercise|movement|übung|exercice|poste|atelier|ejercicio|estación)(?!\w)"
            ),
            r"\1 on 0s off",
        ),
        (
            rf"(?<![\w.,:])([0-9:.,]+ ?{UNIT}) (?:each|jeweils|chacun|cada uno)[,;] ?([0-9:.,]+ ?{UNIT}) {REST}(?: between)?(?!\w)",
            r"\1 on \2 off",
        ),
        (r"(?<![\w.])([1-9]) (?:grips|griffe|prises|agarres)(?!\w)", r"\1 sets"),
        (r"(?<!\w)between grips(?!\w)", "between sets"),
        (r"(?<!\w)(front|back|middle|mid) (?:3|three)(?![\w.:/])", r"\1 three"),
        (r"(?<!\w)(front|back|middle|mid) (?:2|two)(?![\w.:/])", r"\1 two"),
        # one amount for several names
        (
            (
                rf"^{SHARED}(?:[:,]? (?P<sides>je seite|pro seite|jede seite|each side|per side|par côté|por lado|each|je))?:? "
                rf"(?:(?:je|each|for|jeweils) )?(?P<amount>[0-9:.,]+ ?{UNIT})(?: (?P<after>each side|per side|je seite|pro seite|par côté|por lado|each))?: "
                r"(?P<names>[^\W\d][^0-9:.(]{2,200}?)(?: ?\((?P<both>both sides|each side|per side|je seite|beide seiten|pro seite|par côté|por lado)\))?$"
            ),
            shared,
        ),
        (r"^([1-9][05])/([1-9]?[05])$", r"\1s on \2s off"),
        (r",? ?(?<!\w)each for time(?!\w)", ""),
        (
            r"(?<![\w.])([0-9]{1,2}) (?:sets|rounds|sätze|séries|series) (?:of|à|de|mit) (?=max(?!\w))",
            r"\1 x ",
        ),
        (
            r"(?:and )?(?:do|did|repeat|perform) (?:that|this|it|these|the above|all|everything)(?: for)? ([0-9]{1,2}) ?(?:x|times|rounds)(?!\w)",
            r"repeat \1 times",
        ),
        (r"^I (?:(?:usually|just|then|like to) )?(?:do |did )?(?=[0-9]|[^\W\d]{3})", ""),
        (r"(?<!\w)([5-9]|10|12):([45][0-9]) ?(?=x ?[0-9])", on_off_of_a_minute),
        (
            r"^(?:hiit|circuit|intervals|intervalltraining|intervalle|zirkel|cardio|bodyweight) ([1-9][05])/([1-9]?[05])[ ,:;x-]+([0-9]{1,2}) (rounds|runden|tours|rondas)$",
            r"\3 \4, \1s on \2s off",
        ),
        (r"(?<!\w)(hard|fast|schnell|zügig|fuerte|vite) (?=[0-9:]+ ?(?:min|s|sec|m|')\w* )", r"\1, "),
        (r"(?:^|(?<=[:.] ))(?:perform|complete|do|execute) (?=[0-9])", ""),
        (r"(?<!\w)holding (?=[0-9])", "hold "),
        (r"^e ?([0-9]{2,3}) ?s(?:ec)?(?= ?(?:x|for|:|,|[0-9]))", r"every \1 s"),
        (
            rf"(?<=[\w'\"%)]) (?:with|w/|mit|avec|con) ([0-9:.]+ ?{UNIT}) (?:of )?(walk|walking|jog|jogging|float|easy|gehen|traben|marche|trot|caminar|trote)(?: (?:recovery|rec|rest|recoveries|pause))?(?: (?:in )?between(?: each)?)?(?!\w)",
            r", \1 \2 recovery",
        ),
        (
            r"(?<![\d:/.])([0-9]{1,2})/([0-9]{1,2}) (repeaters?)[, ]+([0-9]) sets (?:of|x) ([0-9]{1,2})(?![\d:])",
            r"\3 \4 sets x \5 x \1s/\2s",
        ),
        (
            r"((?<!\w)z[1-7]|%(?: (?:ftp|hr|lthr|pace))?) (?=[0-9]{1,3} ?(?:s|m|min|sec)(?:[0-9]{1,2}s)? (?:[0-9]{2,3}(?:-[0-9]{2,3})?%|z[1-7]))",
            r"\1, ",
        ),
        # loads for men and women
        (r"(?<=[^\W\d]), ?((?:[4-9][0-9]|[1-3][0-9]{2})/(?:[3-9][0-9]|[1-3][0-9]{2}))$", r" (\1 lb)"),
        # a send-off
        (
            r"^([0-9]{1,2}) ?x ?([0-9]{2,4}) ?m((?: [^0-9:]{1,60})?) on (?:the )?([0-9]{0,2}:[0-9]{2})$",
            r"every \4 x \1: \2 meters\3",
        ),
        (r'^"([^"]{1,40})" (?=[0-9])', r"\1: "),
        (r"[, ]*= ?(?:1|one|a) (?:set|round)(?!\w)[.;,]?", ","),
        (r"(?<=[0-9)'\"ms] )r(?=[0-9]{1,3} ?(?:s|'|\"|min|sec))", "rest "),
        (r"(?<![\w.])([0-9]{1,2}) ?(?:x|times) through(?!\w)", r"\1 rounds"),
        (r"^w/?u(?=[:. -])", "warm-up"),
        (r"^c/?d(?=[:. -])", "cool-down"),
        (r"^m/?s(?=[:] )", "main set"),
        (
            rf"^(?:[^\W\d][^:0-9]{{0,30}}: )?([0-9]{{1,2}}(?:-[0-9]{{1,2}}){{2,}}) ?({UNIT_WORD}|')(?: (?P<what>[^\W\d][^0-9,;:]{{1,30}}))?(?=$|[,;])",
            times_in_turn,
        ),
        (
            r"(?<=x )\((?P<count>[0-9]{1,2}) ?x ?(?P<first>[^,;:()/+]*[0-9][^,;()/+]*) [/+] (?P<second>[^,;:()/+]*[0-9][^,;()/+]*?)\)",
            nested_pair,
        ),
        (
            r"(?:^|(?<=[,;:] ))(?P<first>[^,;:()/+0-9]{0,60}[0-9][^,;()/+]{0,60}) [/+] (?P<second>[^,;:()/+0-9]{0,60}[0-9][^,;()/+]{0,60}?) ?x ?(?P<count>[0-9]{1,2})(?=$|[,;])",
            crossed_pair,
        ),
        # sets of on and off in brackets
        (
            rf"(?<![\w.])([0-9]{{1,2}}) ?x ?\(([0-9.]+ ?{UNIT}(?: (?:on|off|hang|work))? ?[/:+,] ?[0-9.]+ ?{UNIT}(?: (?:on|off|rest))?) ?x ?([0-9]{{1,2}})\)",
            r"\1 sets of \3 x \2",
        ),
        # how often, in brackets behind the name of a part
        (
            r"^([^\W\d][^0-9:(]{1,40}) \((?:repeat|do|perform|complete|wiederhole|répéter|repetir)(?: [^\W\d]+)? ([0-9]{1,2}) ?(?:x|times|mal|fois|veces|rounds)\)$",
            r"\1 \2 rounds",
        ),
        (r"(?<![\w.])(2|two|3|three|4|four)[- ]finger(?!\w)", fingers),
        (
            r"(?<![\d/.])([0-9]{1,2})/([0-9]{1,2})/([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{1,2}))?(?![\d/%]| ?kg)",
            rungs,
        ),
        (
            r" \((?:hold |pause )?([0-9]{1,2}) ?(?:s|secs?|seconds?)(?: (?:pause|hold|squeeze))? at (?:the )?(?:top|bottom)\)",
            r", hold \1 s,",
        ),
        (r" \((?:hold |pause |squeeze )([0-9]{1,2}) ?(?:s|secs?|seconds?)\)", r", hold \1 s,"),
        (r" \(([0-9]) ?(?:s|secs?|seconds?) pause\)", r", hold \1 s,"),
        (r" \(([0-9]{1,2}) ?(?:s|secs?|seconds?) (?:hold|squeeze)\)", r", hold \1 s,"),
        (
            r"(?<![\w.,:])([0-9]{1,3}) (?:mal|fois|veces|times)(?= (?:pro|je|per|each|par|por|cada)(?!\w))",
            r"\1 reps",
        ),
        (
            rf"^(?:complete|perform|do) (?:each|every)(?: (?:exercise|move|movement))? for ([0-9:.]+ ?{UNIT})(?:,| with| then)? (?:a )?(?:([0-9:.]+ ?{UNIT}) (?:of )?rest|rest (?:for )?([0-9:.]+ ?{UNIT}))(?: between(?: \w+)?)?",
            r"\1 on \2\3 off",
        ),
        (
            rf"(?<=[0-9]) ?({UNIT}) (?:of )?(?:easy|slow|jog|walk|spin|locker|suave|facile)(?: [^\W\d]+)? (?:in )?between(?= |$)",
            r" \1 rest between",
        ),
        (
            r"(?:for )?as long as (?:possible|you can)|so lange wie möglich|(?:el mayor|todo el) tiempo posible|aussi longtemps que possible",
            "max",
        ),
        (r"^(?:set|satz|serie|série) [0-9]{1,2} ?[:.)-] ?(?=.*[0-9])", ""),
        (r"(?<=%) (?=[0-9]{1,3} ?(?:s|m|min|sec)(?:[0-9]{1,2}s)? [0-9]{2,3}(?:-[0-9]{2,3})?%)", ", "),
        # one and a half
        (
            rf"(?<!\w)(?:1|a|one|une?|uno|eine?) ({MINUTE}) (?:y medio|y media|et demie?|and a half)(?!\w)",
            r"90 s",
        ),
        (
            rf"(?<![\w.,])([0-9]{{1,2}}) ({MINUTE}) (?:y medio|y media|et demie?|and a half)(?!\w)",
            r"\1.5 \2",
        ),
        (rf"(?<!\w)(?:1|one) and a half ({MINUTE})(?!\w)", r"1.5 \1"),
        (rf"(?<!\w)(?:eineinhalb|anderthalb) ({MINUTE})(?!\w)", r"1.5 \1"),
        (rf"(?<![\w.,:])([0-9]{{1,2}}) ({MINUTE}) ([0-5][0-9])(?=$| ?[,;)/])", r"\1:\3"),
        (rf"(?<!\w)([^\W\d]+|[0-9]+)-({MINUTE}|seconds?|sec)(?!\w)", digits),
        (
            r"(?<!\w)(two|three|four|five|six|seven|eight|nine|ten) (?=[0-9]+ (?:s|secs?|seconds?|min|minutes?)(?!\w))",
            times,
        ),
        (r"(?<![\w.,:])([0-9]{1,3}) (?:mal|fois|veces|times)(?: je)? (?=[0-9])", r"\1 x "),
        # a range has blanks around its dash; so has what parts the rest from the sets
        (rf"(?<=[0-9]) - (?=[0-9:.]+ ?{UNIT} (?:de )?{REST}(?!\w))", ", "),
        # on : off : rest, how many, how many sets
        (
            r"(?<![\d:/.])([0-9]{1,2})([:/])([0-9]{1,2})\2([0-9]{2,3}) ?s? x ?([0-9]{1,2}) x ?([0-9]{1,2})(?![\d:])",
            r"\6 sets of \5 x \1s/\3s, rest \4s",
        ),
        (
            r"(?<![\d:/.])([0-9]{1,2})/([0-9]{1,2}) ?x ?([0-9]{1,2}) (sets|sätze|series|séries) (?:of|von|à|de) ([0-9]{1,2})(?![\d:])",
            r"\3 \4 x \5 x \1s/\2s",
        ),
        (r"(?<!\w)(sätze|serien|runden) (?:zu|mit) (?:je )?(?=[0-9])", r"\1 "),
    )
)

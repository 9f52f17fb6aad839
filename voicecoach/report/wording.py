"""The wording of every finding: one table, a row a code.

A row has the message, the label after the carets, and the hint. In braces stand values of the diagnostic: `{key}` in
backticks, `{where:raw}` as it is, `{found:mean}` as a did-you-mean, `{text:quoted}` as it would be in quotes,
`{need_ms:up}` and `{room_ms:down}` in seconds with one decimal, `{total_ms:time}` as a duration, `{limit:number}` with its
thousands apart. A row that depends on more is a function.
"""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from voicecoach.diagnostics import Code, Related, Severity
from voicecoach.escaping import visible
from voicecoach.units import format_duration_ms

if TYPE_CHECKING:
    from collections.abc import Callable

    from voicecoach.diagnostics import Diagnostic, Value


class Words(NamedTuple):
    message: str
    label: str = ""
    hint: str = ""


_Row: TypeAlias = "Words | Callable[[Diagnostic], Words]"


def message(diagnostic: Diagnostic) -> str:
    """Return what is wrong, in one line."""
    return _filled(diagnostic, _words(diagnostic).message)


def label(diagnostic: Diagnostic) -> str:
    """Return what stands after the carets, or an empty text."""
    return _filled(diagnostic, _words(diagnostic).label)


def hint(diagnostic: Diagnostic) -> str:
    """Return what to do next, or an empty text. Where the label says it, the hint is the label."""
    return _filled(diagnostic, _words(diagnostic).hint)


def related_label(related: Related) -> str:
    """Return what stands after the marks of a second place."""
    return _ROLES.get(related.role, related.role)


def _words(diagnostic: Diagnostic) -> Words:
    row = _ROWS[diagnostic.code]
    return row(diagnostic) if callable(row) else row


# --- filling in values --------------------------------------------------------------------------


def _filled(diagnostic: Diagnostic, template: str) -> str:
    return _FORMATTER.vformat(template, (), dict(diagnostic.values))


class _Formatter(Formatter):
    def get_value(self, key: int | str, args: Any, kwargs: Any) -> Value:
        del args
        value: Value = kwargs.get(key, "")
        return value

    def format_field(self, value: Any, format_spec: str) -> str:
        return _SHOW[format_spec](value)


_FORMATTER = _Formatter()


def _ticked(value: Value) -> str:
    return f"`{visible(str(value))}`"


def _raw(value: Value) -> str:
    return visible(str(value), most=300)


def _mean(value: Value) -> str:
    return f"did you mean {_ticked(value)}?" if value else ""


def _quoted(value: Value) -> str:
    text = str(value).strip()
    if '"' in text or "\\" in text:
        return "`'" + visible(text.replace("'", "''")) + "'`"
    return f'`"{visible(text)}"`'


def _tenths_up(value: Value) -> str:
    tenths = -(-int(value or 0) // 100)
    return f"{tenths // 10}.{tenths % 10} s"


def _tenths_down(value: Value) -> str:
    tenths = int(value or 0) // 100
    return f"{tenths // 10}.{tenths % 10} s"


def _time(value: Value) -> str:
    return format_duration_ms(int(value or 0))


def _number(value: Value) -> str:
    return f"{int(value or 0):,}"


_SHOW: dict[str, Callable[[Value], str]] = {
    "": _ticked,
    "raw": _raw,
    "mean": _mean,
    "quoted": _quoted,
    "up": _tenths_up,
    "down": _tenths_down,
    "time": _time,
    "number": _number,
}

_ROLES = {
    "first": "first given here",
    "kind": "this says the kind already",
    "min": "the smallest value",
    "other": "the other one",
}

# --- rows that depend on their values -----------------------------------------------------------

_QUOTES = "put the text in quotes"


def _control_character(found: Diagnostic) -> Words:
    more = int(found.value("count") or 0) - 1
    others = f", nor in {more} other place{'s' if more > 1 else ''}" if more else ""
    return Words(
        f"the character {{found:raw}} cannot stand here{others}",
        "nothing that can be printed or spoken",
        "delete it, and save the file as plain text in UTF-8",
    )


def _yaml_comma(found: Diagnostic) -> Words:
    order = "; several wordings go from the longest to the shortest" if found.value("list") else ""
    label = "read as a wording of its own" if found.value("list") else "read as a key without a value"
    return Words("a comma ends the text too early", label, f"{_QUOTES}: {{text:quoted}}{order}")


def _yaml_key(found: Diagnostic) -> Words:
    if found.value("key"):
        return Words(
            "a key and its value need a space between them", "{key:raw}: …", "put a space after the colon"
        )
    if not found.value("found"):
        return Words("a key must be a word", "not a word", _QUOTES)
    return Words(
        "this line has no `key: value`",
        "a colon is missing",
        f"write `key: value`; a text that goes on over several lines is indented deeper than its key, or {_QUOTES}",
    )


def _yaml_quote(found: Diagnostic) -> Words:
    if not found.value("closed"):
        return Words(
            "this quote is never closed",
            "opened here",
            "close it at the end of the text; a text with quotes in it goes in quotes of the other kind",
        )
    if found.value("found") == "'":
        why = (
            "an apostrophe ends a text in single quotes: put the text in double quotes, or write `''` for it"
        )
    else:
        why = 'put the whole text in single quotes, or write `\\"` for a quote inside of it'
    return Words("something follows the closing quote", "not in the quotes", why)


def _yaml_bracket(found: Diagnostic) -> Words:
    if found.value("closed"):
        return Words(
            "something follows the closing bracket",
            "after the bracket",
            f"if all of it is one text, {_QUOTES}",
        )
    closing = {"[": "]", "{": "}"}.get(str(found.value("found")), "]")
    closing = closing if closing == "]" else "}}"
    return Words(
        "this {found} is never closed",
        f"`{closing}` is missing",
        f"close it, or, if it belongs to a text, {_QUOTES}",
    )


def _unknown_key(found: Diagnostic) -> Words:
    mean = "{suggestion:mean}"
    if found.value("suggestion"):
        return Words("unknown key {key} in {where:raw}", mean, mean)
    return Words("unknown key {key} in {where:raw}", "", "known here: {known:raw}")


def _misplaced_key(found: Diagnostic) -> Words:
    where = str(found.value("where"))
    if found.value("key") == "ready" and "amrap" in where:
        why = "write it beside `amrap:`; then all of it waits for the go"
    elif where.endswith("block"):
        why = "put it into the steps of the block, or under `defaults:` for all steps"
    elif where == "a routine":
        why = "put it into a step, or under `defaults:` if it is an option"
    elif where == "`defaults`":
        why = "`defaults` has the options of steps only"
    elif found.value("key") == "say":
        why = "say it in a cue, such as `cues: {{start: …}}`, or in a step of its own"
    elif found.value("key") in {"steps", "rounds"}:
        why = "a block is a step of its own: `- rounds: 3` with `steps:` below"
    else:
        why = "another kind of step has it; look it up in the table of steps"
    return Words("{key} does not belong in {where:raw}", "not here", why)


def _missing_kind(found: Diagnostic) -> Words:
    if found.value("lead_in"):
        why = "`ready` is `on` or `off`; the time before a start is a lead-in: `lead-in: {lead_in:raw}`"
    else:
        why = "one key says it: {kinds:raw}"
    return Words("this step does not say its kind", "", why)


def _ready_in_file(found: Diagnostic) -> Words:
    others = int(found.value("others") or 0)
    nor = f", nor at {others} other step{'' if others == 1 else 's'}" if others else ""
    return Words(
        f"nobody can say go to a file, so it does not wait here{nor}",
        "waits in a live session only",
        "`voicecoach play` waits; for a file, make the rest or the lead-in before it longer",
    )


_EXAMPLES = {
    "for": "add a line such as `for: 30s`",
    "count": "add a line such as `count: 8`",
    "tempo": "add a line such as `tempo: 3-1-1-0` or `every: 3s`",
    "title": "add a line such as `title: Bar hang`",
    "steps": "add `steps:` and below it a list of steps, each beginning with `-`",
    "default": "add a default; it also says the type: `default: 30s`",
    "say": "write `{{say: …}}` or `{{sound: …}}`",
}


def _missing_key(found: Diagnostic) -> Words:
    key = str(found.value("key"))
    needed = {"tempo": "`tempo` or `every`", "say": "`say` or `sound`"}.get(key, "{key}")
    return Words(f"{{where:raw}} needs {needed}", f"{needed} is missing", _EXAMPLES.get(key, ""))


_TAKES = {
    "a duration": "a duration is written `30s`, `1m30s`, `1:30` or `500ms`",
    "a whole number": "write digits only, such as `3`",
    "a text": "write the text after the colon, on the same line",
    "a list of steps": "begin each step with `-`, such as `- hold: Bar hang`",
    "pairs of a time and a text": "write the time, a colon and the text, such as `5s: Breathe out.`",
}


def _wrong_type(found: Diagnostic) -> Words:
    key = str(found.value("key"))
    named = "{key:raw}" if key in {"a routine", "a step"} else "{key}"
    if key == "a step":
        why = "begin it with the key that says its kind, such as `- hold: Bar hang`"
    elif key == "a routine":
        why = "begin with `title:`, and put the steps under `steps:`"
    else:
        why = _QUOTES if found.value("quote") else _TAKES.get(str(found.value("takes")), "")
    return Words(f"{named} is {{takes:raw}}, not {{found:raw}}", "{found:raw}", why)


_NEEDS = {
    "rest": "add `sets: 3`, or make the rest a step of its own: `- rest: 45s`",
    "switch": "add `sides: [left, right]`",
}


def _needs_key(found: Diagnostic) -> Words:
    key = str(found.value("key"))
    return Words("{key} has no meaning without {needs}", "{needs} is missing", _NEEDS.get(key, ""))


def _suggested(text: str, otherwise: str) -> Callable[[Diagnostic], Words]:
    """Return a row whose label is the suggestion; without one, the hint says what is right."""

    def words(found: Diagnostic) -> Words:
        mean = "{suggestion:mean}"
        return Words(text, mean, mean) if found.value("suggestion") else Words(text, "", otherwise)

    return words


def _out_of_range(found: Diagnostic) -> Words:
    low, high = found.value("minimum"), found.value("maximum")
    if found.value("above"):
        limits = "more than {above:raw}"
    elif low and high:
        limits = "{minimum:raw} to {maximum:raw}"
    else:
        limits = "at least {minimum:raw}" if low else "at most {maximum:raw}"
    return Words("{key:raw} cannot be {found}", limits, f"allowed: {limits}")


def _unknown_variable(found: Diagnostic) -> Words:
    text = "nothing is called `${name:raw}`"
    if found.value("suggestion"):
        return Words(text, "{suggestion:mean}", "{suggestion:mean}")
    if found.value("needs"):
        return Words("`${name:raw}` has no value here", "not here", "it has one only {needs:raw}")
    return Words(text, "no such parameter", "add it under `parameters:`; a dollar sign is written `$$`")


def _bad_range(found: Diagnostic) -> Words:
    if not found.value("kind"):
        return Words("`max` is smaller than `min`", "less than {minimum:raw}", "swap them")
    if not found.value("found"):
        return Words(
            "{key} has no meaning for a text", "not for a text", "list the texts in `choices: [a, b]`"
        )
    return Words(
        "{found} is not {kind:raw}, as the default is",
        "{key:raw} of a parameter whose default is {kind:raw}",
        "write the default and its limits in the same way",
    )


def _setting_unknown(found: Diagnostic) -> Words:
    text = "the routine has no parameter {name}"
    if found.value("suggestion"):
        return Words(text, "{suggestion:mean}", "{suggestion:mean}")
    return Words(text, "", "it has {known:raw}" if found.value("known") else "it has no parameters")


def _setting_type(found: Diagnostic) -> Words:
    mean = "{suggestion:mean}" if found.value("suggestion") else ""
    return Words(
        "{name} is {kind:raw}; {found} is none", mean, mean or _TAKES.get(str(found.value("kind")), "")
    )


def _setting_out(found: Diagnostic) -> Words:
    mean = "{suggestion:mean}" if found.value("suggestion") else "{allowed:raw}"
    return Words("{name} cannot be {found}", mean, "allowed: {allowed:raw}")


def _cue_outside(found: Diagnostic) -> Words:
    if found.value("has"):
        counted = str(found.value("has")).startswith("has ")
        within = (
            "write one that it has" if counted else "write a time within the step, or make the step longer"
        )
        advice = "for the last moment write `end`" if found.value("at_end") else within
        return Words("the cue {key} is outside of its step, which {has:raw}", "never heard", advice)
    return Words(
        "the cue {key} is outside of its step", "at or after the end", "for the last moment write `end`"
    )


def _because(found: Diagnostic) -> str:
    return "because of {by:raw}" if found.value("by") else ""


def _longer(found: Diagnostic) -> str:
    """Return the step length that was tried and is long enough, as the author would write it."""
    return "`{key:raw}: {longer_ms:time}`" if found.value("longer_ms") else ""


def _fewer_words(found: Diagnostic) -> str:
    """Return how long the text may be, in words, where that is shorter and still a text."""
    need_ms, room_ms = int(found.value("need_ms") or 0), int(found.value("room_ms") or 0)
    words = len(str(found.value("text")).split())
    fitting = words * room_ms // need_ms if need_ms else 0
    if not 0 < fitting < words:
        return ""
    return f"shorten it to about {fitting} word{'s' if fitting > 1 else ''}"


def _remedies(found: Diagnostic, *others: str) -> str:
    """Return what the author can do, the surest first: a list that ends in "or"."""
    longer = _longer(found)
    if found.severity is Severity.NOTE:
        own = "these are the program's own words, so nothing is wrong"
        return f"{own}; to hear them in full, write {longer}" if longer else own
    first = _fewer_words(found)
    *some, last = [one for one in (longer and f"write {longer}", first, *others) if one]
    return f"{', '.join(some)}, or {last}" if some else last


def _cue_shortened(found: Diagnostic) -> Words:
    longer = _longer(found)
    advice = _remedies(found, "move the cue")
    return Words(
        "{need_ms:up} of speech, {room_ms:down} of room; fits as {wording}"
        + (f" or with {longer}" if longer else ""),
        _because(found),
        advice
        if found.severity is Severity.NOTE
        else f"if {{wording}} is enough, all is well; else {advice}",
    )


def _cue_faster(found: Diagnostic) -> Words:
    faster = int(found.value("percent") or 0) - 100
    is_shorter = found.value("wording") not in {"", found.value("text")}
    fits = f"fits as {{wording}} spoken {faster} % faster" if is_shorter else f"fits {faster} % faster"
    longer = _longer(found)
    return Words(
        f"{{need_ms:up}} of speech, {{room_ms:down}} of room; {fits}"
        + (f" or with {longer}" if longer else ""),
        _because(found),
        _remedies(found, "give a shorter wording", "move the cue"),
    )


def _cue_moved(found: Diagnostic) -> Words:
    moved_ms = int(found.value("moved_ms") or 0)
    much = f"{_tenths_up(abs(moved_ms))} {'later' if moved_ms > 0 else 'earlier'}"
    if moved_ms > 0:
        other = "shorten {by:raw}, or " if str(found.value("by")).startswith("`") else ""
        advice = f"{other}write a time that is {much}"
    else:
        advice = _remedies(found, "give a shorter wording", f"write a time that is {much}")
    return Words(
        f"{{text}} is said {much} {_because(found)}".rstrip(),
        "{need_ms:up} of speech, {room_ms:down} of room at its time",
        _remedies(found) if found.severity is Severity.NOTE else advice,
    )


def _cue_left_out(found: Diagnostic) -> Words:
    return Words(
        f"{{text}} is left out {_because(found)}".rstrip(),
        "{need_ms:up} of speech, {room_ms:down} of room",
        _remedies(found, "give a shorter wording", "move the cue"),
    )


def _reason(text: str, hint_text: str, label_text: str = "") -> Callable[[Diagnostic], Words]:
    """Return a row whose label is the system's reason, where there is one."""

    def words(found: Diagnostic) -> Words:
        return Words(
            text,
            "{reason:raw}" if found.value("reason") else label_text,
            "{hint:raw}" if found.value("hint") else hint_text,
        )

    return words


_DURATIONS = _TAKES["a duration"]

_ROWS: dict[Code, _Row] = {
    # reading the file
    Code.NOT_TEXT: _reason(
        "this file is not text in UTF-8",
        "save it as UTF-8 in your editor",
        "the first character that is none",
    ),
    Code.FILE_TOO_LARGE: Words(
        "the file is larger than 1 MiB",
        "",
        "split it; `- include: other.yaml` brings in another routine's steps",
    ),
    Code.FILE_TOO_FULL: Words(
        "the file has more than {limit:number} keys, values and lists",
        "reading stops here",
        "repeat steps with `rounds:`, or split the file; `- include: other.yaml` brings in another routine's steps",
    ),
    Code.EMPTY_FILE: Words(
        "the file is empty", "", "a routine begins with `title:` and has its steps under `steps:`"
    ),
    Code.CONTROL_CHARACTER: _control_character,
    # YAML
    Code.YAML_SYNTAX: Words(
        "this cannot be read",
        "not expected here",
        "look at the quotes, the brackets and the indentation of this line and of the one before it",
    ),
    Code.YAML_TAB: Words(
        "a tab where only spaces can stand", "a tab", "indent with spaces, two for each level"
    ),
    Code.YAML_INDENTATION: Words(
        "this line is indented like none that it could belong to",
        "does not line up",
        f"keys that belong together stand exactly below each other; if the line goes on with a text, {_QUOTES}",
    ),
    Code.YAML_KEY: _yaml_key,
    Code.YAML_COLON: Words("a colon ends the text too early", "", f"{_QUOTES}: {{text:quoted}}"),
    Code.YAML_COMMA: _yaml_comma,
    Code.YAML_COMMENT: Words(
        "a `#` ends the text too early",
        "read as a comment",
        f"{_QUOTES}: {{text:quoted}}; if it is a comment, put a space after the `#`",
    ),
    Code.YAML_CHARACTER: Words("a text cannot begin with {found}", "", f"{_QUOTES}: {{text:quoted}}"),
    Code.YAML_QUOTE: _yaml_quote,
    Code.YAML_ESCAPE: Words(
        "{found} means nothing in double quotes",
        "no such character",
        "put the text in single quotes, or write `\\\\` for a backslash",
    ),
    Code.YAML_BRACKET: _yaml_bracket,
    Code.YAML_TAG: Words(
        "{found} is read as a YAML tag, and routines have none",
        "a tag",
        f"if it belongs to a text, {_QUOTES}",
    ),
    Code.YAML_ANCHOR: Words(
        "{found} is read as a YAML anchor, and routines have none",
        "an anchor",
        f"if it belongs to a text, {_QUOTES}; for a value that is used in several places write a parameter",
    ),
    Code.YAML_ALIAS: Words(
        "{found} is read as a YAML alias, and routines have none",
        "an alias",
        f"{_QUOTES}: {{found:quoted}}; for a value that is used in several places write a parameter",
    ),
    Code.YAML_MERGE_KEY: Words(
        "`<<` is read as a YAML merge key, and routines have none",
        "a merge key",
        "options for every step stand under `defaults:`",
    ),
    Code.SEVERAL_DOCUMENTS: Words(
        "a file holds one routine",
        "a second one begins here",
        "make it a file of its own, or delete the line `---`",
    ),
    Code.NESTING_TOO_DEEP: Words(
        "more than {limit:raw} levels within each other",
        "one level too many",
        "use fewer blocks within blocks",
    ),
    Code.DUPLICATE_KEY: Words("{key} is given twice", "given again", "delete one of the two"),
    # keys and shapes
    Code.UNKNOWN_KEY: _unknown_key,
    Code.MISPLACED_KEY: _misplaced_key,
    Code.MISSING_KEY: _missing_key,
    Code.MISSING_VALUE: Words(
        "{key} has no value", "{takes:raw} is missing", "write it after the colon, or delete the key"
    ),
    Code.MISSING_KIND: _missing_kind,
    Code.SEVERAL_KINDS: Words(
        "a step is of one kind, not both {other} and {key}",
        "a second kind",
        "begin a new step with `-`; to repeat steps, put them under `rounds:`",
    ),
    Code.CONFLICTING_KEYS: Words(
        "{key} and {other} cannot stand together in {where:raw}", "one too many", "delete one of the two"
    ),
    Code.NEEDS_KEY: _needs_key,
    Code.WRONG_TYPE: _wrong_type,
    Code.EMPTY_LIST: Words("{key} is empty", "{takes:raw} is missing", "put at least one into it"),
    Code.STEP_NOT_HERE: Words(
        "{key} cannot stand inside {block}",
        "not here",
        "an `amrap` has `reps`, `hold`, `work`, `rest` and `say`",
    ),
    # values
    Code.BAD_DURATION: _suggested("{found} is not a duration", _DURATIONS),
    Code.DURATION_TOO_EXACT: Words(
        "{found} is more exact than a millisecond",
        "too many decimals",
        "three decimals of a second are the most",
    ),
    Code.BAD_COUNT: _suggested("{found} is not a whole number", _TAKES["a whole number"]),
    Code.BAD_TEMPO: _suggested(
        "{found} is not a tempo",
        "four counts in seconds: lowering, bottom pause, lifting, top pause, such as `3-1-1-0`",
    ),
    Code.BAD_HANGS: _suggested("{found} are no repeaters", "write hangs x on : off, such as `6 x 7s:3s`"),
    Code.BAD_CHOICE: _suggested("{key} cannot be {found}", "choose from {choices:raw}"),
    Code.BAD_LANGUAGE: Words(
        "{found} is not the code of a language", "", "write a code such as `en`, `de` or `en-gb`"
    ),
    Code.OUT_OF_RANGE: _out_of_range,
    # texts
    Code.UNKNOWN_VARIABLE: _unknown_variable,
    Code.VARIABLE_NOT_HERE: Words(
        "`${name:raw}` has no value of its own here", "always the same", "it has one only {needs:raw}"
    ),
    Code.NAME_IN_NAME: Words(
        "a name cannot have `${name:raw}` in it", "a name within a name", "write the name out"
    ),
    Code.LONE_DOLLAR: _suggested("{found} is not the name of anything", "a dollar sign is written `$$`"),
    Code.SILENT_TEXT: Words(
        "nothing in this text can be spoken", "no letter and no digit", "write words, or delete it"
    ),
    Code.TEXT_TOO_LONG: Words(
        "the text has {length:number} characters; {limit:number} are the most",
        "",
        "say it in several cues or steps",
    ),
    Code.WORDING_ORDER: Words(
        "this wording is longer than the one before it",
        "{before} is shorter",
        "list the longest wording first",
    ),
    # parameters and settings
    Code.BAD_NAME: _suggested(
        "{name} cannot be the name of a parameter",
        "a name has letters, digits and `_`, and begins with no digit",
    ),
    Code.BAD_RANGE: _bad_range,
    Code.DEFAULT_OUT_OF_RANGE: Words(
        "the default of {name} is {found}", "allowed: {allowed:raw}", "change the default or its limits"
    ),
    Code.SETTING_UNKNOWN: _setting_unknown,
    Code.SETTING_TYPE: _setting_type,
    Code.SETTING_OUT_OF_RANGE: _setting_out,
    Code.SETTING_CHOICE: _setting_out,
    # cues
    Code.BAD_CUE_KEY: _suggested(
        "{key} does not say when the cue is heard",
        "write `5s`, `-10s`, `50%`, `start`, `end`, `every 15s`, `rep 3`, `last 3 reps`, `round 2` or `side left`",
    ),
    Code.CUE_OUTSIDE: _cue_outside,
    Code.CUE_NOT_HERE: Words(
        "the cue {key} is never heard", "the step has no {has:raw}", "write another time, or delete the cue"
    ),
    # the whole session
    Code.EMOM_OVERRUN: Words(
        "the work takes {need_ms:time}, and there is {room_ms:time} for it",
        "{need_ms:time} of work",
        "shorten the steps, or give each round more time: `every: {need_ms:time}`",
    ),
    Code.TOO_LONG: Words(
        "the session is longer than {limit_ms:time}: {total_ms:time}",
        "goes past the limit here",
        "use fewer rounds or shorter steps",
    ),
    Code.TOO_MANY_EVENTS: Words(
        "the session has more than {limit:number} events",
        "goes past the limit here",
        "use fewer rounds or shorter steps",
    ),
    Code.UNKNOWN_TONE: _suggested(
        "the tone pack has no sound {tone}",
        "it has {known:raw}; a sound of your own is a file, such as `gong.wav`",
    ),
    Code.SOUND_MISSING: _reason("the sound {path} cannot be found", "put the file beside the routine"),
    Code.SOUND_OUTSIDE: Words(
        "the sound {path} is outside of the routine's folder", "", "put the file beside the routine"
    ),
    Code.SOUND_UNREADABLE: _reason("the sound {path} cannot be used", "try it as a WAV or an MP3 file"),
    Code.INCLUDE_MISSING: _reason(
        "the routine {path} cannot be found", "write its path from this routine's folder on"
    ),
    Code.INCLUDE_OUTSIDE: Words(
        "the routine {path} is outside of this routine's folder",
        "",
        "put the file beside the routine, or below",
    ),
    Code.INCLUDE_CYCLE: Words(
        "the routine {path} includes itself", "round and round", "delete one of the includes"
    ),
    Code.INCLUDE_TOO_MANY: Words(
        "more than {limit:raw} includes", "one too many", "put several steps into one file"
    ),
    # fitting speech
    Code.READY_IN_FILE: _ready_in_file,
    Code.CUE_SHORTENED: _cue_shortened,
    Code.CUE_FASTER: _cue_faster,
    Code.CUE_MOVED: _cue_moved,
    Code.CUE_LEFT_OUT: _cue_left_out,
}

"""How options are written and what their parameters are called: `--set hold=45s`, or `--hold 45s` for short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from voicecoach.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Options whose parameter has another name than they have.
_PARAMETERS: Final = {"set": "settings", "tag": "tags", "format": "format_", "from": "from_"}


def parameter_of(option: str) -> str:
    """Return the name of an option's parameter, such as `no_caution` of `--no-caution`."""
    name = option.removeprefix("--")
    return _PARAMETERS.get(name, name.replace("-", "_"))


def named_settings(pairs: Iterable[str], short: Mapping[str, str]) -> Mapping[str, str]:
    """Return the parameters that are set, by name. `pairs` are `NAME=VALUE`, `short` the options that set one parameter.

    Raises UsageError for a pair without `=` and for a name set twice.
    """
    values: dict[str, str] = {}
    for setting in pairs:
        name, equals, value = setting.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"`--set {setting}` has no value", hint="write it as `--set hold=45s`")
        if values.setdefault(name.strip(), value.strip()) != value.strip():
            raise UsageError(
                f"`{name.strip()}` is set twice, to {values[name.strip()]} and to {value.strip()}"
            )
    for name, value in short.items():
        if value and values.setdefault(name, value) != value:
            raise UsageError(
                f"`{name}` is set twice, by --{name} {value} and by --set {name}={values[name]}",
                hint="leave one of them out",
            )
    return values

"""Every routine that we show: the built-in ones, and the examples of the documentation that are right."""

import re
from pathlib import Path

import pytest

from voicecoach.language.parse import parse
from voicecoach.library import builtin_names, read_builtin
from voicecoach.source import SourceText

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def is_right(text):
    return parse(SourceText(name="example.yaml", text=text))[0] is not None


EXAMPLES = [
    pytest.param(body, id=f"{path.name}-{number}")
    for path in (ROOT / "README.md", *sorted(ROOT.glob("docs/*.md")))
    for number, body in enumerate(BLOCK.findall(path.read_text("utf-8")), 1)
    if "steps:" in body and is_right(body)
]
SHOWN = [*EXAMPLES, *(pytest.param(read_builtin(name).text, id=name) for name in builtin_names())]

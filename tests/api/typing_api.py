"""How other programs use the API. It is not run: mypy, in strict mode, has to find nothing here."""

from pathlib import Path
from typing import Any, assert_type

import voicecoach as vc


def use() -> None:
    session = vc.compile("bar-hang", settings={"hold": "45s", "rounds": 3}, engine="auto", fit="")
    assert_type(session, vc.Session)
    assert_type(session.plan(), dict[str, Any])
    assert_type(
        session.export("a.mp3", Path("a.html"), wake_ms=2000, bed=Path("music.mp3")), tuple[Path, ...]
    )
    assert_type(session.total_ms, int)
    assert_type(vc.check(vc.Text("title: T", name="t.yaml")), tuple[vc.Finding, ...])
    assert_type(vc.check(Path("mine.yaml"))[0].line, int)
    assert_type(vc.routines()[0].name, str)
    with vc.Studio(engine="espeak", pronounce={"Zoë": "zoh-ee"}) as studio:
        assert_type(studio, vc.Studio)
        assert_type(studio.compile("bar-hang", {"rounds": 1}), vc.Session)
    try:
        vc.compile("missing.yaml")
    except vc.RoutineError as error:
        assert_type(error.findings, tuple[vc.Finding, ...])
    except vc.VoicecoachError as error:
        assert_type(error.hint, str)

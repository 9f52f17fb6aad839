"""A page, as a document: what is in it, and that nothing an author wrote becomes more than text."""

import io
import json
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from programs import compiled

from voicecoach.errors import UsageError
from voicecoach.output.mp3 import Mp3Writer
from voicecoach.output.page.document import after_sound, before_sound
from voicecoach.output.page.writer import PageWriter
from voicecoach.output.sound_file import Tags
from voicecoach.sound.mix import Mix
from voicecoach.studio.shown import shown_session

HOSTILE = """</script><script>alert(1)</script> <img src=x onerror=alert(2)> {plan} & "quoted" <!--"""
STEPS = """
- lead-in: 5s
- rounds: 2
  steps:
    - hold: Plank
      for: 20s
      sides: [left, right]
      cues: {5s: "Breathe out.", 12s: "Long neck."}
    - rest: 10s
- reps: Squat
  count: 3
  tempo: 2-0-1-0
  ready: on
"""


def document(steps=STEPS, *, head="", **options):
    shown = shown_session(compiled(steps, head=head), **options)
    return before_sound(shown) + after_sound()


class Elements(HTMLParser):
    """Collects the elements of a document, and the text of some."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.found, self.texts, self._inside = [], {}, ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        self._inside = dict(attrs).get("id") or tag

    def handle_data(self, data):
        self.texts[self._inside] = self.texts.get(self._inside, "") + data


def plan_of(text):
    return json.loads(Elements(text).texts["plan-data"])


def test_a_page_allows_its_own_script_and_style_and_nothing_else():
    text = document()
    policy = next(
        attrs["content"]
        for tag, attrs in Elements(text).found
        if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)[1]
        assert rules[rule] == f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
    assert rules["default-src"] == "'none'"
    assert rules["require-trusted-types-for"] == "'script'"
    assert rules["connect-src"] == "data:"


@pytest.mark.parametrize("word", ["atob", "eval", "innerHTML", "download", "location", "http:", "https:"])
def test_a_page_has_none_of_what_mail_filters_look_for(word):
    assert word not in re.sub(r"https?://www.w3.org/\S+", "", document())


def test_what_an_author_writes_stays_text():
    title = json.dumps(HOSTILE)
    text = document(
        f"- hold: {title}\n  for: 20s\n  cues: {{5s: {title}}}",
        head=f"about: {title}\ncaution: {title}\n",
        listener=HOSTILE,
    )
    tags = [tag for tag, _ in Elements(text).found]
    assert tags.count("script") == 2  # the plan's data, and the coach
    assert "img" not in tags
    assert plan_of(text)["steps"][1]["name"] == HOSTILE
    assert plan_of(text)["lines"][0]["text"] == HOSTILE


def test_the_plan_has_what_the_coach_shows():
    plan = plan_of(document())
    first = next(step for step in plan["steps"] if step["name"] == "Plank")
    assert first["mode"] == "work"
    assert first["place"] == "left side, round 1 of 2"
    assert (first["at"], first["end"]) == (5_000, 25_000)
    squat = plan["steps"][-1]
    assert (squat["count"], squat["beats"], squat["gate"]) == (3, 3_000, True)
    said = next(line for line in plan["lines"] if line["text"] == "Breathe out.")
    assert said["at"] == 10_000
    assert len(said["words"]) in {0, 2}


def test_the_handout_has_each_exercise_once_with_the_authors_words():
    text = document(head="caution: Stop when it hurts.\n")
    rows = re.findall(
        r'<td class="times">(.*?)</td><th scope="row">(.*?)</th><td class="length">(.*?)</td>', text
    )
    assert rows == [
        ("2 \N{MULTIPLICATION SIGN}", "Plank, left side", "20s"),
        ("2 \N{MULTIPLICATION SIGN}", "Plank, right side", "20s"),
        ("1 \N{MULTIPLICATION SIGN}", "Squat, tempo 2-0-1-0", "3 reps"),
    ]
    assert "<li>Breathe out.</li><li>Long neck.</li>" in text
    assert "Ten seconds" not in text.split("plan-data")[0]
    assert text.index("Stop when it hurts.") < text.index("<table>")


def test_the_handout_says_how_once_for_the_rungs_of_a_ladder():
    text = document(
        "- ladder: [1, 2, 3]\n  steps:\n    - reps: Burpees\n      count: $rung\n      every: 3s\n"
        '      cues: {1s: "Chest down."}'
    )
    table = text.split("<table>")[1].split("</table>")[0]
    assert re.findall(r'<td class="length">(.*?)</td>', table) == ["1 rep", "2 reps", "3 reps"]
    assert table.count("Chest down.") == 1


def test_a_name_is_on_the_handout_only_if_it_is_given():
    assert "Ann Example" in document(listener="Ann Example")
    assert 'class="for"' not in document()


@pytest.mark.parametrize(
    ("language", "words"), [("de", "Übung"), ("es", "Ejercicio"), ("fr", "Exercice"), ("en", "Exercise")]
)
def test_a_page_speaks_the_routines_language(language, words):
    from programs import in_language

    text = before_sound(shown_session(in_language(STEPS, language)))
    assert f'<html lang="{language}">' in text
    assert words in text


def test_the_same_session_gives_the_same_bytes():
    assert document() == document()


@pytest.mark.parametrize(
    ("minutes", "warned", "refused"), [(30, False, False), (60, True, False), (600, False, True)]
)
def test_a_page_that_a_phone_cannot_open_is_refused_before_it_is_written(minutes, warned, refused):
    source = Mix([], total_frames=minutes * 60 * 48_000, load=lambda _: None)
    writer = PageWriter(shown=shown_session(compiled(STEPS)), sound=Mp3Writer(cache=lambda: None))
    if refused:
        with pytest.raises(UsageError, match="384 MB; a phone opens no page of more than 100 MB") as failed:
            writer.check_size(source, "a.html")
        assert "-o FILE.mp3" in failed.value.hint
    else:
        assert ("slow to open" in writer.check_size(source, "a.html")) == warned


def test_a_page_carries_its_sound_as_it_is():
    source = Mix([], total_frames=48 * 30_007, load=lambda _: None)
    alone, page = io.BytesIO(), io.BytesIO()
    sound = Mp3Writer(cache=lambda: None)
    sound.write(alone, source, Tags(title="Test"), lambda _: None)
    PageWriter(shown=shown_session(compiled(STEPS)), sound=sound).write(
        page, source, Tags(title="Test"), lambda _: None
    )
    inside = re.search(rb'src="data:audio/mpeg;base64,([^"]*)"', page.getvalue())[1]
    assert b64decode(inside, validate=True) == alone.getvalue()

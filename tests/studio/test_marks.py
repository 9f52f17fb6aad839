import textwrap

import pytest

from tests.programs import compiled, spoken
from voicecoach.phrases import load_phrases
from voicecoach.studio.marks import chapters_of, lines_of, lines_with_words, tags_of

ROUNDS = """\
- lead-in: 10s
- rounds: 2
  steps:
    - {hold: Bar hang, for: 30s}
    - rest: 20s
- {hold: Side plank, for: 40s, sides: [left, right], switch: 5s}
- say: Well done.
"""


def shown(chapters):
    return [(chapter.start_ms / 1000, chapter.title) for chapter in chapters]


def test_a_chapter_is_a_step_with_its_round_and_side():
    assert shown(chapters_of(compiled(ROUNDS))) == [
        (0, "Get ready"),
        (10, "Bar hang 1 of 2"),
        (40, "Rest 1 of 2"),
        (60, "Bar hang 2 of 2"),
        (90, "Side plank, left"),
        (130, "Switch, right"),
        (135, "Side plank, right"),
        (175, "Well done"),
    ]


def test_a_pass_through_a_named_block_is_called_by_its_name():
    climbs = "- rounds: 2\n  name: Climb\n  steps:\n  - {work: Boulder, for: 20s, sets: 2, rest: 20s}\n  - rest: 20s\n"
    titles = [title for _, title in shown(chapters_of(compiled(climbs)))]
    assert titles[0] == "Boulder, set 1 of 2, Climb 1 of 2"


def test_chapters_have_no_gaps():
    result = compiled(ROUNDS)
    for most in (None, 5, 2, 1):
        chapters = chapters_of(result, most=most)
        assert most is None or len(chapters) <= most
        assert chapters[0].start_ms == 0
        assert chapters[-1].end_ms == result.session.total_ms
        assert [one.end_ms for one in chapters[:-1]] == [other.start_ms for other in chapters[1:]]


def test_too_many_chapters_become_exercises():
    assert [title for _, title in shown(chapters_of(compiled(ROUNDS), most=5))] == [
        "Bar hang 1 of 2",
        "Bar hang 2 of 2",
        "Side plank, left",
        "Side plank, right",
    ]


def test_a_set_of_repeaters_is_one_chapter():
    result = compiled("- hangs: 3 x 7s:3s\n  name: Half crimp\n  sets: 2\n  rest: 60s\n")
    assert shown(chapters_of(result)) == [
        (0, "Half crimp 1 of 2"),
        (27, "Rest 1 of 2"),
        (87, "Half crimp 2 of 2"),
    ]


@pytest.mark.parametrize(("language", "title"), [("de", "Hängen 1 von 2"), ("es", "Hängen 1 de 2")])
def test_titles_are_in_the_programs_words_for_the_language(language, title, monkeypatch):
    monkeypatch.setattr("tests.programs.load_phrases", lambda _: load_phrases(language))
    steps = textwrap.dedent("- rounds: 2\n  steps:\n    - {hold: Hängen, for: 30s}\n")
    assert shown(chapters_of(compiled(steps)))[0] == (0, title)


def test_a_passage_is_called_by_its_first_words():
    steps = '- say: "Breathe in. Let the ribs drop and breathe out for as long as you like."\n'
    assert shown(chapters_of(compiled(steps))) == [(0, "Breathe in")]
    (chapter,) = chapters_of(compiled('- say: "' + "breathe in and " * 20 + '"\n'))
    assert chapter.title == "breathe in and breathe in and breathe…"


def test_the_caution_is_called_one():
    head = "caution: Stop if you feel sharp pain, numbness or tingling.\n"
    assert shown(chapters_of(compiled("- hold: Hang\n  for: 20s\n", head=head)))[0] == (0, "Caution")


def test_a_long_name_is_cut_and_keeps_its_counts():
    name = "Bulgarian split squat with the rear foot on a bench and a pause at the bottom"
    steps = f"- rounds: 2\n  steps:\n    - {{work: {name}, for: 20s, sets: 3, rest: 5s}}\n"
    titles = [chapter.title for chapter in chapters_of(compiled(steps))]
    assert titles[0] == "Bulgarian split squat with the…, set 1 of 3, round 1 of 2"
    assert max(map(len, titles)) <= 60
    assert len(set(titles)) == len(titles)


def test_a_title_that_stood_before_gets_a_number():
    steps = "- {hold: Plank, for: 20s}\n- rest: 10s\n- {hold: Plank, for: 30s}\n- rest: 10s\n- {hold: Bridge, for: 30s}\n"
    assert [title for _, title in shown(chapters_of(compiled(steps)))] == [
        *("Plank", "Rest", "Plank (2)", "Rest", "Bridge")
    ]


def test_lines_are_what_is_said():
    result = compiled(ROUNDS)
    assert [(line.onset_ms, line.text) for line in lines_of(result)] == spoken(result)


def test_words_begin_where_the_voice_says_them():
    line = next(line for line in lines_with_words(compiled("- say: Well - done.\n")) if line.text[0] == "W")
    assert line.word_onsets_ms == ()  # the fake voice takes a dash for a word
    line = next(line for line in lines_with_words(compiled("- say: Well done.\n")) if line.text[0] == "W")
    assert line.word_onsets_ms == (line.onset_ms, line.onset_ms + 5 * 60)
    assert lines_of(compiled("- say: Well done.\n"))[0].word_onsets_ms == ()


def test_tags_are_the_routines():
    head = 'about: |\n  Hang.\n  Breathe.\nlanguage: de-AT\ntags: {year: ["2026"]}\n'
    tags = tags_of(compiled("- hold: Bar hang\n  for: 30s\n", head=head))
    assert (tags.title, tags.artist, tags.album, tags.year) == ("Test", "voicecoach", "Test", "2026")
    assert (tags.comment, tags.language) == ("Hang. Breathe.", "de-at")
    assert [chapter.title for chapter in tags.chapters] == ["Bar hang"]
    assert "Bar hang." in tags.lines[0].text


def test_a_long_session_has_no_more_chapters_than_a_file_can_list():
    steps = "- rounds: 400\n  steps:\n    - {hold: Hang, for: 20s}\n    - rest: 10s\n"
    tags = tags_of(compiled(steps))
    assert 100 < len(tags.chapters) <= 255
    assert tags.chapters[-1].end_ms == (400 * 30 - 10) * 1000


def test_the_only_round_has_no_number():
    assert shown(chapters_of(compiled("- rounds: 1\n  steps:\n    - {hold: Hang, for: 20s}\n"))) == [
        (0, "Hang")
    ]

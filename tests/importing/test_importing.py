"""What other tools call a workout, as a routine: what is carried over, and what is said of the rest."""

import pytest

from tests.programs import least_cpu_s
from voicecoach.errors import InputError
from voicecoach.importing.reading import Format, format_of, import_routine
from voicecoach.importing.words import clean, pieces, scalar
from voicecoach.language.read_nodes import read_nodes
from voicecoach.source import SourceText


def intervals(result):
    """Return (kind, name, seconds) of every interval that is no spoken passage."""
    return [
        (
            str(interval.leaf.kind),
            "".join(map(str, name.parts)) if name else "",
            interval.duration_ms / 1000,
        )
        for interval in result.session.intervals
        for name in [getattr(interval.leaf, "name", None)]
        if str(interval.leaf.kind) != "say"
    ]


def heard(result):
    return [event.audible.text for event in result.timeline.events if hasattr(event.audible, "text")]


def refusal(text, name="sample.txt"):
    with pytest.raises(InputError) as refused:
        import_routine(SourceText(name=name, text=text))
    assert refused.value.hint
    return refused.value.message


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.zwo", "", Format.ZWO),
        ("-", "  <workout_file/>", Format.ZWO),
        ("a.yaml", "exercises:\n  - name: a", Format.W2A),
        ("a.yaml", "title: a\nsteps: []", Format.ROUTINE),
        ("<stdin>", "title: a\nsteps:\n  - say: go;5", Format.ROUTINE),
        ("a.txt", "Breathe in;4\n*;2", Format.PHRASES),
        ("a.csv", "Breathe in;4", Format.PHRASES),
        ("a.txt", "6x 7:3 x3 / 150", Format.PASTED),
        ("a.txt", "eggs\nmilk\n", None),
        ("a.txt", "", None),
    ],
)
def test_the_format_is_seen_in_the_name_and_the_text(name, text, expected):
    assert format_of(SourceText(name=name, text=text)) is expected


def test_what_is_no_format_is_refused():
    assert refusal("eggs\nmilk\n") == "`sample.txt` is in no format that can be imported"


# --- phrases ------------------------------------------------------------------------------------


def test_phrases_are_spoken_and_the_pauses_are_silent(sample):
    text, notes, result = sample("qi-gong.txt")
    assert "title: Qi gong\n" in text
    assert heard(result) == [
        "Ready For Some Qi Gong?",
        'Relax: your #1 "body"',
        "Don't lock your knees - Étire",
        "Just said",
        "Good Job!",
    ]
    assert intervals(result) == [("rest", "", seconds) for seconds in (2, 30, 3, 5)]
    assert not [event for event in result.timeline.events if str(event.kind) == "tone"]
    assert notes == [(5, "no `;seconds` at the end: said without a pause after it")]


def test_a_phrase_begins_where_the_pause_before_it_ends(imported):
    _, _, result = imported("*;4\nHello; there;1m\nBye;0")
    first, second = result.timeline.events
    assert first.onset_ms == 4_000
    assert first.audible.text == "Hello; there"
    pause = result.session.intervals[2]
    assert (pause.duration_ms, second.onset_ms) == (60_000, pause.start_ms + 60_000)


def test_a_long_phrase_is_cut_after_a_sentence(imported):
    sentence = "Breathe out slowly and let your shoulders sink. "
    text, notes, result = imported(sentence * 60 + ";5")
    assert heard(result) == [(sentence * 20).strip()] * 3
    assert notes == [(1, "a phrase of more than one cue is cut into 3")]
    assert intervals(result) == [("rest", "", 5)]
    assert text.count("- say:") == 3


# --- hangboard ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "6x 7:3 x3 / 150",
        "6 x 7s:3s x 3 / 150s",
        "6\N{MULTIPLICATION SIGN}7:3 \N{MULTIPLICATION SIGN}3 /2m30s",
        "6x7:3x3/2:30",
    ],
)
def test_the_short_notation_is_repeaters(imported, line):
    _, notes, result = imported(line)
    sets = [("hold", "", 7), ("rest", "", 3)] * 5 + [("hold", "", 7)]
    rest = [("rest", "", 150)]
    assert intervals(result) == [("lead-in", "", 15), *sets, *rest, *sets, *rest, *sets]
    assert notes == []


@pytest.mark.parametrize(
    "line", ["Half crimp: 6x 7:3", "Half crimp 6x 7:3", "6x 7:3 Half crimp", "- Half crimp - 6x 7:3"]
)
def test_a_line_has_a_name(imported, line):
    _, _, result = imported(line)
    assert intervals(result)[1] == ("hold", "Half crimp", 7)


def test_several_lines_rest_between_them(sample):
    text, notes, result = sample("board.txt")
    assert "title: Beastmaker 5A\n" in text
    assert "- hold: Front three\n    for: 10s\n    sets: 5\n    rest: 3m\n    edge: 20mm\n" in text
    assert "name: Hang\n    sets: 2\n    rest: 2m30s\n    grip: Front3 Open\n    edge: 45mm\n" in text
    assert notes == [(7, "left, as it is not understood: `something else`")]
    one_set_s = 6 * 7 + 5 * 3
    three_sets_s = 3 * one_set_s + 2 * 150
    singles_s = 5 * 10 + 4 * 180
    long_sets_s = 2 * (7 * 7 + 6 * 3) + 150
    total_s = 15 + three_sets_s + 150 + three_sets_s + 150 + singles_s + 180 + long_sets_s
    assert result.session.total_ms == total_s * 1000


# --- Zwift --------------------------------------------------------------------------------------


def test_a_ride_keeps_its_times_and_its_texts(sample):
    text, notes, result = sample("ride.zwo")
    assert result.routine.title == 'Over & under: "hard"'
    assert result.routine.about == "Two blocks. Costs $5. By A. Rider."
    assert result.routine.tag_values("topic") == ("FTP", "Intervals")
    assert result.session.total_ms == 300_000 + 4 * 90_000 + 2 * 90_000 + 600_000 + 60_000 + 120_500
    assert intervals(result)[:4] == [
        ("work", "Warm-up from 25 to 75 %", 300),
        ("work", "Effort at 120 %", 30),
        ("rest", "", 60),
        ("work", "Effort at 120 %", 30),
    ]
    assert intervals(result)[9:13] == [
        ("work", "Effort at 120 %", 60),
        ("work", "Lighter effort at 90 %", 30),
        ("work", "Effort at 120 %", 60),
        ("work", "Lighter effort at 90 %", 30),
    ]
    onsets_ms = {
        event.audible.text: event.onset_ms
        for event in result.timeline.events
        if hasattr(event.audible, "text")
    }
    assert onsets_ms["Spin: easy #1"] == 120_000
    assert onsets_ms["Again"] == 660_000 + 95_000
    assert onsets_ms["Drink"] == 1_000_000
    assert "late" not in onsets_ms
    assert notes == [
        (9, "how long, where and how large a text is shown is not carried over"),
        (10, "cadence targets are not carried over"),
        (12, "a text after the end of its interval is left out"),
        (13, "settings of the trainer and its screen are not carried over"),
        (14, "`<RestDay>` is not carried over"),
    ]
    assert "rest-after-last: yes" in text


SILENT = "a text with nothing that can be spoken is left out"


def ride(inside, head=""):
    return f"<workout_file>{head}<workout>{inside}</workout></workout_file>"


@pytest.mark.parametrize(
    ("interval", "heard_as", "notes"),
    [
        ('<SteadyState Duraton="60" Power="0.7"/>', "Steady at 70 %", ["`duraton` is read as `duration`"]),
        (
            '<SteadyState Durations="60" Power="0,7"/>',
            "Steady at 70 %",
            ["`durations` is read as `duration`"],
        ),
        (
            '<IntervalsT Repeat="2" OnDuraton="60" OffDuration="60" OnPower="1" OffPower="0.5"/>',
            "Effort at 100 %",
            ["`onduraton` is read as `onduration`"],
        ),
        ('<SteadyState Duration="60" Pow="0.7"/>', "Steady at 70 %", ["`pow` is read as `power`"]),
        (
            '<Ramp Duration="60" PowerLo="0.5" PowerHi="0.9"/>',
            "Ramp from 50 to 90 %",
            ["`powerlo` is read as `powerlow`", "`powerhi` is read as `powerhigh`"],
        ),
        ('<Ramp Duration="60" PowerHigh="0.9"/>', "Ramp at 90 %", []),
        (
            '<SteadyState Duration="60" Power="250"/>',
            "Steady",
            ["a power of `250` is no share of the threshold: left out"],
        ),
        (
            '<SteadyState Duration="60" Power="0.7" Cadence="-1" ramptest="0"/>',
            "Steady at 70 %",
            [
                "settings of the trainer and its screen are not carried over",
            ],
        ),
    ],
)
def test_lengths_and_powers_are_read_as_editors_write_them(imported, interval, heard_as, notes):
    _, noted, result = imported(ride(interval), "a.zwo")
    assert intervals(result)[0] == ("work", heard_as, 60)
    assert [note for _, note in noted] == notes


def test_what_a_head_loses_is_named_once(imported):
    head = "<uniqueId>c0ffee</uniqueId><sport_type>bike</sport_type>"
    _, noted, result = imported(ride('<FreeRide Duration="60"/>', head), "a.zwo")
    assert [note for _, note in noted] == ["what stands in `<uniqueId>` is not carried over: `c0ffee`"]
    assert result.routine.tag_values("sport") == ("bike",)


def test_texts_at_the_same_time_are_one_cue(imported):
    inside = '<TextEvent TimeOffset="5" message="Sit up"/><textevent timeoffset="5" message="Breathe!"/>'
    _, _, result = imported(ride(f'<SteadyState Duration="60">{inside}</SteadyState>'), "a.zwo")
    assert "Sit up. Breathe!" in heard(result)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (ride('<SteadyState Duration="60"/>')[:-3], "line 1: this is no XML: unclosed token"),
        ("\n\n<workout_file>\n&nbsp;</workout_file>", "line 4: this is no XML: undefined entity"),
        (
            '<!DOCTYPE a [<!ENTITY b "c">]>\n<workout_file>&b;</workout_file>',
            "line 1: a document type is refused",
        ),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><workout_file/>', "a document type is refused"),
        ("<gpx/>", "line 1: a Zwift workout begins with `<workout_file>`, not with `<gpx>`"),
        (ride("", "<durationType>distance</durationType>"), "measured in distances"),
        (ride('<SteadyState Duration="0"/>'), "nothing in it"),
        (ride('<SteadyState Duration="1e400"/>'), "nothing in it"),
        (
            ride('<IntervalsT Repeat="999999999" OnDuration="1" OffDuration="1"/>'),
            "more than 5,000 intervals",
        ),
        (ride('<FreeRide Duration="86400"/><FreeRide Duration="1"/>'), "longer than 24 h"),
        ("<a>" * 100_000, "nested more than 32 deep"),
    ],
)
def test_a_ride_that_cannot_be_one_is_refused_with_its_place(text, says):
    assert says in refusal(text, "a.zwo")


def test_an_external_entity_is_not_fetched(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    text = (
        f'<!DOCTYPE a [<!ENTITY b SYSTEM "{secret.as_uri()}">]><workout_file><name>&b;</name></workout_file>'
    )
    assert "secret" not in refusal(text, "a.zwo").replace(secret.as_uri(), "")


# --- w2a ----------------------------------------------------------------------------------------


WAS_TOLD = "the words at the beginning of an exercise are left out: the pause before it has said its name"


def test_a_w2a_workout_is_said_in_its_own_words(sample):
    text, notes, result = sample("morning.yaml")
    assert result.routine.language == "en-gb"
    assert intervals(result) == [
        ("lead-in", "", 10),
        ("work", "Warm Up", 120),
        ("rest", "", 10),
        ("work", "Squats", 30),
        ("rest", "", 15),
        ("work", "Side Plank", 15),
        ("switch", "", 4),
        ("work", "Side Plank", 15),
        ("rest", "", 10),
        ("work", "Squats", 30),
    ]
    assert "Prepare for Side Plank for 30 seconds" in heard(result)
    assert (
        "4 exercises will take a total of $total_remaining. The pure training time is 3 minutes and 30 seconds."
        in text
    )
    assert {"Neck Roll from Side to Side", "Shoulder Roll", "Wide Stance Toe Reach"} <= set(heard(result))
    assert notes == [
        (2, "the voice is chosen by `--engine` and `--voice`"),
        (3, "the sound format is chosen by `voicecoach export`"),
        (13, "at half time the program says its own words for the other side"),
        (14, WAS_TOLD),
    ]
    assert heard(result).count("Squats for 30 seconds") == 0


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("exercises:\n  - name: a\n    duration: soon", "line 3: `soon` is no duration"),
        ("exercises:\n  - name: a", "line 2: an exercise has no `duration`"),
        ("exercises: 3", "line 1: `exercises` is no list"),
        ("exercises:\n  - <<: *a", "line 2: `*a` is defined nowhere before it"),
        ("exercises:\n  - name: 'a", "this is no YAML"),
        ("exercises: &a [*a]", "`*a` is defined nowhere before it"),
        ("exercises: " + "[" * 5_000, "nested more than 32 deep"),
        ("exercises: [" + "a, " * 60_000 + "]", "more than 30,000 values"),
        ("exercises: " + "a " * 250_000, "more than 500,000 characters"),
        ('exercises:\n  - name: "\\UFFFFFFFF"', "this is no YAML"),
    ],
)
def test_a_w2a_workout_that_is_none_is_refused_with_its_place(text, says):
    assert says in refusal(text, "a.yaml")


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        (
            "a.yaml",
            "l0: &l0 {k0: 1}\n"
            + "".join(f"l{n}: &l{n} {{<<: *l{n - 1}, k{n}: 1}}\n" for n in range(1, 9_000))
            + "exercises:\n  - {name: a, duration: 3}\n",
            "more than 30,000 values",
        ),
        (
            "a.yaml",
            "l0: &l0 {a: 1}\n"
            + "".join(f"l{n}: &l{n} {{<<: *l{n - 1}}}\n" for n in range(1, 9_000))
            + "exercises:\n"
            + "  - <<: *l8999\n" * 400,
            "more than 30,000 values",
        ),
        (
            "a.zwo",
            f"<workout_file><workout>{'<a/>' * 200_000}</workout></workout_file>",
            "more than 20,000 elements",
        ),
        (
            "a.zwo",
            "<workout_file><workout><FreeRide Duration='60'><textevent "
            + " ".join(f"mesage{n}='a'" for n in range(50_000))
            + "/></FreeRide></workout></workout_file>",
            "an element has more than 60 attributes",
        ),
        ("a.txt", "10 burpees\n" * 80_000, "more than 60,000 characters"),
        ("a.txt", "a 1\n" * 1_100, "more than 1,000 lines"),
    ],
)
def test_a_small_file_makes_no_endless_work(name, text, says):
    said = []
    assert least_cpu_s(lambda: said.append(refusal(text, name)), 2) < 2
    assert says in said[0]


def test_merges_upon_merges_take_no_time(imported):
    levels = "".join(f"l{n}: &l{n}\n  <<: [{', '.join([f'*l{n - 1}'] * 20)}]\n" for n in range(1, 25))
    text, _, _ = imported(
        f"l0: &l0 {{name: Squat, duration: 30s}}\n{levels}exercises:\n  - <<: *l24\n", "a.yaml"
    )
    assert "work: Squat" in text


# --- hostile texts ------------------------------------------------------------------------------

HOSTILE = [
    "a: b",
    "a #b",
    "@a",
    "*a",
    "&a b",
    "!tag a",
    "%a",
    "- a",
    "? a",
    "| a",
    "> a",
    "`a`",
    "'a",
    '"a"',
    '\\"a\\n',
    "{a: b}",
    "[a, b]",
    "a: ",
    "a:",
    "$name costs $5 $",
    "~ a",
    "off",
    "1:30",
    "2026-11-22",
    "no",
    "--- a",
    "... a",
    "a\u202eb",
    "Knees 💪 up",
    "<b>a</b>",
    "日本語のテキスト",
    "می‌خواهم",
    "=a",
    ", a",
    "a" * 990,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_only_a_text(imported, text):
    """What comes out is what went in, except for direction marks, in every format."""
    expected = text.replace("\u202e", "").strip()
    _, _, phrases = imported(f"{text};5")
    assert heard(phrases) == [expected]
    quoted = text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    _, _, zwo = imported(
        ride(
            f'<FreeRide Duration="900"><textevent message="{quoted}"/></FreeRide>', f"<name>{quoted}</name>"
        ),
        "a.zwo",
    )
    assert zwo.routine.title == expected
    assert zwo.routine.steps[0].options.cues[0].content.wordings[0].parts == (expected,)
    single = text.replace("'", "''")
    _, _, w2a = imported(f"exercises:\n  - name: '{single}'\n    duration: 30s\n", "a.yaml")
    assert w2a.routine.steps[-1].name.parts == (expected,)


def test_characters_that_no_text_can_have_are_named(imported):
    _, notes, result = imported("Bre\x00athe \x1b[31mout\ufffd\ue000;5\n\u200b…;1")
    assert heard(result) == ["Bre athe [31mout"]
    assert notes == [
        (1, "characters of a phrase that no text can have are left out"),
        (2, "a phrase with nothing that can be spoken is left out"),
    ]


def test_a_text_that_is_too_long_is_named(imported):
    long = "a " * 600
    _, notes, _ = imported(ride(f'<FreeRide Duration="60"><textevent message="{long}"/></FreeRide>'), "a.zwo")
    assert notes == [(1, "a text of more than 1,000 characters is left out")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a" * 1_100_000 + ";5", "larger than 1 MiB"),
        ("a;1\n" * 4_000, "more than 5,000 intervals"),
        ("a;20h\nb;5h", "line 2: with this the session is longer than 24 h"),
        ("for time:\nname,duration,rest\nSquats,30,1999990\n", "with this the session is longer than 24 h"),
        ("AMRAP 10:\nname,duration,rest\nSquats,30,1999990\n", "with this the session is longer than 24 h"),
    ],
)
def test_too_much_is_refused(text, says):
    assert says in refusal(text)


def test_a_scalar_is_read_back():
    for text in HOSTILE:
        words = clean(text).text
        document = read_nodes(SourceText(name="a", text=f"say: {scalar(words)}\n"))
        assert not document.diagnostics
        assert document.root.entries[0].value.text == words


def test_pieces_are_whole_and_short():
    text = "one two three, " * 500 + "$" * 700
    parts = list(pieces(text))
    assert "".join(parts).replace(" ", "") == text.replace(" ", "")
    assert all(len(part.replace("$", "$$")) <= 1_000 for part in parts)


ONE_SENTENCE = "Increase your power if you feel strong."
RIDE = """<workout_file><workout>
<SteadyState Duration="60" Power="0.5">{}
</SteadyState></workout></workout_file>"""


@pytest.mark.parametrize(
    ("texts", "cue"),
    [
        (
            """<textevent timeoffset="20" message="Increase your"/>
            <textevent timeoffset="20" message="power if you feel strong."/>""",
            ONE_SENTENCE,
        ),
        (f'<TextEvent TimeOffset="20">{ONE_SENTENCE}</TextEvent>', ONE_SENTENCE),
        (f'<textevent timeoffset="20" mssage="{ONE_SENTENCE}"/>', ONE_SENTENCE),
        (f'<textevent timeofset="20" message="{ONE_SENTENCE}"/>', ONE_SENTENCE),
    ],
)
def test_a_ride_keeps_the_texts_that_people_write(imported, texts, cue):
    assert f"20s: {cue}" in imported(RIDE.format(texts), "ride.zwo")[0]


@pytest.mark.parametrize(
    ("texts", "note"),
    [
        ('<textevent timeoffset="20" mssage="Go."/>', "`mssage` is read as `message`"),
        ('<textevent timeoffset="20"/>', "a text without words is left out"),
        ('<textevent timeoffset="20" message="Go." colour="red"/>', "`colour` of a text is not carried over"),
        ("Pedal!", "what stands in `<SteadyState>` is not carried over: `Pedal!`"),
        ('<textevent timeoffset="20" message="\N{MODIFIER LETTER APOSTROPHE}"/>', SILENT),
    ],
)
def test_what_a_ride_loses_is_named(imported, texts, note):
    assert note in [one[1] for one in imported(RIDE.format(texts), "ride.zwo")[1]]


@pytest.mark.parametrize(
    ("line", "step"),
    [
        (
            "Half crimp 20mm: 5 x 7/3, 3 sets, 3 min rest",
            {"hangs": "5 x 7s:3s", "name": "Half crimp", "sets": "3", "rest": "3m", "edge": "20mm"},
        ),
        (
            "Open hand: 6x(7s on, 3s off) x3, rest 2:30",
            {"hangs": "6 x 7s:3s", "name": "Open hand", "sets": "3", "rest": "2m30s"},
        ),
        (
            "Max hangs: 5 x 10s, 3min rest, +5 kg",
            {"hold": "Max hangs", "for": "10s", "sets": "5", "rest": "3m", "load": "+5kg"},
        ),
        ("Max hangs: 5 x 10s, 3min rest", {"hold": "Max hangs", "for": "10s", "sets": "5", "rest": "3m"}),
        ("Density: 3 x 30s hang / 30s rest", {"hold": "Density", "for": "30s", "sets": "3", "rest": "30s"}),
        ("2 sets x 6 reps (7s on/3s off)", {"hangs": "6 x 7s:3s", "sets": "2"}),
        (
            "2x MAXHang @20mm 8(3):180s",
            {"hold": "MAXHang, 3 in reserve", "for": "8s", "sets": "2", "rest": "3m", "edge": "20mm"},
        ),
    ],
)
def test_a_hangboard_line_in_other_words(imported, line, step):
    text = imported(f"{line}\n", "hangs.txt")[0]
    for key, value in step.items():
        assert f"{key}: {value}\n" in text.replace('"', "")


@pytest.mark.parametrize("line", ["6x 7:3 x3 / 9999m", "6x 7:9999m x3", "6x 9999m:3 x3", "999999999999x 7:3"])
def test_a_time_longer_than_any_is_no_hang_and_no_bug(line):
    found = SourceText(name="a.txt", text=f"6x 7:3\n{line}\n")
    try:
        imported = import_routine(found)
    except InputError as refused:
        assert refused.hint  # noqa: PT017 - it may also be noted
    else:
        assert imported.text

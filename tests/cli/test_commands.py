"""Commands as a person types them: what goes where, and which exit code."""

import contextlib
import json
import os
import pty
import re
import subprocess
import sys
import wave

import mutagen.id3
import mutagen.mp3
import numpy as np
import pytest
import soundfile

from voicecoach.errors import OutputError

GOOD = """\
title: Short hang
parameters:
  hold: {default: 10s, min: 5s, max: 30s}
steps:
  - lead-in: 8s
  - hold: Bar hang
    for: $hold
    cues: {start: Breathe.}
"""


def total_s(result):
    return json.loads(result.stdout)["total_ms"] / 1000


def test_version(run):
    assert run("--version").stdout.startswith("voicecoach 0.")


def test_plan_as_data_is_the_contract(run, routine):
    result = run("plan", routine(GOOD), "--json", "--engine", "none", "-q")
    assert result.exit_code == 0
    plan = json.loads(result.stdout)
    assert plan["title"] == "Short hang"
    assert plan["total_ms"] == 18_000
    assert plan["sample_rate"] == 48_000
    assert plan["intervals"][1] == {
        "kind": "hold",
        "name": "Bar hang",
        "start_ms": 8_000,
        "duration_ms": 10_000,
        "round": None,
        "rounds": None,
        "set": None,
        "sets": None,
        "side": None,
        "line": 6,
    }
    assert {"kind": "tone", "onset_ms": 8_000, "duration_ms": 150, "tone": "start", "line": 6} in plan[
        "events"
    ]
    onsets = [event["onset_ms"] for event in plan["events"]]
    assert onsets == sorted(onsets)
    assert plan["diagnostics"] == []


RICH = """\
title: Rich
caution: Stop when it hurts.
steps:
  - {reps: Squat, count: 4, tempo: 2-0-1-0, ready: on, cues: {rep 2: Deeper.}}
  - amrap: 1m
    steps: [{reps: Push-up, count: 10}, {hold: Plank, for: 20s}]
"""


def test_plan_as_data_has_what_a_page_needs_and_keeps_its_schema(run, routine):
    from jsonschema import Draft202012Validator  # loads for long: see tests/references.py

    plan = json.loads(run("plan", routine(RICH), "--json", "--engine", "none", "-q").stdout)
    schema = json.loads(run("schema", "--plan").stdout)
    Draft202012Validator(schema).validate(plan)
    assert (plan["version"], plan["language"], plan["caution"]) == (2, "en", "Stop when it hurts.")
    reps, circuit = plan["intervals"][1:]
    assert (reps["reps"], reps["beats_ms"], reps["ready"]) == (4, [2_000, 1_000], True)
    assert circuit["items"] == [{"name": "Push-up", "reps": 10}, {"name": "Plank", "duration_ms": 20_000}]
    authors = [event["text"] for event in plan["events"] if event.get("author")]
    assert authors == ["Stop when it hurts.", "Deeper."]


def test_lrc_is_plain_unless_times_of_words_are_wanted(run, routine, tmp_path):
    for words in ([], ["--word-times"]):
        run("export", routine(GOOD), "--engine", "none", "-o", "a.lrc", "-q", *words)
        assert ("<" in (tmp_path / "a.lrc").read_text("utf-8")) is bool(words)


@pytest.mark.parametrize("bitrate", [32, 64, 128])
def test_an_mp3_has_the_bitrate_that_is_asked_for(run, routine, tmp_path, bitrate):
    run("export", routine(GOOD), "--engine", "espeak", "-o", "a.mp3", "-q", "--bitrate", str(bitrate))
    info = mutagen.mp3.MP3(tmp_path / "a.mp3").info
    assert (info.bitrate, info.sample_rate) == (bitrate * 1_000, 48_000)
    assert info.bitrate_mode is mutagen.mp3.BitrateMode.CBR
    assert info.length == pytest.approx(18, abs=0.001)


def test_another_bitrate_lists_those_that_there_are(run, routine):
    result = run("export", routine(GOOD), "-o", "a.mp3", "--bitrate", "50")
    assert result.exit_code == 2
    assert "take one of 32, 40, 48" in result.stderr


def test_a_cover_is_shown_by_players(run, routine, tmp_path):
    picture = b"\x89PNG\r\n\x1a\n" + bytes(100)
    (tmp_path / "cover.png").write_bytes(picture)
    run("export", routine(GOOD), "--engine", "espeak", "-o", "a.mp3", "-q", "--cover", "cover.png")
    (found,) = mutagen.id3.ID3(tmp_path / "a.mp3").getall("APIC")
    assert (found.mime, found.data) == ("image/png", picture)
    (tmp_path / "cover.png").write_bytes(b"GIF89a")
    result = run("export", routine(GOOD), "-o", "a.mp3", "--cover", "cover.png")
    assert result.exit_code == 2
    assert "neither a PNG nor a JPEG" in result.stderr


def test_plan_as_a_table(run):
    result = run("plan", "bar-hang", "--engine", "none")
    assert result.exit_code == 0
    assert "Bar hang" in result.stdout
    assert "round 1/3" in result.stdout
    assert "estimate" in result.stderr


@pytest.mark.parametrize("words", [["--hold", "20s"], ["--set", "hold=20s"]])
def test_settings_change_the_routine(run, routine, words):
    assert total_s(run("plan", routine(GOOD), "--json", "--engine", "none", *words)) == 28


def test_a_setting_from_the_environment_and_from_the_config_file(run, routine, monkeypatch, tmp_path):
    (tmp_path / "config" / "voicecoach").mkdir(parents=True)
    (tmp_path / "config" / "voicecoach" / "config.toml").write_text('hold = "25s"\nengine = "none"\n')
    assert total_s(run("plan", routine(GOOD), "--json")) == 33
    monkeypatch.setenv("VOICECOACH_HOLD", "15s")
    assert total_s(run("plan", routine(GOOD), "--json")) == 23
    assert total_s(run("plan", routine(GOOD), "--json", "--hold", "5s")) == 13


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--hold", "50s"], "30s"),
        (["--set", "hodl=10s"], "hold"),
        (["--set", "hold"], "--set hold=45s"),
        (["--hold", "10s", "--set", "hold=11s"], "twice"),
        (["--engine", "hibary"], "hibari"),
        (["--tones", "defualt"], "default"),
    ],
)
def test_wrong_settings_exit_2_and_say_what_would_be_right(run, routine, words, says):
    result = run("plan", routine(GOOD), *words)
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""


def test_an_unknown_routine_exits_2_with_a_suggestion(run):
    result = run("plan", "bar-hnag")
    assert result.exit_code == 2
    assert "bar-hang" in result.stderr


def test_a_missing_file_is_wrong_use(run):
    result = run("plan", "nowhere/mine.yaml")
    assert result.exit_code == 2
    assert "nowhere/mine.yaml" in result.stderr


def test_a_routine_from_standard_input(run):
    assert run("plan", "-", "--engine", "none", stdin=GOOD).exit_code == 0


def test_a_routine_with_errors_exits_1_and_shows_them_all(run, routine):
    name = routine("title: Wrong\nsteps:\n  - hodl: Bar hang\n  - hold: Hang\n    for: 3 parsecs\n")
    result = run("plan", name)
    assert result.exit_code == 1
    assert f"--> {name}:3:5" in result.stderr
    assert "did you mean `hold`" in result.stderr
    assert f"--> {name}:5:10" in result.stderr
    assert result.stdout == ""


def test_check_prints_its_findings_as_its_result(run, routine):
    bad = routine("title: Wrong\nsteps:\n  - hodl: Bar hang\n", "bad.yaml")
    result = run("check", routine(GOOD), bad, "--engine", "none", "-q")
    assert result.exit_code == 1
    assert "mine.yaml: every cue fits, 0:18" in result.stdout
    assert "--> bad.yaml:3:5" in result.stdout
    assert result.stderr == ""


def test_check_strict_makes_warnings_errors(run, routine):
    name = routine(GOOD.replace("start: Breathe.", "-1s: This is far more than can be said in one second."))
    assert run("check", name, "--engine", "none").exit_code == 0
    assert run("check", name, "--engine", "none", "--strict").exit_code == 1


def test_check_as_data(run, routine):
    name = routine("title: Wrong\nsteps:\n  - hodl: Bar hang\n")
    (data,) = json.loads(run("check", name, "--json").stdout)
    assert data["ok"] is False
    (found,) = data["diagnostics"]
    assert (found["code"], found["severity"], found["line"], found["column"]) == (
        "unknown-key",
        "error",
        3,
        5,
    )


def test_export_says_once_that_a_file_does_not_wait(run, routine):
    name = routine(
        "title: T\ndefaults: {ready: on}\nsteps:\n  - hold: A\n    for: 5s\n  - hold: B\n    for: 5s\n"
    )
    result = run("export", name, "-o", "x.json", "--engine", "none")
    assert result.exit_code == 0
    assert result.stderr.count("note[ready-in-file]") == 1
    assert "mine.yaml:4:5" in result.stderr
    assert "ready-in-file" not in run("export", name, "-o", "x.json", "--engine", "none", "-q").stderr


def test_export_says_once_that_a_file_goes_on_to_its_limit(run, routine):
    name = routine(
        "title: T\nsteps:\n  - hold: A\n    for: 20s\n    until: done\n    sets: 2\n    rest: 5s\n"
        "  - for-time: 2m\n    steps:\n      - reps: Squats\n        count: 9\n"
    )
    result = run("export", name, "-o", "x.json", "--engine", "none")
    assert result.exit_code == 0
    assert result.stderr.count("note[until-done-in-file]") == 1
    assert "to its limit of 20s, and so does 1 other step" in result.stderr
    assert "mine.yaml:3:5" in result.stderr
    assert "until-done" not in run("plan", name, "--engine", "none").stderr


def test_export_names_what_it_wrote(run, routine, tmp_path):
    result = run("export", routine(GOOD), "-o", "a.wav", "-o", "a.mp3", "-o", "a.json")
    assert result.exit_code == 0, result.stderr
    with wave.open(str(tmp_path / "a.wav")) as file:
        assert (file.getnframes(), file.getframerate(), file.getnchannels()) == (18_000 * 48, 48_000, 1)
    assert (tmp_path / "a.mp3").read_bytes()[:3] == b"ID3"
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["total_ms"] == 18_000
    assert "a.mp3: 0:18" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["-o", "a.xyz"], 2),
        (["-o", "a"], 2),
        (["-o", "nowhere/a.mp3"], 3),
        (["-o", "-", "--format", "xyz"], 2),
        (["-o", "a.mp3", "--engine", "none"], 2),
        ([], 2),
    ],
)
def test_what_cannot_be_written_is_refused_before_any_work(run, routine, words, code):
    assert run("export", routine(GOOD), *words).exit_code == code


@pytest.mark.parametrize("words", [[], ["--format", "vtt"]])
def test_an_export_into_a_terminal_is_refused(routine, words):
    terminal, stdout = pty.openpty()
    command = [sys.executable, "-m", "voicecoach", "export", routine(GOOD), "-o", "-", *words]
    done = subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False)
    os.close(stdout)
    os.close(terminal)
    assert done.returncode == 2
    assert "-o session.mp3" in done.stderr


def test_no_clobber_keeps_the_old_file(run, routine, tmp_path):
    (tmp_path / "a.wav").write_bytes(b"precious")
    assert run("export", routine(GOOD), "-o", "a.wav", "--no-clobber").exit_code == 2
    assert (tmp_path / "a.wav").read_bytes() == b"precious"


def test_the_filters_choose_and_say_what(run):
    result = run("plan", "--equipment", "bar", "--focus", "back", "--max-time", "10m", "--engine", "none")
    assert result.exit_code == 0
    assert "routine: " in result.stderr


def test_filters_that_match_nothing_list_the_nearest(run):
    result = run("plan", "--equipment", "submarine")
    assert result.exit_code == 2
    assert result.stderr.count("\n  ") >= 3


@pytest.mark.parametrize(("length", "rounds"), [("10m", 11), ("1s", 1), ("5h", 20)])
def test_fit_picks_the_rounds_that_come_nearest(run, routine, length, rounds):
    name = routine("""\
title: Rounds
parameters: {rounds: {default: 3, min: 1, max: 20}}
steps:
  - rounds: $rounds
    steps:
      - {hold: Hang, for: 30s}
      - rest: 25s
""")
    result = run("plan", name, "--fit", length, "--json", "--engine", "none")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["intervals"][0]["rounds"] == rounds
    assert total_s(result) == rounds * 55 - 25
    assert f"--fit {length}: {rounds} round" in result.stderr


def test_fit_needs_rounds(run, routine):
    result = run("plan", routine(GOOD), "--fit", "10m", "--engine", "none")
    assert result.exit_code == 2
    assert "rounds" in result.stderr


def test_no_routine_and_no_filter_is_wrong_use(run):
    assert run("plan").exit_code == 2


def test_list_and_show(run):
    listed = run("list").stdout
    for name in ("bar-hang", "reverse-hyper", "good-morning", "wall-legs", "backward-walk", "back-relief"):
        assert name in listed
    names = {entry["name"] for entry in json.loads(run("list", "--equipment", "bar", "--json").stdout)}
    assert "bar-hang" in names
    assert "wall-legs" not in names
    shown = run("show", "bar-hang").stdout
    assert "hold" in shown
    assert "medical" in shown
    assert "hold Bar hang, 30s" in shown
    source = run("show", "bar-hang", "--source").stdout
    assert run("plan", "-", "--engine", "none", stdin=source).exit_code == 0


def test_show_outlines_every_kind_of_step(run, routine):
    name = routine("""\
title: All
steps:
  - lead-in: 10s
  - say: Stand $next.
  - rounds: 2
    steps:
      - {hold: Walk, for: 40s, sides: [left, right], switch: 5s}
      - rest: 30s
  - {reps: Curl, count: 8, tempo: 3-1-1-0, sets: 3, rest: 1m}
  - hangs: 6 x 7s:3s
    name: Half crimp
    sets: 3
    rest: 150s
  - emom: 10
    steps:
      - {work: Row, for: 30s}
  - amrap: 12m
    steps:
      - {reps: Burpees, count: 10}
  - ladder: [3, 2]
    steps:
      - {reps: Pull-ups, count: $rung, every: 3s}
""")
    shown = run("show", name).stdout
    outline = shown[shown.index("Steps\n") : shown.index("Source\n")]
    assert (
        outline
        == """\
Steps
  lead-in 10s
  say “Stand $next.”
  2 rounds
    hold Walk, 40s, left and right, 5s to switch
    rest 30s
  8 reps Curl, tempo 3-1-1-0, 3 sets, 1m rest
  hangs Half crimp, 6 x 7s:3s, 3 sets, 2m30s rest
  10 times, every 1m
    work Row, 30s
  as many rounds as possible in 12m
    10 reps Burpees
  ladder of 2 rungs
    rung 1
      3 reps Pull-ups, every 3s
    rung 2
      2 reps Pull-ups, every 3s

"""
    )


def test_say_writes_one_cue(run, tmp_path):
    result = run("say", "Walk your feet forward.", "-o", "cue.wav")
    assert result.exit_code == 0, result.stderr
    with wave.open(str(tmp_path / "cue.wav")) as file:
        assert 0.8 < file.getnframes() / 48_000 < 3.5


def test_what_cannot_be_said_is_refused(run):
    result = run("say", "…!", "-o", "cue.wav")
    assert result.exit_code in {2, 3}
    assert "…!" in result.stderr


def test_cache_shows_and_clears(run, monkeypatch, tmp_path):
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path / "own"))
    assert run("say", "One.", "-o", "one.wav").exit_code == 0
    assert "1 clip," in run("cache").stdout
    assert "deleted 1 clip," in run("cache", "--clear").stdout
    assert "0 clips," in run("cache").stdout


def test_a_wrong_config_file_is_named(run, tmp_path):
    (tmp_path / "config" / "voicecoach").mkdir(parents=True)
    (tmp_path / "config" / "voicecoach" / "config.toml").write_text("engin = 'none'\n")
    result = run("list")
    assert result.exit_code == 2
    assert "engin" in result.stderr
    assert "config.toml" in result.stderr


def test_a_bug_of_ours_is_reported_as_one(run, monkeypatch):
    def broken(*_, **__):
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("voicecoach.cli.listing.list_routines", broken)
    result = run("list")
    assert result.exit_code == 4
    assert "--traceback" in result.stderr
    assert "Traceback" not in result.stderr
    assert "Traceback" in run("--traceback", "list").stderr


def test_captions_have_the_plans_times_with_and_without_an_engine(run, routine, tmp_path):
    result = run(
        "export",
        routine(GOOD),
        "--engine",
        "none",
        *(word for name in ("vtt", "srt", "lrc", "json") for word in ("-o", f"a.{name}")),
    )
    assert result.exit_code == 0, result.stderr
    assert "estimate" in result.stderr
    events = json.loads((tmp_path / "a.json").read_text("utf-8"))["events"]
    (onset_ms,) = [event["onset_ms"] for event in events if event.get("text") == "Breathe."]
    captions = (tmp_path / "a.vtt").read_text("utf-8")
    assert f"00:00:0{onset_ms / 1000:.3f} --> " in captions
    assert captions.count(" --> ") == sum(event["kind"] == "speech" for event in events)
    assert captions.count(" --> ") == (tmp_path / "a.srt").read_text("utf-8").count(" --> ")
    assert "[ti:Short hang]" in (tmp_path / "a.lrc").read_text("utf-8")
    streamed = run("export", "mine.yaml", "--engine", "none", "-o", "-", "--format", "vtt", "-q")
    assert streamed.stdout == captions


def test_captions_are_word_by_word(run, routine, tmp_path):
    """espeak tells where each word begins; the clip's header has it."""
    result = run(
        "export",
        routine(GOOD),
        "--engine",
        "espeak",
        "-o",
        "a.vtt",
        "-o",
        "a.lrc",
        "-o",
        "a.json",
        "-q",
        "--word-times",
    )
    assert result.exit_code == 0, result.stderr
    events = json.loads((tmp_path / "a.json").read_text("utf-8"))["events"]
    said = [event for event in events if event["kind"] == "speech"]
    cues = (tmp_path / "a.vtt").read_text("utf-8").strip().split("\n\n")[1:]
    rows = (tmp_path / "a.lrc").read_text("utf-8")
    assert len(cues) == len(said)
    assert max(len(event["text"].split()) for event in said) > 1
    for event, cue in zip(said, cues, strict=True):
        times_ms = [round(float(seconds) * 1000) for seconds in re.findall(r"<00:00:([\d.]+)>", cue)]
        assert len(times_ms) == len(event["text"].split()) - 1  # the first begins with the cue
        onsets_ms = [event["onset_ms"], *times_ms, event["onset_ms"] + event["duration_ms"]]
        assert onsets_ms == sorted(set(onsets_ms))
        assert all(f"<00:{time_ms // 10 / 100:05.2f}>" in rows for time_ms in onsets_ms)


def test_split_writes_a_folder_and_a_playlist(run, routine, tmp_path):
    result = run("export", routine(GOOD), "-o", "a.wav", "-o", "a.vtt", "--split")
    assert result.exit_code == 0, result.stderr
    assert [path.name for path in sorted((tmp_path / "a").iterdir())] == [
        "01 Get ready.wav",
        "02 Bar hang.wav",
    ]
    assert "a/02 Bar hang.wav" in (tmp_path / "a.m3u").read_text("utf-8")
    assert "a.m3u, 2 files: 0:18" in result.stderr
    assert (tmp_path / "a.vtt").exists()
    assert not (tmp_path / "a.wav").exists()


@pytest.mark.parametrize(
    "words", [["-o", "a.wav", "-o", "a.mp3"], ["-o", "-"], ["-o", "a.vtt"], ["-o", "-", "-o", "a.mp3"]]
)
def test_what_cannot_be_split(run, routine, words, tmp_path):
    assert run("export", routine(GOOD), "--split", *words).exit_code == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.yaml"]


def test_a_failure_half_way_says_what_is_there(run, routine, monkeypatch, tmp_path):
    def refuse(*_, **__):
        raise OutputError("no room", hint="free some")

    monkeypatch.setattr("voicecoach.output.wav.WavWriter.write", refuse)
    result = run("export", routine(GOOD), "-o", "a.vtt", "-o", "b.wav", "-o", "c.json")
    assert result.exit_code == 3
    assert "written: a.vtt; not written: b.wav, c.json" in result.stderr
    assert (tmp_path / "a.vtt").exists()


def test_an_export_tells_its_stages_and_what_the_cache_had(run, routine, monkeypatch, tmp_path):
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path / "own"))
    first = run("export", routine(GOOD), "-o", "a.wav")
    stages = [line for line in first.stderr.splitlines() if not line.startswith("voice:")]
    assert re.fullmatch(r"speaking: \d new sentences", stages[0])
    assert stages[1] == "writing: a.wav"
    assert re.fullmatch(
        r"a\.wav: 0:18, 1\.7 MB, in [\d.]+ s \(\d+x real time\); (\d) sentences, \1 new, 0 from the cache",
        stages[2],
    )
    assert len(stages) == 3
    again = run("export", routine(GOOD), "-o", "a.wav")
    assert "speaking" not in again.stderr
    assert re.search(r"; (\d) sentences, 0 new, \1 from the cache$", again.stderr.strip())
    assert run("export", routine(GOOD), "-o", "a.wav", "-q").stderr == ""
    mp3 = run("export", routine(GOOD), "-o", "a.mp3")
    assert re.search(r"; (\d) sentences, 0 new, \1 from the cache$", mp3.stderr.strip())
    piped = run("export", routine(GOOD), "-o", "-")
    assert re.search(
        rf"^standard output: 0:18, {len(piped.stdout_bytes) / 1000:.0f} kB, in .*; (\d) sentences, 0 new, \1 from the cache$",
        piped.stderr.strip(),
        re.MULTILINE,
    )


def test_on_a_terminal_there_is_a_bar_and_no_stages(routine):
    terminal, stderr = pty.openpty()
    command = [
        sys.executable,
        "-m",
        "voicecoach",
        "export",
        routine(GOOD.replace("10s", "5m").replace("30s", "30m")),
        "-o",
        "a.flac",
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=stderr) as process:
        os.close(stderr)
        shown = b""
        with contextlib.suppress(OSError):  # how a terminal ends on Linux
            while content := os.read(terminal, 1 << 16):
                shown += content
    os.close(terminal)
    assert process.returncode == 0
    shown = re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", shown.decode())  # colours and moves of the cursor
    assert "writing a.flac" in shown
    assert "writing: a.flac" not in shown
    assert re.search(r"\d+/308 s, [\d.]+ [kM]B", shown)
    assert "a.flac: 5:08" in shown


@pytest.mark.parametrize("way", ["its name", "another name", "a link"])
def test_an_output_that_the_session_is_made_of_is_refused(run, routine, tmp_path, way):
    mine = routine("title: T\nsteps:\n  - {hold: H, for: 9s, cues: {3s: {sound: ding.wav}}}\n")
    sound = tmp_path / "ding.wav"
    soundfile.write(sound, np.sin(np.arange(24_000) / 9), 48_000)
    before = sound.read_bytes()
    (tmp_path / "sub").mkdir()
    (tmp_path / "link.wav").symlink_to("ding.wav")
    named = {"its name": "ding.wav", "another name": tmp_path / "sub" / ".." / "ding.wav"}.get(
        way, "link.wav"
    )
    for words in ((), ("--bed", "ding.wav")):
        done = run("export", mine, "-o", named, *words, "--engine", "espeak")
        assert done.exit_code == 2
        assert "would be replaced, and the session is made of it" in done.stderr
        assert sound.read_bytes() == before

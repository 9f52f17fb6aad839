"""`check --fix` puts right what is found, `explain` says what it means, and other programs get findings in their formats."""

import json

import pytest

WRONG = "# mine\ntitle: Knee: week 1  # spoken\nsteps:\n  - lead-in: 10s\n  - hodl: Plank\n    for: 30 sec  # long\n"
RIGHT = '# mine\ntitle: "Knee: week 1"  # spoken\nsteps:\n  - lead-in: 10s\n  - hold: Plank\n    for: 30s  # long\n'


def check(run, *words, stdin=None):
    return run("check", *words, "--engine", "none", "-q", stdin=stdin)


def test_with_yes_a_file_is_mended_and_its_comments_stay(run, routine, tmp_path):
    name = routine(WRONG)
    result = check(run, name, "--fix", "--yes")
    assert (tmp_path / name).read_text("utf-8") == RIGHT
    assert "mine.yaml: every cue fits, 0:40" in result.stdout
    assert '+title: "Knee: week 1"  # spoken' in result.stderr
    assert result.exit_code == 0


def test_several_files_are_mended_and_what_is_right_is_not_written(run, routine, tmp_path):
    names = [routine(WRONG, "a.yaml"), routine(RIGHT, "b.yaml"), routine(WRONG, "c.yaml")]
    before = (tmp_path / "b.yaml").stat().st_ino
    assert check(run, *names, "--fix", "--yes").exit_code == 0
    assert [(tmp_path / name).read_text("utf-8") for name in names] == [RIGHT] * 3
    assert (tmp_path / "b.yaml").stat().st_ino == before


def test_what_can_be_put_right_is_counted_with_the_command_that_does(run, routine):
    names = [routine(WRONG, "my a.yaml"), routine(RIGHT, "b.yaml")]
    told = "3 of them can be put right: voicecoach check 'my a.yaml' --fix\n"
    assert told in run("check", *names, "--engine", "none").stderr
    assert told in run("plan", names[0], "--engine", "none", "-q").stderr
    assert "--fix" not in run("check", names[1], "--engine", "none").stderr
    assert "--fix" not in run("check", "-", "--engine", "none", stdin=WRONG).stderr


def test_without_a_terminal_to_ask_on_nothing_is_written(run, routine, tmp_path):
    name = routine(WRONG)
    result = check(run, name, "--fix")
    assert (tmp_path / name).read_text("utf-8") == WRONG
    assert "+  - hold: Plank" in result.stderr
    assert "add --yes" in result.stderr
    assert result.exit_code == 1


def test_what_comes_in_is_printed_mended_and_nothing_else(run):
    result = check(run, "-", "--fix", "--yes", stdin=WRONG)
    assert result.stdout == RIGHT
    assert result.exit_code == 0
    assert "nothing is written: add --yes" in check(run, "-", "--fix", stdin=WRONG).stderr


def test_a_coach_s_advice_about_a_step_by_itself_is_taken_beside_errors(run, routine, tmp_path):
    text = "title: T\nsteps:\n  - lead-in: 10s\n  - hold: {}\n    for: 30s\n  - rest: soon\n"
    name = routine(text.format("Lunge, each side"))
    result = check(run, name, "--fix", "--yes")
    assert (tmp_path / name).read_text("utf-8") == text.format("Lunge\n    sides: [left, right]")
    assert "one-side-only" not in result.stdout
    assert "1 error" in result.stdout


def test_what_only_the_author_knows_stays_and_is_told(run, routine, tmp_path):
    name = routine("title: Knee\nsteps:\n  - hodl: Plank\n")
    result = check(run, name, "--fix", "--yes")
    assert (tmp_path / name).read_text("utf-8") == "title: Knee\nsteps:\n  - hold: Plank\n"
    assert "missing-key" in result.stdout
    assert result.exit_code == 1


def test_a_proposal_that_changes_what_is_heard_is_left_to_the_author(run, routine, tmp_path):
    text = "title: Knee\nsteps:\n  - lead-in: 10s\n  - {hold: Plank, for: 30s, sides: [left]}\n"
    name = routine(text)
    result = check(run, name, "--fix", "--yes")
    assert "one-side-only" in result.stdout
    assert (tmp_path / name).read_text("utf-8") == text


@pytest.mark.parametrize("codec", ["cp1252", "utf-16-le", "utf-16-be"])
def test_another_encoding_is_told_and_saved_anew(run, tmp_path, codec):
    text = "title: Rücken\nlanguage: de\nsteps:\n  - lead-in: 10s\n  - hold: Brücke\n    for: 30s\n"
    path = tmp_path / "mine.yaml"
    path.write_bytes(text.encode(codec))
    result = check(run, "mine.yaml")
    assert "not-text" in result.stdout
    assert result.exit_code == 1
    assert check(run, "mine.yaml", "--fix", "--yes").exit_code == 0
    assert path.read_bytes() == text.encode()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04\x14\0[Content_Types].xml", "a Word document"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"{\\rtf1\\ansi", "a rich text document"),
    ],
)
def test_a_document_is_called_what_it_is_and_never_written(run, tmp_path, content, kind):
    path = tmp_path / "mine.yaml"
    path.write_bytes(content)
    result = check(run, "mine.yaml", "--fix", "--yes")
    assert f"this is {kind}, not plain text" in result.stdout
    assert path.read_bytes() == content


def test_yes_without_fix_is_wrong_use(run, routine):
    assert check(run, routine(WRONG), "--yes").exit_code == 2


# --- names --------------------------------------------------------------------------------------


@pytest.mark.parametrize("there", ["mine.yaml.txt", "mine.yml", "mine", "Mine.yaml", "mine.txt"])
def test_a_file_beside_it_is_suggested(run, tmp_path, there):
    (tmp_path / there).write_text(RIGHT, "utf-8")
    result = check(run, "./mine.yaml")
    assert result.exit_code == 2
    assert f"did you mean `{there}`?" in result.stderr


def test_a_file_that_is_not_there_can_be_written_and_its_neighbours_are_named(run, tmp_path):
    def help_line(name):
        return check(run, name).stderr.splitlines()[1]

    assert help_line("monday.yaml") == "  help: `voicecoach new monday.yaml` writes one to start from"
    for name in ("arms.yaml", "back.yml", "notes.txt", "legs.yaml", "neck.yaml"):
        (tmp_path / name).write_text(RIGHT, "utf-8")
    assert help_line("monday.yaml").endswith("; beside it: `arms.yaml`, `back.yml`, `legs.yaml`, 1 more")
    assert help_line("plans/monday.yaml") == "  help: there is no folder `plans`"


# --- explain ------------------------------------------------------------------------------------


def test_explain_prints_the_section_of_a_code(run):
    for word in ("yaml-colon", "error[yaml-colon]"):
        result = run("explain", word)
        assert result.exit_code == 0
        assert result.stdout.startswith("yaml-colon\n")
        assert "Put right:" in result.stdout
        assert "yaml-comment" not in result.stdout


def test_explain_knows_a_slip(run):
    result = run("explain", "yaml-clon")
    assert result.exit_code == 2
    assert "did you mean `yaml-colon`?" in result.stderr


# --- formats ------------------------------------------------------------------------------------

REGION = {
    "type": "object",
    "required": ["startLine", "startColumn", "endLine", "endColumn"],
    "additionalProperties": False,
    "properties": {
        name: {"type": "integer", "minimum": 1}
        for name in ("startLine", "startColumn", "endLine", "endColumn")
    },
}
ARTIFACT = {
    "type": "object",
    "required": ["uri"],
    "additionalProperties": False,
    "properties": {"uri": {"type": "string", "format": "uri-reference"}},
}
# The part of the schema of SARIF 2.1.0 that is about what is written here, with its names and its required properties.
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"enum": ["2.1.0"]},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "additionalProperties": False,
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "name": {"type": "string"},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {"type": "object", "required": ["id"]},
                                    },
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message"],
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": {
                                    "type": "object",
                                    "required": ["text"],
                                    "properties": {"text": {"type": "string"}},
                                },
                                "locations": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "required": ["physicalLocation"],
                                        "properties": {
                                            "physicalLocation": {
                                                "type": "object",
                                                "required": ["artifactLocation", "region"],
                                                "properties": {
                                                    "artifactLocation": ARTIFACT,
                                                    "region": REGION,
                                                },
                                            }
                                        },
                                    },
                                },
                                "fixes": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "required": ["artifactChanges"],
                                        "properties": {
                                            "artifactChanges": {
                                                "type": "array",
                                                "minItems": 1,
                                                "items": {
                                                    "type": "object",
                                                    "required": ["artifactLocation", "replacements"],
                                                    "properties": {
                                                        "artifactLocation": ARTIFACT,
                                                        "replacements": {
                                                            "type": "array",
                                                            "minItems": 1,
                                                            "items": {
                                                                "type": "object",
                                                                "required": ["deletedRegion"],
                                                                "additionalProperties": False,
                                                                "properties": {
                                                                    "deletedRegion": REGION,
                                                                    "insertedContent": {"type": "object"},
                                                                },
                                                            },
                                                        },
                                                    },
                                                },
                                            }
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


def is_sarif(log):
    from jsonschema import validate  # loads for long: see tests/references.py

    validate(log, SARIF)


def test_sarif_is_what_its_schema_says(run, routine):
    result = check(run, routine(WRONG), routine(RIGHT, "my right one.yaml"), "--format", "sarif")
    log = json.loads(result.stdout)
    is_sarif(log)
    (sarif,) = log["runs"]
    rules = [rule["id"] for rule in sarif["tool"]["driver"]["rules"]]
    assert [rules[found["ruleIndex"]] for found in sarif["results"]] == [
        found["ruleId"] for found in sarif["results"]
    ]
    first = sarif["results"][0]
    assert first["ruleId"] == "yaml-colon"
    assert first["locations"][0]["physicalLocation"]["region"]["startLine"] == 2
    (change,) = first["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": '"Knee: week 1"'}
    assert result.exit_code == 1


def test_sarif_of_nothing_is_a_log_without_results(run, routine):
    log = json.loads(check(run, routine(RIGHT), "--format", "sarif").stdout)
    is_sarif(log)
    assert log["runs"][0]["results"] == []


def test_github_gets_a_line_for_each_finding(run, routine):
    result = check(run, routine(WRONG, "100%, mine.yaml"), "--format", "github")
    first, *_ = result.stdout.splitlines()
    assert first == (
        "::error file=100%25%2C mine.yaml,line=2,endLine=2,col=12,endColumn=13,title=yaml-colon::"
        'a colon ends the text too early%0Aput the text in quotes: `"Knee: week 1"`'
    )
    assert result.exit_code == 1


def test_an_unknown_format_is_wrong_use(run, routine):
    assert check(run, routine(RIGHT), "--format", "xml").exit_code == 2


def test_an_edit_as_data_has_its_place(run, routine):
    (data,) = json.loads(check(run, routine(RIGHT.replace("hold", "hodl")), "--json").stdout)
    (found,) = data["diagnostics"]
    assert found["fix"] == [{"line": 5, "column": 5, "end_line": 5, "end_column": 9, "text": "hold"}]

"""The documentation is true: its examples compile, its links lead somewhere, and it lists everything that exists and nothing else."""

import re
import runpy
import tomllib
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from tests.programs import studio
from voicecoach.cli.app import app
from voicecoach.cli.config import PRONOUNCE, ROUTINE, configurable
from voicecoach.errors import ExitCode
from voicecoach.findings.base import Severity
from voicecoach.language.keys import OPTION_KEYS
from voicecoach.language.kinds import STEP_KINDS
from voicecoach.language.parse import parse
from voicecoach.library import read_builtin
from voicecoach.output.formats import SOUND_FORMATS
from voicecoach.pipeline import Compiled, compile_routine
from voicecoach.report.snippets import render
from voicecoach.source import SourceText
from voicecoach.speech.engines import OURS
from voicecoach.speech.estimate import EstimatedSpeech
from voicecoach.studio.programmes import check_programme
from voicecoach.studio.silent import silent_studio
from voicecoach.timeline.audible import Utterance

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("audio/*.md")])
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
OTHER_VARIABLES = {"`VOICECOACH_CACHE_DIR`", "`VOICECOACH_DATA_DIR`"}  # no options


def page(name):
    return (ROOT / name).read_text("utf-8")


def prose(text):
    return FENCED.sub("", text)


def blocks(text, language):
    return [body for kind, body in FENCED.findall(text) if kind == language]


def sections(text, level):
    """Return the text below each heading of this level, up to the next heading of this or a higher one."""
    found, heading, inside_block = {}, "", False
    for line in text.splitlines(keepends=True):
        inside_block ^= line.startswith("```")
        marks = 0 if inside_block else len(line) - len(line.lstrip("#"))
        if 0 < marks <= level:
            heading = line.lstrip("#").strip() if marks == level else ""
        elif heading:
            found[heading] = found.get(heading, "") + line
    return found


def cells(text):
    """Return the rows of all Markdown tables, without their headings."""
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


# --- the README's promises to a newcomer ---------------------------------------------------------


def first_block(heading):
    match = re.match(
        r"\s*```sh\n(.*?)^```$", sections(page("README.md"), 2)[heading], re.MULTILINE | re.DOTALL
    )
    assert match, f"`## {heading}` does not begin with an sh block"
    return match.group(1).strip().splitlines()


def test_the_quick_start_installs_the_checkout_with_its_natural_voice_and_exports():
    commands = first_block("Quick start")
    assert commands[-1] == "voicecoach export back-relief -o back-relief.mp3"
    assert "pip install '.[natural]'" in commands
    assert not any("apt" in command or "sudo" in command for command in commands)


def test_development_is_what_the_build_server_runs():
    setting_up = ("#", "set ", "cd ")
    lines = [line for line in page(".ci/run").splitlines() if line and not line.startswith(setting_up)]
    assert first_block("Development") == lines == ["bash scripts/test"]


def test_the_table_of_routines_is_what_list_prints():
    printed = CliRunner().invoke(app, ["list"], env={"COLUMNS": None}).stdout.splitlines()
    rows = [re.split(r" {2,}", line.strip()) for line in printed]
    heading, *routines = rows[: rows.index([""])]
    wanted = [heading, *([f"`{row[0]}`", *row[1:]] for row in routines)]
    shown = cells(sections(page("README.md"), 2)["The built-in routines"])
    to_paste = "\n".join(f"| {' | '.join(row)} |" for row in wanted[1:])
    assert shown == wanted, f"the rows should be:\n{to_paste}"


def test_the_table_of_programmes_is_what_list_prints():
    printed = CliRunner().invoke(app, ["list"]).stdout.splitlines()
    rows = [re.split(r" {2,}", line.strip()) for line in printed]
    heading, *programmes = rows[rows.index([""]) + 1 :]
    wanted = [heading, *([f"`{row[0]}`", *row[1:]] for row in programmes)]
    shown = cells(sections(page("README.md"), 2)["The built-in programmes"])
    to_paste = "\n".join(f"| {' | '.join(row)} |" for row in wanted[1:])
    assert shown == wanted, f"the rows should be:\n{to_paste}"


def test_the_plan_in_the_readme_is_said_by_the_routine_in_this_order():
    intro = page("README.md").split("## Quick start")[0]
    quoted = re.findall("“(.+?)”", "\n".join(line for line in intro.splitlines() if line.startswith("| ")))
    heard = iter(
        event.audible.text
        for event in compiled(read_builtin("bar-hang")).timeline.events
        if isinstance(event.audible, Utterance)
    )
    assert len(quoted) > 10
    for text in quoted:
        start = text.removesuffix(" …")
        assert any(said == text or (text != start and said.startswith(start)) for said in heard), text


def dependencies():
    project = tomllib.loads(page("pyproject.toml"))["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    return {re.match(r"[\w.-]+", requirement)[0] for requirements in lists for requirement in requirements}


def test_each_dependency_is_explained_and_no_other():
    explained = cells(sections(page("README.md"), 2)["Dependencies"])[1:]
    assert {row[0].strip("`") for row in explained} == dependencies()
    assert all(len(row[1]) > 20 for row in explained)


def test_each_dependency_has_its_licence():
    listed = cells(sections(page("docs/licences.md"), 2)["What pip installs with it"])[1:]
    assert {row[0].split(" (")[0] for row in listed} == dependencies()
    assert all(row[1] for row in listed)


# --- examples ------------------------------------------------------------------------------------


def compiled(source):
    voice = studio(EstimatedSpeech(language="en"))
    result = compile_routine(source, {}, lambda _: voice)
    serious = [found for found in result.diagnostics if found.severity is not Severity.NOTE]
    assert isinstance(result, Compiled), result.diagnostics
    assert not serious, serious
    return result


EXAMPLES = [
    pytest.param(body, id=f"{path.name}-{number}")
    for path in PAGES
    if path.name != "diagnostics.md"  # its examples are wrong on purpose, and have their own test
    for number, body in enumerate(blocks(path.read_text("utf-8"), "yaml"), 1)
    if "steps:" in body
]


def test_there_are_examples():
    assert len(EXAMPLES) > 10


@pytest.mark.parametrize("body", EXAMPLES)
def test_an_example_compiles_without_a_warning(body):
    compiled(SourceText(name="example.yaml", text=body))


def test_the_finding_in_the_readme_is_the_one_that_is_shown():
    (shown,) = blocks(page("README.md"), "text")
    source = SourceText(name="back.yaml", text="title: T\nsteps:\n  - hodl: Bar hang\n    for: 30s\n")
    routine, (found,) = parse(source, {})
    assert routine is None
    assert render(found).strip() == shown.strip()


# --- the guide's tables -------------------------------------------------------------------------


def guide_keys(heading):
    """Return the names in the first column of a table of the guide, with what stands in the second."""
    rows = cells(sections(page("docs/guide.md"), 3)[heading])[1:]
    return [(set(re.findall(r"`([a-z-]+):", row[0])), row[1]) for row in rows]


def test_the_guide_has_each_kind_of_step_and_no_other():
    assert set().union(*(names for names, _ in guide_keys("Kinds of steps"))) == set(STEP_KINDS)


@pytest.mark.parametrize("kind", STEP_KINDS.values(), ids=STEP_KINDS)
def test_the_guide_has_each_key_of_a_kind(kind):
    table = guide_keys("Options of a step")
    for key in kind.beside:
        if key not in kind.lists_of_steps:
            users = [users for names, users in table if key.name in names]
            assert users, key.name
            assert key in OPTION_KEYS or any(kind.name in one for one in users), key.name


# --- links ---------------------------------------------------------------------------------------


def anchor(heading):
    """Return a heading's anchor as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors(headings):
    """Return the anchors of a page's headings: of several that are equal, the second ends in `-1`."""
    found = Counter()
    for name in map(anchor, headings):
        yield f"{name}-{found[name]}" if found[name] else name
        found[name] += 1


def links():
    for path in PAGES:
        for target in re.findall(r"\]\(([^)\s]+)\)", prose(path.read_text("utf-8"))):
            if not target.startswith(("https://", "http://")):
                yield pytest.param(path, target, id=f"{path.name}:{target}")


@pytest.mark.parametrize(("path", "target"), list(links()))
def test_a_link_leads_somewhere(path, target):
    name, _, fragment = target.partition("#")
    file = (path.parent / name).resolve() if name else path
    assert file.is_file()
    assert file.is_relative_to(ROOT)
    if fragment:
        headings = re.findall(r"^#+ (.+)$", prose(file.read_text("utf-8")), re.MULTILINE)
        assert fragment in anchors(headings)


# --- the command line's reference ----------------------------------------------------------------

COMMANDS = typer.main.get_command(app)


def long_options(command):
    options = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    return {name for name in options if name.startswith("--")} - {"--help"}


def listed_options(text):
    """Return the long options that a section's tables have in their first column."""
    return {name for row in cells(text) for name in re.findall(r"--[\w-]+", row[0])}


def test_each_command_has_a_section_and_no_other():
    assert set(sections(sections(page("docs/cli.md"), 2)["Commands"], 3)) == set(COMMANDS.commands)


@pytest.mark.parametrize("name", COMMANDS.commands)
def test_a_command_section_has_the_options_of_the_command(name):
    text = page("docs/cli.md")
    shared = {anchor(heading): body for heading, body in sections(text, 3).items()}
    own = sections(sections(text, 2)["Commands"], 3)[name]
    options = listed_options(own)
    for group in re.findall(r"\]\(#([\w-]+)\)", own):
        options |= listed_options(shared.get(group, ""))
    every = {"--quiet"} if "Every command has `--quiet`" in text else set()
    assert options | every == long_options(COMMANDS.commands[name])


def test_the_options_before_the_command_are_listed():
    own = listed_options(sections(page("docs/cli.md"), 2)["Options before the command"])
    assert own == long_options(COMMANDS) | {"--help"}


@pytest.mark.parametrize("name", ["README.md", "docs/cli.md", "docs/guide.md", "docs/languages.md"])
def test_no_other_option_is_mentioned(name):
    known = {"--help"} | long_options(COMMANDS).union(*map(long_options, COMMANDS.commands.values()))
    assert set(re.findall(r"(?<![\w-])--[a-z][\w-]*", page(name))) <= known


@pytest.mark.parametrize("name", ["README.md", "docs/cli.md", "docs/guide.md", "docs/languages.md"])
def test_commands_in_examples_exist(name):
    text = page(name)
    shown = "\n".join((*blocks(text, "sh"), *re.findall(r"`([^`\n]+)`", prose(text))))
    used = re.findall(r"^voicecoach ([a-z]+)", shown, re.MULTILINE)
    assert used
    assert set(used) <= set(COMMANDS.commands)


def test_every_option_has_its_variable():
    automatic = {"--help", "--version", "--install-completion", "--show-completion"}
    for command in (COMMANDS, *COMMANDS.commands.values()):
        for parameter in command.params:
            names = [option for option in parameter.opts if option.startswith("--")]
            if names and not automatic & set(names):
                (name,) = names
                variable = "VOICECOACH_" + name.removeprefix("--").replace("-", "_").upper()
                # Those of lists are read by our own command, see tests/cli/test_settings_origin.py.
                assert parameter.envvar == (None if parameter.multiple else variable)


def test_variables_in_the_text_exist():
    real = {
        parameter.envvar
        for command in (COMMANDS, *COMMANDS.commands.values())
        for parameter in command.params
    }
    mentioned = {f"`{variable}`" for variable in re.findall(r"VOICECOACH_[A-Z_]*[A-Z]", page("docs/cli.md"))}
    assert mentioned <= OTHER_VARIABLES | {f"`{variable}`" for variable in real}


def test_the_example_of_a_config_file_is_right():
    (example,) = blocks(page("docs/cli.md"), "toml")
    assert set(tomllib.loads(example)) <= {*configurable(COMMANDS.commands), PRONOUNCE, ROUTINE}


def test_exit_codes_are_listed():
    rows = cells(sections(page("docs/cli.md"), 2)["Exit codes"])[1:]
    assert [int(row[0]) for row in rows] == list(ExitCode)


def test_each_promise_of_security_names_tests_that_exist():
    page = (ROOT / "SECURITY.md").read_text("utf-8")
    files = {ROOT / name for name in re.findall(r"`(tests/[\w/]+\.py)`", page)}
    assert files
    code = "".join(path.read_text("utf-8") for path in files)
    names = re.findall(r"`(test_\w+)`", page)
    assert names
    assert [name for name in names if f"def {name}(" not in code] == []
    lines = page.partition("## What is promised")[2].partition("## What is not")[0].split("\n")
    headings = [heading for heading, line in pairwise(lines) if line.startswith("|---")]
    assert all("`tests/" in line for line in lines if line.startswith("| ") and line not in headings)


def test_every_sound_format_has_its_row():
    said = {True: "yes", False: "no"}
    rows = [
        f"| `.{each.name}` | {each.about} | {said[each.has_chapters]} | {said[each.has_lyrics]} |\n"
        for each in SOUND_FORMATS.values()
    ]
    assert "".join(rows) in (ROOT / "docs" / "cli.md").read_text("utf-8")


def test_every_engine_has_its_row():
    names = [row[0] for row in cells(sections(page("docs/speech.md"), 2)["Engines"])[1:]]
    assert names == [f"`{spec.name}`" for spec in OURS]


@pytest.mark.parametrize("text", blocks(page("docs/programmes.md"), "yaml"))
def test_every_programme_of_the_chapter_compiles_in_every_dose(text):
    source = SourceText(name="mine.yaml", text=text)
    checked = check_programme(source, silent_studio)
    assert checked.doses > 1
    assert not [found for found in checked.diagnostics if found.severity is Severity.ERROR]


def test_the_picture_of_a_plan_is_what_is_exported(tmp_path):
    script = runpy.run_path(str(ROOT / "scripts" / "render_plan"))
    exported = CliRunner().invoke(app, [*script["WORDS"], "-o", str(tmp_path / "plan.svg")])
    assert exported.exit_code == 0, exported.stderr
    assert (tmp_path / "plan.svg").read_text("utf-8") == page("docs/plan.svg"), "run scripts/render_plan"


def test_a_stranger_finds_what_it_is_then_how_to_get_it_then_what_to_do():
    headings = re.findall(r"^## (.+)$", prose(page("README.md")), re.MULTILINE)
    assert headings[:4] == ["Quick start", "Five tasks", "Usage", "Development"]
    first = page("README.md").split("## Quick start")[0]
    assert "](docs/plan.svg)" in first
    assert "](audio/demo/" in first

"""`doctor`: what is there, and what every setting would be."""

import json

import pytest


@pytest.fixture
def config(tmp_path):
    folder = tmp_path / "config" / "voicecoach"
    folder.mkdir(parents=True)
    return folder / "config.toml"


def settings(result):
    return {
        setting["name"]: (setting["value"], setting["from"])
        for setting in json.loads(result.stdout)["settings"]
    }


def test_each_setting_has_its_value_and_where_it_came_from(run, config, monkeypatch):
    config.write_text("rate = 150\nno-caution = true\nhold = '20s'\n")
    monkeypatch.setenv("VOICECOACH_HOLD", "40s")
    result = run("doctor", "--json")
    assert result.exit_code == 0
    found = settings(result)
    assert found["hold"] == ("40s", "VOICECOACH_HOLD")
    assert found["rate"] == (150, "config.toml:1")
    assert found["no-caution"] == (True, "config.toml:2")
    assert found["volume"] == (100, "default")
    assert found["engine"] == ("auto", "default")
    assert found["bed"] == ([], "default")


def test_the_table_says_the_same(run, config):
    config.write_text("no-caution = true\n")
    lines = [line.split() for line in run("doctor").stdout.splitlines()]
    assert ["no-caution", "yes", "config.toml:1"] in lines
    assert ["volume", "100", "default"] in lines


@pytest.mark.parametrize("text", ["engin = 'none'\n", "rate = [\n", "pronounce = 3\n"])
def test_it_runs_with_a_wrong_config_file_and_names_it(run, config, text):
    config.write_text(text)
    result = run("doctor", "--json")
    assert result.exit_code == 2
    (check,) = [check for check in json.loads(result.stdout)["checks"] if check["name"] == "config file"]
    assert check["good"] is False
    assert str(config) in check["found"]
    assert check["remedy"]
    assert settings(result)["engine"] == ("auto", "default")
    assert run("doctor").stdout.startswith("voicecoach ")

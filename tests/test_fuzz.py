"""Some thousand hostile files, the same on every run; `scripts/fuzz` makes as many more as you like."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.fuzzing import examine
from tests.pasting import pasted
from tests.strategies import hostile_files, mutated


@settings(
    deadline=None,
    max_examples=250,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    database=None,
    phases=[Phase.explicit, Phase.generate],
)
@given(hostile_files())
def test_any_file_gives_a_session_or_findings_with_places(file):
    examine(*file)


@pytest.mark.parametrize("start", range(0, 400, 100))
def test_any_damage_to_a_real_file_gives_a_session_or_findings_with_places(start):
    for seed in range(start, start + 100):
        examine(*mutated(seed))


@pytest.mark.parametrize("start", range(0, 2_000, 100))
def test_a_damaged_paste_gives_a_routine_or_a_sentence(start):
    for seed in range(start, start + 100):
        examine("paste", pasted(seed).encode("utf-8", "surrogatepass"))

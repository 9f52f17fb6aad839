"""A choice of what `scripts/faults --calls` tries in full."""

import random
import shutil
import sys

import failing_calls
import pytest

needs_linux = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("gcc") is None, reason="needs Linux and a C compiler"
)


@pytest.fixture(scope="module")
def injector(tmp_path_factory):
    made = failing_calls.Injector(tmp_path_factory.mktemp("failing"))
    yield made
    made.close()


@needs_linux
@pytest.mark.costly
@pytest.mark.parametrize("kind", sorted(failing_calls.KINDS.keys() - failing_calls.IN_FULL_ONLY))
def test_a_call_that_fails_leaves_all_as_it_was_or_whole(injector, kind):
    chance = random.Random(kind)
    calls = injector.calls(kind)
    assert calls > 3
    for _ in range(5):
        injector.fail(kind, chance.randint(1, calls), chance.choice(failing_calls.ERRORS))

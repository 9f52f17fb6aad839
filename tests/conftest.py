import sys
from pathlib import Path

import pytest
from hypothesis import settings

# For `tests.programs` and the like. At the end, and `tests` is no package: so an installed voicecoach comes before the
# checkout's, and the tests can be of the wheel.
sys.path.append(str(Path(__file__).parent.parent))

settings.register_profile("voicecoach", deadline=None)  # a busy machine is no failure
settings.load_profile("voicecoach")


def pytest_collection_modifyitems(items):
    for item in items:
        if "pulse" in item.fixturenames:
            item.add_marker(pytest.mark.realtime)

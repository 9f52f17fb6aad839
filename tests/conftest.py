import pytest
from hypothesis import settings

settings.register_profile("voicecoach", deadline=None)  # a busy machine is no failure
settings.load_profile("voicecoach")


def pytest_collection_modifyitems(items):
    for item in items:
        if "pulse" in item.fixturenames:
            item.add_marker(pytest.mark.realtime)

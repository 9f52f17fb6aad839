"""What voicecoach promises of every engine, asked of this one: `pytest`."""

from voicecoach.testing import EngineContract


class TestSinging(EngineContract):
    engine = "sing"

import pytest
from odd_engine import OddEngine
from speech_support import QUICK

from voicecoach.speech.cache import ClipCache
from voicecoach.speech.engines import EngineChoice, EngineSpec
from voicecoach.speech.pool import WorkerPool

ODD = EngineSpec(
    name=OddEngine.name,
    about="for tests",
    module="odd_engine",
    languages=("en",),
    voice="tone",
    rate_wpm=180,
    remedy="none",
)


@pytest.fixture
def odd_spec():
    return ODD


@pytest.fixture(scope="session")
def shared_pool():
    """A pool for tests that leave its workers alive, as starting one takes a second."""
    pool = WorkerPool(ODD, limits=QUICK, workers=1)
    yield pool
    pool.close()


@pytest.fixture
def odd_choice(odd_spec):
    return EngineChoice(spec=odd_spec, language="en", why="a test", automatic=False)


@pytest.fixture
def cache(tmp_path):
    return ClipCache(tmp_path / "clips")


@pytest.fixture(autouse=True)
def own_cache_folder(tmp_path, monkeypatch):
    """No test touches the cache of the person who runs it."""
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path / "own"))

"""What voicecoach has to know of the engine without starting it. Import nothing heavy here."""

from voicecoach.speech.engines import EngineSpec

ENGINE = EngineSpec(
    name="sing",  # the name of the entry point: `--engine sing`
    about="hums every word at one pitch",
    module="singing_engine",  # imported by the worker process alone
    imports=("numpy",),  # importable where the engine is installed
    packages=("voicecoach-singing",),  # whose versions change the sound
    languages=("en",),  # empty: any
    voice="hum",  # taken by itself; empty: the code of the session's language
    rate_wpm=150,  # words a minute: calm and clear
    remedy="pip install voicecoach-singing",
)

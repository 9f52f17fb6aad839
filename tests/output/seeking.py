"""What players sound like after they are sent to a time of a file: each returns samples from there on."""

import contextlib
import json
import shutil
import subprocess
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
from browser import OPTIONS, found_program

RATE = 48_000
HEARD_S = 0.7
PATIENCE_S = 120
ALIKE = 0.9  # the correlation of what was heard with what the file has there
TRIES = 8  # a busy machine drops blocks of sound, and what is left is like nothing
ENOUGH_BLOCKS = 12  # of 1,024 samples with sound in them, to know where they are from
# Goes to each time, plays on, and tells for each block of sound which time the element showed when it came.
PAGE = """\
<!doctype html><title>seeking</title><script>
(async () => {
  const tell = (path, body) => fetch(path, {method: "POST", body});
  const once = (target, name) => new Promise(done => target.addEventListener(name, done, {once: true}));
  const audio = new Audio("/sound"), context = new AudioContext({sampleRate: 48000});
  const tap = context.createScriptProcessor(1024, 1, 1);
  context.createMediaElementSource(audio).connect(tap);
  tap.connect(context.destination);
  await once(audio, "canplay");
  await context.resume();
  for (let number = 0; number < TIMES.length;) {
    const time = TIMES[number], blocks = [], shown = [];
    audio.currentTime = time;
    await once(audio, "seeked");
    tap.onaudioprocess = event => { shown.push(audio.currentTime); blocks.push(new Float32Array(event.inputBuffer.getChannelData(0))); };
    await audio.play();
    await new Promise(done => setTimeout(done, 1200));
    audio.pause();
    tap.onaudioprocess = null;
    const answer = await tell("/heard", JSON.stringify({time, shown, samples: blocks.map(block => Array.from(block, value => Math.round(value * 32767)))}));
    if (await answer.text() !== "again") number += 1;
  }
  await tell("/done", "");
})().catch(reason => fetch("/failed", {method: "POST", body: String(reason)}));
</script>
"""
FIREFOX = """\
user_pref("media.autoplay.default", 0);
user_pref("media.autoplay.blocking_policy", 0);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("app.update.enabled", false);
"""


def chromium(folder, url):
    return [
        found_program(),
        *OPTIONS,
        "--autoplay-policy=no-user-gesture-required",
        f"--user-data-dir={folder}",
        url,
    ]


def firefox(folder, url):
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    assert program, "no firefox here: sudo apt-get install firefox-esr"
    (folder / "user.js").write_text(FIREFOX)
    return [program, "--headless", "--no-remote", "--profile", str(folder), url]


BROWSERS = {"chromium": chromium, "firefox": firefox}


def in_browser(name, path, times_s, folder, environment, compared):
    """Return what `compared` makes of what the browser plays at each time: blocks of samples, and the time that it showed
    with each. A time is played again where the two are not alike, up to `TRIES` times.

    Firefox plays nothing without a sound device: the environment names a server that has one.
    """
    told, tries, over, failed = {}, Counter(), threading.Event(), []

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            page = PAGE.replace("TIMES", json.dumps(times_s)).encode()
            kind, body = {"/": ("text/html", page), "/sound": ("audio/mpeg", path.read_bytes())}.get(
                self.path, ("text/plain", b"")
            )
            first, last = 0, len(body) - 1
            if asked := self.headers.get("Range"):
                low, _, high = asked.removeprefix("bytes=").partition("-")
                first, last = int(low), int(high) if high else last
            self.send_response(206 if asked else 200)
            self.send_header("Content-Type", kind)
            self.send_header("Accept-Ranges", "bytes")
            if asked:
                self.send_header("Content-Range", f"bytes {first}-{last}/{len(body)}")
            self.send_header("Content-Length", str(last + 1 - first))
            self.end_headers()
            with contextlib.suppress(ConnectionError):
                self.wfile.write(body[first : last + 1])

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = b""
            if self.path == "/heard":
                one = json.loads(body)
                time_s = one["time"]
                told[time_s] = compared(np.array(one["samples"], dtype=float) / 32767, one["shown"])
                tries[time_s] += 1
                is_heard = told[time_s] is None or told[time_s][1] > ALIKE
                answer = b"" if is_heard or tries[time_s] == TRIES else b"again"
            else:
                failed.extend([body.decode()] if self.path == "/failed" else [])
                over.set()
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        command = BROWSERS[name](folder, f"http://127.0.0.1:{server.server_port}/")
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        with subprocess.Popen(command, env=environment, **quiet) as browser:
            try:
                assert over.wait(PATIENCE_S + 3 * len(times_s)), f"{name} says nothing"
            finally:
                browser.terminate()
        server.shutdown()
    assert not failed, failed
    return [told[time_s] for time_s in times_s]


def samples_of(command):
    """Return what a program writes to standard output as 16-bit samples at 48 kHz."""
    raw = subprocess.run(command, capture_output=True, check=True, timeout=PATIENCE_S).stdout
    return np.frombuffer(raw[: len(raw) // 2 * 2], dtype="<i2").astype(float) / 32768


def by_ffmpeg(path, time_s, _folder):
    sound = ["-t", str(HEARD_S), "-f", "s16le", "-ac", "1", "-ar", str(RATE), "-"]
    return samples_of(["ffmpeg", "-v", "error", "-ss", str(time_s), "-i", str(path), *sound])


def by_mpg123(path, time_s, _folder):
    """It is sent to an MP3 frame, as it knows no times; each has 24 ms."""
    mp3_frames = int(time_s * 1000) // 24
    skip = round((time_s - mp3_frames * 0.024) * RATE)
    command = ["mpg123", "-q", "-s", "-m", "-r", str(RATE), "-k", str(mp3_frames), "-n", "60", str(path)]
    return samples_of(command)[skip:]


def by_mpv(path, time_s, folder):
    made = folder / "heard.raw"
    options = ["--no-config", "--no-video", "--ao=pcm", f"--ao-pcm-file={made}", "--ao-pcm-waveheader=no"]
    sound = ["--audio-format=s16", f"--audio-samplerate={RATE}", "--audio-channels=mono"]
    where = [f"--start={time_s}", f"--length={HEARD_S}", "--really-quiet"]
    subprocess.run(["mpv", *options, *sound, *where, str(path)], check=True, timeout=PATIENCE_S)
    return np.frombuffer(made.read_bytes(), dtype="<i2").astype(float) / 32768


PROGRAMS = {"ffmpeg": by_ffmpeg, "mpg123": by_mpg123, "mpv": by_mpv}


def place_s(whole, heard, near_s, *, within_s=4.0):
    """Return where in the whole sound a piece of it was heard, and how alike the two are, from 0 to 1."""
    first = max(0, int((near_s - within_s) * RATE))
    part = whole[first : int((near_s + within_s) * RATE) + len(heard)]
    size = 1 << (len(part) + len(heard)).bit_length()
    product = np.fft.irfft(np.fft.rfft(part, size) * np.conj(np.fft.rfft(heard, size)), size)[
        : len(part) - len(heard) + 1
    ]
    power = np.concatenate(([0.0], np.cumsum(part**2)))
    energy = power[len(heard) :] - power[: -len(heard)]
    alike = product / np.sqrt(np.maximum(energy, 1e-9) * max((heard**2).sum(), 1e-9))
    best = int(np.argmax(alike))
    return (first + best) / RATE, float(alike[best])


def apart_ms(name, session, folder, environment):
    """Return for each step of a session (`a.mp3`, `a.json`) how far the sound is ahead of the time that a browser shows,
    and how alike what was heard and what was meant are, from 0 to 1.

    `folder` is for the browser's profile.
    """
    path = session / "a.mp3"
    starts_s = [one["start_ms"] / 1000 for one in json.loads((session / "a.json").read_text())["intervals"]][
        1:
    ]
    whole = samples_of(
        ["ffmpeg", "-v", "error", "-i", path, "-f", "s16le", "-ac", "1", "-ar", str(RATE), "-"]
    )

    def compared(blocks, shown_s):
        loud = [number for number, block in enumerate(blocks) if np.abs(block).max() > 0.01]
        if len(loud) < ENOUGH_BLOCKS:
            return None  # silence is the same everywhere
        first = next(number for number in loud if number >= loud[0] + 4)  # it fades in
        heard = blocks[first:].ravel()[: int(HEARD_S * RATE)]
        found_s, alike = place_s(whole, heard, shown_s[first])
        # Its clock is read when a block is handed over, which is when the block's last sample has been played.
        differences_s = [
            found_s + (number + 1 - first) * len(blocks[0]) / RATE - shown_s[number]
            for number in range(first, len(blocks))
        ]
        return float(np.median(differences_s)) * 1000, alike

    return [one for one in in_browser(name, path, starts_s, folder, environment, compared) if one is not None]

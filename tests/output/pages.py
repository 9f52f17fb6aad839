"""Pages for tests: made by the command as users run it, and opened in a real browser."""

import contextlib
import json
import os
import subprocess
import sys

from browser import found_program
from playwright.sync_api import sync_playwright

SIZES = ((320, 568), (390, 664), (844, 390), (1280, 800))
ARGUMENTS = ("--no-sandbox", "--mute-audio")


def exported(routine, page, clips, *options):
    """Export a page with speech from the tests' cache; return what the command says."""
    command = [
        sys.executable,
        "-m",
        "voicecoach",
        "export",
        str(routine),
        "-o",
        str(page),
        "--engine",
        "espeak",
    ]
    environment = os.environ | {"VOICECOACH_CACHE_DIR": str(clips)}
    done = subprocess.run([*command, *options], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


@contextlib.contextmanager
def browser():
    """Yield the system's Chromium, driven by playwright."""
    with sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=found_program(), args=[*ARGUMENTS])
        yield chromium
        chromium.close()


@contextlib.contextmanager
def opened(chromium, page, *, size=(390, 664), **options):
    """Yield a page from the disk, as somebody opens it who got the file; it keeps what was asked for and complained of."""
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, **options)
    tab = context.new_page()
    tab.asked, tab.said = [], []
    tab.on("request", lambda request: tab.asked.append(request.url[:200]))
    tab.on("console", lambda message: tab.said.append(message.text))
    tab.on("pageerror", lambda error: tab.said.append(str(error)))
    tab.goto(page.as_uri())
    tab.wait_for_timeout(200)
    yield tab
    context.close()


def requests_beyond(tab, page):
    """Return what was asked for besides the file itself and what it carries."""
    return [url for url in tab.asked if not url.startswith(("data:", "blob:")) and url != page.as_uri()[:200]]


def seek(tab, time_ms):
    """Go to a time of the session and wait until the page shows it."""
    tab.evaluate(
        """async time => { const audio = document.getElementById("audio");
        await new Promise(done => { audio.onseeked = done; audio.currentTime = time / 1000; }); }""",
        time_ms,
    )
    tab.wait_for_timeout(60)


def until(tab, condition, *, most_s=10):
    """Wait for a condition; playwright's own way would have to evaluate text in the page, which the page refuses."""
    for _ in range(most_s * 50):
        if tab.evaluate(condition):
            return
        tab.wait_for_timeout(20)
    raise AssertionError(f"never true: {condition}")


def steps(tab):
    """Return the page's own list of steps."""
    return json.loads(tab.text_content("#plan-data"))["steps"]

"""A recorded voice is offered where there is one, and plays in a real browser, without script too."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

# An MPEG-1 Layer III frame, 32 kbit/s, 44.1 kHz, mono, that holds silence: 1152 samples.
SILENT_FRAME = bytes.fromhex("fffb10c4") + bytes(100)
SECONDS = 2
FRAMES = round(SECONDS * 44_100 / 1152)
SECONDS_TO_START = 30
UNTIL_IT_IS_HEARD = """voice => new Promise(heard => {
  const listen = () => voice.currentTime > 0 ? heard() : requestAnimationFrame(listen)
  listen()
})"""


@contextmanager
def serving(environment: dict[str, str], address: str, log: Path) -> Iterator[None]:
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "python:ame_site.gunicorn", "ame_site.wsgi"],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=output,
            stderr=output,
        )
        try:
            deadline = time.monotonic() + SECONDS_TO_START
            while True:
                try:
                    urlopen(f"{address}/readyz", timeout=2).close()
                    break
                except (URLError, OSError):
                    if server.poll() is not None or time.monotonic() > deadline:
                        pytest.fail(f"The server did not start: {log.read_text()}")
                    time.sleep(0.1)
            yield
        finally:
            server.terminate()
            server.wait(timeout=40)


@pytest.fixture(scope="module")
def site_with_a_voice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with one recording: the first question in Arabic."""
    folder = tmp_path_factory.mktemp("voice")
    recording = folder / "recordings/audio/ar/territory.mp3"
    recording.parent.mkdir(parents=True)
    recording.write_bytes(SILENT_FRAME * FRAMES)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.browser.settings_with_a_voice",
        "RECORDINGS": str(folder / "recordings"),
        "COLLECTED": str(folder / "collected"),
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "BIND": f"127.0.0.1:{port}",
        "WEB_CONCURRENCY": "1",
    }
    for command in (("migrate",), ("load_reference",), ("collectstatic", "--noinput")):
        subprocess.run(
            [sys.executable, "manage.py", *command, "-v", "0"],
            cwd=settings.BASE_DIR,
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    with serving(environment, f"http://127.0.0.1:{port}", folder / "server.log"):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    yield context.new_page()
    context.close()


def test_nothing_is_loaded_before_the_tap_and_the_voice_plays_after_it(
    page: Page, site_with_a_voice: str
) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{site_with_a_voice}/ar/questions/territory/")
    voice = page.get_by_label("استماع")
    expect(voice).to_be_visible()
    assert voice.evaluate("voice => voice.readyState") == 0
    assert not any(url.endswith(".mp3") for url in asked)
    with page.expect_response(lambda response: response.url.endswith(".mp3")) as heard:
        voice.click(position={"x": 20, "y": 22})
    assert heard.value.headers["content-type"] == "audio/mpeg"
    voice.evaluate(UNTIL_IT_IS_HEARD)
    assert voice.evaluate("voice => voice.duration") == pytest.approx(SECONDS, abs=0.1)
    assert voice.evaluate("voice => [voice.error, voice.paused]") == [None, False]
    assert complaints == []


def test_it_needs_no_script(browser: Browser, site_with_a_voice: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_with_a_voice}/ar/questions/territory/")
    voice = page.get_by_label("استماع")
    with page.expect_response(lambda response: response.url.endswith(".mp3")) as heard:
        voice.click(position={"x": 20, "y": 22})
    assert heard.value.ok
    context.close()


def test_a_language_without_a_recording_offers_none(page: Page, site_with_a_voice: str) -> None:
    page.goto(f"{site_with_a_voice}/fr/questions/territory/")
    expect(page.locator("fieldset")).to_be_visible()
    expect(page.locator("audio, .listen")).to_have_count(0)

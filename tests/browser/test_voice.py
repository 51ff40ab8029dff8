"""A recorded voice is offered where there is one, and plays in a real browser, without script too."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.servers import gunicorn, manage

pytestmark = pytest.mark.browser

# An MPEG-1 Layer III frame, 32 kbit/s, 44.1 kHz, mono, that holds silence: 1152 samples.
SILENT_FRAME = bytes.fromhex("fffb10c4") + bytes(100)
SECONDS = 2
FRAMES = round(SECONDS * 44_100 / 1152)
UNTIL_IT_IS_HEARD = """voice => new Promise(heard => {
  const listen = () => voice.currentTime > 0 ? heard() : requestAnimationFrame(listen)
  listen()
})"""


@pytest.fixture(scope="module")
def site_with_a_voice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site with one recording: the first question in Arabic."""
    folder = tmp_path_factory.mktemp("voice")
    recording = folder / "recordings/audio/ar/territory.mp3"
    recording.parent.mkdir(parents=True)
    recording.write_bytes(SILENT_FRAME * FRAMES)
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.browser.settings_with_a_voice",
        "RECORDINGS": str(folder / "recordings"),
        "COLLECTED": str(folder / "collected"),
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "WEB_CONCURRENCY": "1",
    }
    for command in (("migrate",), ("load_reference",), ("collectstatic", "--noinput")):
        manage(environment, *command)
    with gunicorn(environment, folder / "server.log") as server:
        yield server.address


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

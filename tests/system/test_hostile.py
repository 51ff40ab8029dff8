"""Clients that are slow, broken or mean: nothing breaks, nothing grows, and others are served as before."""

import re
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from random import Random
from urllib.parse import quote, quote_from_bytes, urlencode, urlsplit

import pytest

from eligibility.domain.questions import BY_KEY
from tests.faults import Tally
from tests.personas import yearly
from tests.servers import ROOT, Gunicorn, gunicorn, nginx, until
from tests.system.visitor import ANSWERS, CSRF, Visitor
from tests.walk import address

pytestmark = pytest.mark.system

LANGUAGES = ("fr", "en", "es", "ar")
MOST_MEGABYTES_MORE = 40


@pytest.fixture(scope="module")
def site(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gunicorn]:
    with gunicorn(environment, tmp_path_factory.mktemp("site") / "log") as server:
        until(lambda: len(server.workers()) == 2)
        yield server


@pytest.fixture
def proxy(site: Gunicorn, tmp_path: Path) -> Iterator[str]:
    with nginx(urlsplit(site.address).netloc, tmp_path) as address:
        yield address


def connect(site: str, timeout: float = 30) -> socket.socket:
    parts = urlsplit(site)
    return socket.create_connection((parts.hostname, parts.port), timeout=timeout)


def reply(site: str, request: bytes, patience: float = 30) -> bytes:
    """All that comes back for these bytes; who gets nothing in time hangs up."""
    received = b""
    with connect(site, patience) as connection:
        try:
            connection.sendall(request)
            while data := connection.recv(65536):
                received += data
        except TimeoutError:
            pass
        except OSError:  # refused in the middle of a large request
            pass
    return received


def status_of(received: bytes) -> int:
    """The status of the first answer; 0 where the connection was closed without one."""
    found = re.match(rb"HTTP/1\.[01] (\d{3}) ", received)
    return int(found[1]) if found else 0


def head(method: str, path: str, *lines: str, host: str = "127.0.0.1") -> bytes:
    first = f"{method} {path} HTTP/1.1"
    fixed = (f"Host: {host}", "X-Forwarded-Proto: https", "Connection: close")
    return "\r\n".join((first, *fixed, *lines, "", "")).encode("utf-8", "surrogateescape")


def form(path: str, body: bytes, *lines: str) -> bytes:
    kind = "Content-Type: application/x-www-form-urlencoded"
    sent = (kind, f"Content-Length: {len(body)}", "Origin: https://127.0.0.1", *lines)
    return head("POST", path, *sent) + body


# --- The fuzzer --------------------------------------------------------------------------------

JUNK = (
    b"", b"0", b"-1", b"1e309", b"NaN", b"999999999999999999999999", b"9999-12-31", b"0000-00-00", b"None",
    b"unknown", b"\x00", b"\xff\xfe\x80", b"\xed\xa0\x80", "٣٤٥²𝟘İ".encode(), "\u202e\u2066".encode(),
    b"' OR 1=1 --", b"<script>alert(1)</script>", b"{{ 7*7 }}{% load %}", b"%s%n%00", b"../../etc/passwd",
    b"\r\nX-Evil: 1", b"a" * 5_000, b"[" * 500, b'=;,"', b"//evil.example/",
)  # fmt: skip
FIELDS = (
    *((address(key, language), key) for key in BY_KEY for language in ("fr", "ar")),
    *((address("irregular_since"), f"irregular_since_{part}") for part in ("day", "month", "year")),
    *(("/en/desk/", name) for name in ("answers", "shown", "second", "next", "phone", *BY_KEY)),
    *(("/en/dates/", name) for name in ("filed", "filed_day", "filed_month", "filed_year")),
    *(("/en/phone/", name) for name in ("token", "replace")),
    *(("/en/second-language/", name) for name in ("page", "second")),
    *(("/admin/login/", name) for name in ("username", "password", "otp_token", "next")),
    *((path, "csrfmiddlewaretoken") for path in (address("territory"), "/en/erase/", "/en/month/")),
)
COOKIES = (ANSWERS, CSRF, "__Host-second", "__Host-admin", "messages", "other")
HEADERS = (
    "Accept", "Accept-Encoding", "Accept-Language", "Authorization", "Connection", "Content-Encoding",
    "Content-Length", "Content-Type", "Cookie", "Date", "Expect", "Forwarded", "Host", "If-Match",
    "If-Modified-Since", "If-None-Match", "Origin", "Range", "Referer", "Sec-Fetch-Site", "TE",
    "Transfer-Encoding", "Upgrade", "User-Agent", "X-Forwarded-For", "X-Forwarded-Host",
    "X-Forwarded-Proto", "X-HTTP-Method-Override", "X-Requested-With", "X_Forwarded_Proto",
)  # fmt: skip
PATHS = (
    "", "questions/", "questions/territory/", "answers/", "result/", "preparation/", "dates/", "hand-over/",
    "phone/", "desk/", "month/", "erase/", "erased/", "ceiling/", "rights/", "statements/",
    "second-language/",
)  # fmt: skip
FORM_ANSWERS = b"&".join(f"{key}={BY_KEY[key].typical}".encode() for key in BY_KEY if BY_KEY[key].typical)


class Fuzzer:
    """Requests that no browser sends, the same ones at each run, from someone with a finished journey."""

    def __init__(self, cookies: dict[str, str]) -> None:
        self._cookies = cookies

    def request(self, number: int) -> bytes:
        random = Random(number)
        kinds = (self._field, self._cookie, self._header, self._address, self._broken)
        return kinds[number % len(kinds)](number // len(kinds), random)

    def _cookie_line(self, **changed: str) -> str:
        cookies = self._cookies | changed
        return "Cookie: " + "; ".join(f"{name}={value}" for name, value in cookies.items())

    def _field(self, number: int, random: Random) -> bytes:
        path, name = FIELDS[number % len(FIELDS)]
        fields = [f"csrfmiddlewaretoken={self._cookies[CSRF]}".encode(), FORM_ANSWERS]
        if path == "/en/desk/":
            fields += [
                f"answers={self._cookies[ANSWERS]}".encode(),
                *(f"shown={key}".encode() for key in BY_KEY),
            ]
        fields += [name.encode() + b"=" + quote_from_bytes(junk(random)).encode()] * random.choice((1, 1, 2))
        return form(path, b"&".join(fields), self._cookie_line())

    def _cookie(self, number: int, random: Random) -> bytes:
        name = COOKIES[number % len(COOKIES)]
        value = junk(random)
        if random.random() < 0.5:
            value = mutated(self._cookies.get(name, "fr").encode(), random)
        value = re.sub(rb"[\r\n\x00]", b"", value)[:3_900]
        path = f"/{random.choice(LANGUAGES)}/{random.choice(PATHS)}"
        return head("GET", path, self._cookie_line(**{name: value.decode("utf-8", "surrogateescape")}))

    def _header(self, number: int, random: Random) -> bytes:
        line = HEADERS[number % len(HEADERS)].encode() + b": " + junk(random)
        method, body = random.choice((("GET", b""), ("POST", FORM_ANSWERS)))
        path = f"/{random.choice(LANGUAGES)}/{random.choice(PATHS)}"
        request = form(path, body, self._cookie_line()) if body else head(method, path, self._cookie_line())
        first, rest = request.split(b"\r\n", 1)
        return first + b"\r\n" + line + b"\r\n" + rest

    def _address(self, number: int, random: Random) -> bytes:
        language = random.choice((*LANGUAGES, "xx", "FR", "zh-hant", ""))
        text = re.sub(rb"[\r\n\x00 ]", b"", junk(random))[:1_900]
        piece = random.choice(
            (quote_from_bytes(text, safe=b"/?%=&"), text.decode("utf-8", "surrogateescape"))
        )
        page = f"/{language}/{random.choice(PATHS)}"
        paths = (f"/{piece}", f"/{language}/{piece}", page + piece, f"{page}?{piece}", f"/static/{piece}")
        calculator = f"/{language}/ceiling/?persons={piece}&zone={piece}"
        path = random.choice((*paths, calculator, f"/admin/{piece}"))
        return head(
            random.choice(("GET", "GET", "HEAD", "POST")), path, self._cookie_line(), "Content-Length: 0"
        )

    def _broken(self, number: int, random: Random) -> bytes:
        if number % 7 == 0:
            return random.randbytes(random.randrange(1, 3_000))
        whole = form(address(random.choice(list(BY_KEY))), FORM_ANSWERS, self._cookie_line())
        for _ in range(random.randrange(1, 6)):
            whole = mutated(whole, random)
        return whole


def junk(random: Random) -> bytes:
    return random.choice((*JUNK, random.randbytes(random.randrange(1, 60))))


def mutated(text: bytes, random: Random) -> bytes:
    """With one piece lost, doubled, replaced or cut off."""
    start = random.randrange(len(text) + 1)
    end = min(len(text), start + random.randrange(1, 20))
    piece = random.choice((b"", text[start:end] * 2, junk(random), None))
    return text[:start] if piece is None else text[:start] + piece + text[end:]


def megabytes(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


@pytest.mark.fault("malformed requests, and junk in every field, cookie, header, language and address")
def test_nothing_that_is_sent_breaks_the_site_or_makes_it_grow(
    site: Gunicorn, proxy: str, tally: Tally, pytestconfig: pytest.Config
) -> None:
    number = pytestconfig.getoption("hostile")
    visitor = Visitor(proxy, tally)
    visitor.walk(yearly(7_919))
    verdict, workers, fuzzer = visitor.verdict(), site.workers(), Fuzzer(visitor.cookies)

    def send(numbers: range) -> None:
        """Through the proxy, and to gunicorn alone, which sees what the proxy would refuse."""
        with ThreadPoolExecutor(6) as senders:
            requests = [(fuzzer.request(n), (proxy, site.address)[n // 5 % 2]) for n in numbers]
            received = senders.map(lambda pair: reply(pair[1], pair[0], patience=1), requests)
            statuses = list(map(status_of, received))
        broken = {
            status: numbers[statuses.index(status)] for status in statuses if status in (500, 502, 503, 504)
        }
        assert not broken, {status: fuzzer.request(n) for status, n in broken.items()}
        tally.statuses += statuses

    send(range(number // 2))
    before = [megabytes(worker) for worker in workers]
    send(range(number // 2, number))
    more = max(megabytes(worker) - size for worker, size in zip(workers, before, strict=True))
    assert site.workers() == workers
    assert more < MOST_MEGABYTES_MORE
    assert visitor.verdict() == verdict
    assert tally.statuses.count(200) > number / 20  # much of it reached a page
    tally.note(f"{number} requests; the second half made a worker grow by {max(more, 0):.0f} MB at most")


# --- Slow clients ------------------------------------------------------------------------------

SLOW = 300
BODY = b"territory=metropole&filling=" + b"x" * 2_000
SLOW_KINDS = (
    b"",
    b"GET /en/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
    form("/en/questions/territory/", BODY)[: -len(BODY) // 2],
)


@contextmanager
def slow_clients(site: str) -> Iterator[list[socket.socket]]:
    """Connections that say nothing, that never finish their headers, and that never finish their form."""
    with ExitStack() as stack:
        clients = [stack.enter_context(connect(site)) for _ in range(SLOW)]
        for number, client in enumerate(clients):
            client.sendall(SLOW_KINDS[number % len(SLOW_KINDS)])
        yield clients


def dribble(clients: list[socket.socket]) -> None:
    """One more byte from each that has begun; those that were sent away are left alone."""
    for number, client in enumerate(clients):
        if number % len(SLOW_KINDS):
            with suppress(OSError):
                client.sendall(b"x")


def is_held(client: socket.socket) -> bool:
    client.setblocking(False)
    try:
        return client.recv(1) != b""
    except BlockingIOError:  # nothing came, and it is open
        return True
    except OSError:
        return False


@pytest.mark.fault(f"{SLOW} clients with slow headers, slow forms, or nothing to say")
def test_slow_clients_keep_nobody_waiting(proxy: str, tally: Tally) -> None:
    with slow_clients(proxy) as clients:
        journeys = 4
        for _ in range(journeys):
            visitor = Visitor(proxy, tally)
            visitor.walk(yearly(7_919))
            assert visitor.result()
            dribble(clients)
        held = sum(map(is_held, clients))
    assert tally.away == 0
    tally.note(f"{journeys} journeys through nginx as it ships, as before; {held} were still held at the end")


def test_gunicorn_alone_would_keep_everyone_waiting(site: Gunicorn) -> None:
    """What the operations page warns of, and what shows that the clients above are slow enough."""
    asked = head("GET", "/en/")
    with slow_clients(site.address):
        assert reply(site.address, asked, patience=3) == b""
    assert status_of(reply(site.address, asked)) == 200
    assert "**Never expose gunicorn alone**" in (ROOT / "docs/operations.md").read_text()


# --- Too large ---------------------------------------------------------------------------------


@pytest.mark.fault("forms, cookies, headers and addresses that are too large")
def test_what_is_too_large_is_refused(site: Gunicorn, proxy: str, tally: Tally) -> None:
    page = "/en/questions/territory/"
    refused = {
        "form": form(page, b"territory=" + b"m" * 70_000),
        "announced form": head("POST", page, f"Content-Length: {10**12}"),
        "cookie": head("GET", page, f"Cookie: {ANSWERS}={'m' * 20_000}"),
        "cookies": head("GET", page, *(f"Cookie: c{number}={'m' * 7_000}" for number in range(20))),
        "headers": head("GET", page, *(f"X-{number}: 1" for number in range(5_000))),
        "address": head("GET", "/en/" + "m" * 20_000),
    }
    for name, request in refused.items():
        for address_of in (proxy, site.address):
            status = status_of(reply(address_of, request))
            # Who asks gunicorn alone may send more headers than the proxy lets through.
            assert status in (0, 400, 413, 414, 431) or address_of == site.address, (name, status)
            tally.statuses.append(status)
    visitor = Visitor(proxy, tally)
    visitor.ask(page)
    assert visitor.ask(page, {f"field_{number}": "1" for number in range(3_000)}).status == 413
    # The largest cookie that a browser keeps, and a token longer than any of ours.
    visitor.cookies[ANSWERS] = "g" * 4_000
    assert visitor.ask(page).status == 200
    assert ANSWERS not in visitor.cookies
    tally.note("413, 414, 431 or 400, or hung up; a cookie that is too long is dropped, and the page shown")


# --- Tricks with addresses ---------------------------------------------------------------------

EVIL = "evil.example"


@pytest.mark.fault("host headers of another site")
def test_no_host_but_ours_is_taken_or_repeated(site: Gunicorn, proxy: str, tally: Tally) -> None:
    hosts = (
        EVIL,
        f"127.0.0.1@{EVIL}",
        f"127.0.0.1.{EVIL}",
        f"{EVIL}#127.0.0.1",
        f"{EVIL}:80",
        "",
        "127.0.0.1:x",
    )
    paths = ("/", "/en/", "/en/hand-over/", "/en/result/", "/admin/")
    requests = [head("GET", path, host=host) for path in paths for host in hosts]
    requests += [request.replace(b"X-Forwarded-Proto: https\r\n", b"") for request in requests]
    requests += [head("GET", path, f"Host: {EVIL}") for path in paths]
    requests += [head("GET", f"http://{EVIL}{path}") for path in paths]
    trusted = (
        "X-Forwarded-Host",
        "X-Host",
        "X-Original-Host",
        "X-Forwarded-Server",
        "X-Original-URL",
        "Forwarded",
    )
    requests += [head("GET", path, *(f"{name}: {EVIL}" for name in trusted)) for path in paths]
    for request in requests:
        for address_of in (proxy, site.address):
            received = reply(address_of, request)
            assert EVIL.encode() not in received, request
            tally.statuses.append(status_of(received))
    assert set(tally.statuses) <= {200, 301, 302, 303, 400}
    tally.note("400, or the page with our own host; the other is nowhere in an answer")


@pytest.mark.fault("the name of a place that a proxy would set (SCRIPT_NAME, PATH_INFO)")
def test_nobody_moves_the_site_to_another_path(site: Gunicorn, proxy: str, tally: Tally) -> None:
    """Else the links of a piece of a page that is kept would lead there for the next visitors too."""
    cookie = "Cookie: __Host-second=es"
    for path in ("/en/", "/ar/rights/", "/fr/resources/", "/fr/questions/territory/"):
        moved = ((f"/evil{path}", "SCRIPT_NAME: /evil"), (path, f"PATH_INFO: /evil{path}"))
        for address_of in (site.address, proxy) * 4:  # each worker
            for evil, line in moved:
                received = reply(address_of, head("GET", evil, line, cookie))
                tally.statuses.append(status_of(received))
            assert b"/evil" not in reply(address_of, head("GET", path, cookie)), path
    tally.note("the headers are not read")


@pytest.mark.fault("line breaks (CRLF) in addresses, forms and cookies, two requests in one")
def test_no_line_break_comes_into_a_header(site: Gunicorn, proxy: str, tally: Tally) -> None:
    visitor = Visitor(proxy, tally)
    visitor.walk(yearly(7_919))
    cookies = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    breaks = ("\r\n", "\n", "\r", "%0d%0a", "%0a", "%E5%98%8A%E5%98%8D", "%u000a", "\u2028")
    lines = [f"/en/{each}X-Evil: 1{each}Set-Cookie: evil=1{each}{each}<p>evil" for each in breaks]
    requests = [head("GET", line.replace(" ", "%20")) for line in lines]
    requests += [head("GET", "/en/?next=" + line.replace(" ", "%20")) for line in lines]
    requests += [
        head("GET", "/en/", f"Cookie: __Host-second=fr{each}X-Evil: 1; {cookies}") for each in breaks
    ]
    for line in lines:
        for name in ("page", "second"):
            sent = urlencode({"page": "/en/", "second": "fr"} | {name: line}).encode()
            requests.append(form("/en/second-language/", sent, f"Cookie: {cookies}"))
    smuggled = "GET /en/rights/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    for first in (
        ("Content-Length: 4", "Transfer-Encoding: chunked"),
        ("Transfer-Encoding: chunked", "Transfer-Encoding: identity"),
        ("Transfer-Encoding : chunked",),
        ("Content-Length: 4", "Content-Length: 40"),
        ("Content-Length: +4",),
    ):
        requests.append(head("POST", "/en/second-language/", *first) + b"0\r\n\r\n" + smuggled.encode())
    for request in requests:
        for address_of in (proxy, site.address):
            received = reply(address_of, request, patience=2)
            for answer in received.split(b"HTTP/1.1 ")[1:]:
                headers = answer.partition(b"\r\n\r\n")[0].lower()
                assert b"\nx-evil" not in headers, request
                assert b"evil=1" not in re.sub(rb"\nlocation:[^\n]*", b"", headers), request
            assert received.count(b"HTTP/1.1 ") <= 1, request
            tally.statuses.append(status_of(received))
    tally.note("no header is added, and no second request is answered")


@pytest.mark.fault("addresses of other sites in the language switch, and after signing in")
def test_the_language_switch_leads_to_no_other_site(site: Gunicorn, proxy: str, tally: Tally) -> None:
    visitor = Visitor(proxy, tally)
    starts = (
        "//", "///", "https://", "http:", "\\\\", "/\\", "\\/", "/%2f", "/%5c", "/\t/", "/\n/", "/en/..//",
        "/en//", "/.", "/en/../../", "@", "//127.0.0.1@", "//127.0.0.1%2f@", "javascript:", "data:",
        "/en/rights/\r\n//", " //",
    )  # fmt: skip
    away = [f"{start}{EVIL}{end}" for start in starts for end in ("", "/en/", "/../en/", "?/en/", "#/en/")]
    for target in away:
        answer = visitor.ask("/en/second-language/", {"page": target, "second": "fr"})
        assert answer.status == 303, target
        assert stays_here(answer.headers["Location"]), (target, answer.headers["Location"])
        signing_in = visitor.ask(f"/admin/login/?next={quote(target)}")
        assert signing_in.status in (200, 302), target
        assert stays_here(signing_in.headers["Location"] or "/"), target
    for path in ("//evil.example/..", "//evil.example", "/\\evil.example/..", "//evil.example/%2e%2e"):
        for address_of in (proxy, site.address):  # a missing slash at the end is added by a redirect
            received = reply(address_of, head("GET", path))
            found = re.search(rb"\nlocation: *([^\r\n]*)", received, re.IGNORECASE)
            assert stays_here(found[1].decode() if found else "/"), path
            tally.statuses.append(status_of(received))
    tally.note(f"{len(away)} addresses: each leads to a page of this site")


def stays_here(location: str) -> bool:
    """Whether a browser that follows stays on this site: it reads a backslash as a slash, and skips tabs."""
    read = re.sub(r"[\t\r\n]", "", location).replace("\\", "/")
    return read.startswith("/") and not read.startswith("//")

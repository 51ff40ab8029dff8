"""nginx with the configuration that compose.yaml and the pods use, in front of the real site."""

import os
import re
import socket
import ssl
import subprocess
from collections.abc import Iterator
from http.client import HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from tests.faults import Tally
from tests.servers import ROOT, Gunicorn, fetch, free_port, gunicorn, nginx
from tests.system.visitor import Visitor

pytestmark = pytest.mark.system

CONFIGURATION = (ROOT / "deploy/nginx.conf").read_text()
OPERATIONS = (ROOT / "docs/operations.md").read_text()
SIZES = {"k": 1024, "m": 1024**2}


def size(directive: str) -> int:
    """A size of the configuration, in bytes."""
    number, unit = re.search(rf"\b{directive} (\d+)([km]);", CONFIGURATION).groups()
    return int(number) * SIZES[unit]


@pytest.fixture(scope="module")
def site(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gunicorn]:
    with gunicorn(environment, tmp_path_factory.mktemp("site") / "log") as server:
        yield server
    assert not server.faults(), server.log.read_text()


@pytest.fixture
def proxy(site: Gunicorn, tmp_path: Path) -> Iterator[str]:
    with nginx(urlsplit(site.address).netloc, tmp_path) as address:
        yield address


def talk(address: str, request: bytes) -> socket.socket:
    """A connection on which these bytes were sent."""
    parts = urlsplit(address)
    connection = socket.create_connection((parts.hostname, parts.port), timeout=20)
    connection.sendall(request)
    return connection


def files_of_nginx(folder: Path) -> set[str]:
    """What lies in its folder beside the configuration, and every file that one of its processes has open."""
    pid = (folder / "nginx.pid").read_text().strip()
    workers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    found = {str(path) for path in folder.rglob("*") if path.is_file()}
    for process in (pid, *workers):
        for descriptor in Path(f"/proc/{process}/fd").iterdir():
            found.add(os.readlink(descriptor))
    return {name for name in found if not name.startswith(("socket:", "anon_inode:", "/dev/"))}


def test_the_whole_site_is_served_through_it(proxy: str) -> None:
    status, page = fetch(f"{proxy}/ar/")
    assert status == 200
    style = re.search(r'href="(/static/[^"]+\.css)"', page).group(1)
    assert fetch(proxy + style)[0] == 200
    assert fetch(f"{proxy}/static/staticfiles.json")[0] == 404
    assert fetch(f"{proxy}/readyz") == (200, '{"status": "ready"}')


def test_only_https_is_served_and_the_way_there_keeps_the_host(proxy: str) -> None:
    plain = {"X-Forwarded-Proto": "http", "Host": "localhost:8443"}
    answer = Visitor(proxy, Tally("", [])).ask("/fr/rights/", **plain)
    assert (answer.status, answer.headers["Location"]) == (301, "https://localhost:8443/fr/rights/")


def test_its_limits_are_those_of_the_site_and_its_buffers_hold_them() -> None:
    assert size("client_max_body_size") >= settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert size("client_body_buffer_size") > size("client_max_body_size")


def test_a_body_that_comes_slowly_touches_no_file(proxy: str, tmp_path: Path) -> None:
    body = b"territory=metropole&filling=" + b"x" * 60_000
    head = (
        f"POST /en/questions/territory/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-Proto: https\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    before = files_of_nginx(tmp_path)
    with talk(proxy, head.encode() + body[:-10]) as connection:
        # Another request is answered meanwhile: the body waits in nginx, and only there.
        assert fetch(f"{proxy}/en/")[0] == 200
        assert files_of_nginx(tmp_path) == before
        connection.sendall(body[-10:])
        assert b" 403 " in connection.recv(100)  # no token: it reached the site whole
    assert files_of_nginx(tmp_path) == before


def test_it_refuses_bodies_that_are_too_large_or_without_a_length(proxy: str) -> None:
    for headers, status in (("Content-Length: 70000", b"413"), ("Transfer-Encoding: chunked", b"411")):
        request = f"POST /en/erase/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n{headers}\r\n\r\n"
        with talk(proxy, request.encode()) as connection:
            assert connection.recv(100).startswith(b"HTTP/1.1 " + status)


@pytest.mark.parametrize(
    ("path", "learns"),
    [("/", False), ("/fr/result/", False), ("/admin/login/", True), ("/office-7/login/", True)],
)
@pytest.mark.parametrize(
    ("changes", "address"),
    [
        ({}, "127.0.0.1"),
        ({"#behind ": "", "from 192.0.2.1": "from 127.0.0.1"}, "192.0.2.9"),
        ({"#behind ": ""}, "127.0.0.1"),
    ],
    ids=["nothing in front", "a proxy in front", "a stranger in place of the proxy"],
)
def test_only_the_admin_learns_an_address_and_no_forged_one(
    tmp_path: Path, path: str, learns: bool, changes: dict[str, str], address: str
) -> None:
    request = (
        f"GET {path} HTTP/1.1\r\nHost: one\r\nX-Real-IP: 192.0.2.7\r\n"
        "X-Forwarded-For: 192.0.2.8, 192.0.2.9\r\nForwarded: for=192.0.2.7\r\n\r\n"
    )
    with (
        socket.create_server(("127.0.0.1", 0)) as site,
        nginx(f"127.0.0.1:{site.getsockname()[1]}", tmp_path, changes) as proxy,
        talk(proxy, request.encode()),
        site.accept()[0] as received,
    ):
        sent = received.recv(10_000).decode()
    assert "Host: one" in sent
    assert re.findall(r"192\.0\.2\.\d|127\.0\.0\.1", sent) == ([address] if learns else [])


@pytest.mark.parametrize("path", ["/admin/login/", "/office-7/login/", "/fr/paper/", "/fr/desk/paper/"])
def test_one_address_cannot_ask_for_what_costs_much_again_and_again(proxy: str, path: str) -> None:
    answers = [fetch(proxy + path, "POST", b"") for _ in range(40)]
    statuses = [status for status, _ in answers]
    assert 429 not in statuses[:10]
    assert 429 in statuses[10:]
    assert gettext("The site cannot answer right now") in answers[statuses.index(429)][1]
    assert fetch(f"{proxy}/admin/login/")[0] == fetch(f"{proxy}/fr/")[0] == 200


def test_what_costs_little_is_not_counted(proxy: str) -> None:
    assert 429 not in {fetch(f"{proxy}/fr/erase/", "POST", b"")[0] for _ in range(40)}


def test_it_says_so_where_the_site_does_not_answer(tmp_path: Path) -> None:
    with nginx(f"127.0.0.1:{free_port()}", tmp_path) as proxy:
        status, page = fetch(f"{proxy}/fr/")
    assert status == 503
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            assert gettext("The site cannot answer right now") in page
            assert (
                gettext("Please come back in a few minutes. Your answers are kept in your browser.") in page
            )


def test_the_lines_for_https_work_as_they_stand(site: Gunicorn, tmp_path: Path) -> None:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        + ["-subj", "/CN=127.0.0.1", "-days", "2", "-keyout", "privkey.pem", "-out", "fullchain.pem"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    port = free_port()
    changes = {"#https ": "", "listen 8443": f"listen 127.0.0.1:{port}", "/etc/ame/tls": str(tmp_path)}
    with nginx(urlsplit(site.address).netloc, tmp_path, changes):
        context = ssl.create_default_context(cafile=str(tmp_path / "fullchain.pem"))
        context.check_hostname = False
        connection = HTTPSConnection("127.0.0.1", port, context=context, timeout=20)
        connection.request("GET", "/fr/")
        response = connection.getresponse()
        assert response.status == 200
        assert "max-age" in response.headers["Strict-Transport-Security"]
        connection.close()


def test_the_line_for_a_machine_without_containers_makes_what_nginx_takes(tmp_path: Path) -> None:
    (command,) = re.findall(r"^ +(sed .*) > /etc/nginx/nginx.conf$", OPERATIONS, re.MULTILINE)
    made = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "/tmp/" not in made
    assert "pid /run/nginx.pid;" in made
    (tmp_path / "nginx.conf").write_text(made.replace("/run/", f"{tmp_path}/"))
    checked = ["nginx", "-t", "-p", tmp_path, "-c", tmp_path / "nginx.conf"]
    assert subprocess.run(checked, capture_output=True, check=False).returncode == 0


def test_nothing_of_a_visitor_is_logged(proxy: str, tmp_path: Path) -> None:
    fetch(f"{proxy}/en/ceiling/?persons=87531")
    with talk(proxy, b"GET /87531 HTTP/9.9\r\n\r\n") as connection:
        assert connection.recv(100)
    assert (tmp_path / "nginx.log").read_text() == ""

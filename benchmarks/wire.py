"""The bytes of a page as they travel, and the files that it brings along."""

import http.client
import re
import socket
import sys

ASSET = re.compile(r'<(?:link rel="(?:stylesheet|icon)" href|script src|img src)="([^"]+)"')


def response_to(port: int, path: str, headers: dict[str, str]) -> bytes:
    """A whole response with its headers, compressed as a browser asks for it."""
    asked = {
        "Host": f"127.0.0.1:{port}",
        "Accept-Encoding": "gzip, deflate, br",
        "Connection": "close",
    } | headers
    request = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in asked.items()), "", ""]
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall("\r\n".join(request).encode())
        response = b"".join(iter(lambda: connection.recv(65536), b""))
    if not response.startswith(b"HTTP/1.1 200"):
        sys.exit(f"{path}: {response[:40]!r}")
    return response


def assets_of(port: int, path: str, headers: dict[str, str]) -> list[str]:
    """The files that a browser fetches for a page."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path, headers=headers)
    html = connection.getresponse().read().decode()
    connection.close()
    return ASSET.findall(html)

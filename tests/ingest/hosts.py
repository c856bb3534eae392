"""Hosts for tests of fetching: each answers every request with a script of its own."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Script = Callable[[socket.socket, str], None]
"""Answers on a connection the request for a path."""


def answer(body: bytes = b"<p>Words.</p>", status: str = "200 OK", **fields: str) -> bytes:
    """Return an answer as it goes over the wire; in the names of fields, `_` stands for a hyphen."""
    given = {"Content_Length": str(len(body)), "Content_Type": "text/html; charset=utf-8"} | fields
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in given.items() if value)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def says(*answers: bytes) -> Script:
    """Return a script that says the same to everybody."""

    def script(connection: socket.socket, _: str) -> None:
        for each in answers:
            connection.sendall(each)

    return script


def redirects_to(place: str, status: str = "302 Found") -> Script:
    """Return a script that leads everybody on to one place."""
    return says(answer(b"", status, Location=place))


@contextmanager
def host(script: Script, requests: list[str] | None = None, tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """Run a host on this machine and give its port; each request's head is noted."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(120)
        thread = threading.Thread(target=_serve, args=(listening, script, requests, tls), daemon=True)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            with suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)


def _serve(listening: socket.socket, script: Script, requests: list[str] | None, tls: ssl.SSLContext | None) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listening.accept()
            threading.Thread(target=_answer, args=(connection, script, requests, tls), daemon=True).start()


def _answer(plain: socket.socket, script: Script, requests: list[str] | None, tls: ssl.SSLContext | None) -> None:
    plain.settimeout(120)
    with suppress(OSError), plain, tls.wrap_socket(plain, server_side=True) if tls else plain as connection:
        head = b""
        while b"\r\n\r\n" not in head:
            received = connection.recv(65_536)
            if not received:
                return
            head += received
        if requests is not None:
            requests.append(head.decode())
        script(connection, head.split()[1].decode())

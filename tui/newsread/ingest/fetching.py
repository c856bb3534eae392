"""Fetches what is at an address of the web, politely and safely."""

import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.request import getproxies

from newsread._version import __version__
from newsread.errors import NewsreadError
from newsread.ingest.addresses import Target, target, why_not_public
from newsread.text.printable import printable

COMPRESSIONS = ("gzip", "deflate")
_PIECE = 65_536
_GZIP = zlib.MAX_WBITS | 16
_GZIP_BEGINS = b"\x1f"
_ZLIB_BEGINS = 8
"""In the lower half of its first byte. Some servers leave this head out."""


def unfolded(chunks: Iterable[bytes], compression: str) -> Iterator[bytes]:
    """Give the content of a stream in one of the compressions, in pieces of bounded size.

    Of gzip one member after the other (RFC 1952); what stands behind the last and is none is left out. Raises
    zlib.error for what is damaged or breaks off.
    """
    stream = None
    for chunk in chunks:
        rest = chunk
        while rest:
            if stream is None or stream.eof:
                if stream is not None and not (compression == "gzip" and rest.startswith(_GZIP_BEGINS)):
                    return
                stream = zlib.decompressobj(_window(compression, rest))
            piece = stream.decompress(rest, _PIECE)
            yield piece
            while len(piece) == _PIECE:  # there may be more, of what it has taken in already
                piece = stream.decompress(stream.unconsumed_tail, _PIECE)
                yield piece
            rest = stream.unused_data if stream.eof else b""
    if stream is not None and not stream.eof:
        raise zlib.error("it breaks off")


def _window(compression: str, begins: bytes) -> int:
    if compression == "gzip":
        return _GZIP
    return zlib.MAX_WBITS if begins[0] & 0x0F == _ZLIB_BEGINS else -zlib.MAX_WBITS


USER_AGENT = f"newsread/{__version__}"

_HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/pdf;q=0.9,*/*;q=0.5",
    "Accept-Encoding": ", ".join(COMPRESSIONS),
    "Connection": "close",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536
_MOST_ADDRESSES = 4
"""Of one host, that are tried one after the other."""
_BY_HAND = "open it in a browser, save the page, and add the saved file"


@dataclass(frozen=True)
class Limits:
    """How long a fetch may take, in seconds, and how much it may bring."""

    connect: float = 10
    """To reach an address of the host."""
    read: float = 20
    """Without a sign of life from it."""
    whole: float = 90
    """For all of it, redirects included. Looking a name up has the system's own limit."""
    size: int = 20_000_000
    """In bytes, before and after compression is undone."""
    redirects: int = 5
    pause: float = 1
    """Between the beginnings of two fetches from one host."""


_USUAL = Limits()


@dataclass(frozen=True)
class Fetched:
    """What stood at an address, and when."""

    url: str
    """The address that was asked for."""
    final_url: str
    """The one that redirects led to."""
    content: bytes
    """Compression undone."""
    media_type: str
    """As the server says, in lower case: `text/html`; empty where it does not say."""
    charset: str | None
    """As the server says."""
    at: datetime
    """When the answer was complete, in UTC."""
    status: int


def fetch(url: str, limits: Limits = _USUAL, *, allow_local: bool = False) -> Fetched:
    """Fetch what stands at an http or https address, once its host may be asked again.

    With `allow_local`, also from this machine and its network. Raises NewsreadError for every failure, with the
    address and the way out.
    """
    asked = goal = target(url)
    _PAUSES.wait_for(asked.host, limits.pause)
    deadline = time.monotonic() + limits.whole
    for _ in range(limits.redirects + 1):
        answer = _Fetch(asked, goal, limits, deadline, allow_local).answer()
        if isinstance(answer, Fetched):
            return answer
        goal = answer
    raise NewsreadError(f"{printable(asked.url)} leads on more than {limits.redirects} times: {_BY_HAND}.")


class _Pauses:
    """When each host may be asked again, by all threads of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}

    def wait_for(self, host: str, pause: float) -> None:
        """Wait until it is the caller's turn; after it, the host is left alone for the time of the pause."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + pause
        time.sleep(turn - now)


_PAUSES = _Pauses()


@dataclass(frozen=True)
class _Fetch:
    """One request, on the way from the address that was asked for."""

    asked: Target
    goal: Target
    limits: Limits
    deadline: float
    """On the monotonic clock."""
    allow_local: bool

    def answer(self) -> Fetched | Target:
        """Return what stands there, or where that leads on to."""
        try:
            with closing(self._connected()) as plain, _Watch(plain, self._left):
                return self._exchange(plain)
        except (OSError, HTTPException, zlib.error) as error:
            raise self._failure(error) from error

    @property
    def _left(self) -> float:
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def _connected(self) -> socket.socket:
        """Return a connection to the first address of the host that answers."""
        failed: OSError | None = None
        for address in self._addresses():
            try:
                return socket.create_connection((address, self.goal.port), min(self.limits.connect, self._left))
            except OSError as error:
                failed = error
        raise failed or OSError("the host has no address")

    def _addresses(self) -> list[str]:
        """Return what the host's name leads to. Raises NewsreadError where any of that is not to be fetched."""
        try:
            found = socket.getaddrinfo(self.goal.host, self.goal.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            host = printable(self.goal.host)
            raise self._error(f"the host {host} is not found; check the address and the connection") from error
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        for address in addresses:
            if not self.allow_local and (kind := why_not_public(address)):
                way = "if that is meant, allow it in a shell with newsread add --allow-local"
                raise self._error(f"its host is at {address}, {kind}; {way}")
        return addresses[:_MOST_ADDRESSES]

    def _exchange(self, plain: socket.socket) -> Fetched | Target:
        plain.settimeout(min(self.limits.read, self._left))
        secure = self.goal.scheme == "https"
        with _tls().wrap_socket(plain, server_hostname=self.goal.host) if secure else plain as connected:
            connection = HTTPConnection(self.goal.host, self.goal.port)
            connection.sock = connected  # so that it looks no name up and connects to nothing else
            connection.request("GET", self.goal.path, headers={"Host": self.goal.netloc, **_HEADERS})
            with connection.getresponse() as response:
                location = response.getheader("Location")
                if location and response.status in _REDIRECTS:
                    return self.goal.next(location)
                return self._fetched(response)

    def _fetched(self, response: HTTPResponse) -> Fetched:
        if not 200 <= response.status < 300:
            raise self._error(_refusal(response.status))
        content = b"".join(self._unfolded(response))
        if self.deadline <= time.monotonic():  # an answer of no stated length seems whole where it was cut off
            raise TimeoutError
        if not content:
            raise self._error(f"the answer is empty; {_BY_HAND}")
        return Fetched(
            url=self.asked.url,
            final_url=self.goal.url,
            content=content,
            media_type=response.headers.get_content_type() if response.getheader("Content-Type") else "",
            charset=response.headers.get_content_charset(),
            at=datetime.now(UTC),
            status=response.status,
        )

    def _unfolded(self, response: HTTPResponse) -> Iterator[bytes]:
        compression = (response.getheader("Content-Encoding") or "identity").strip().lower().removeprefix("x-")
        if compression == "identity":
            return self._received(response)
        if compression not in COMPRESSIONS:
            raise self._error(f"the answer is compressed as {printable(compression)}, unasked; {_BY_HAND}")
        return self._within_size(unfolded(self._received(response), compression))

    def _received(self, response: HTTPResponse) -> Iterator[bytes]:
        if (response.length or 0) > self.limits.size:
            raise self._too_large()
        yield from self._within_size(iter(lambda: response.read(_CHUNK), b""))
        if response.length:
            raise HTTPException("it breaks off")

    def _within_size(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        size = 0
        for piece in pieces:
            size += len(piece)
            if size > self.limits.size:
                raise self._too_large()
            yield piece

    # What went wrong, as a sentence

    def _error(self, why: str) -> NewsreadError:
        via = "" if self.goal == self.asked else f", which leads to {printable(self.goal.url)},"
        return NewsreadError(f"{printable(self.asked.url)}{via} cannot be fetched: {why}.")

    def _too_large(self) -> NewsreadError:
        most = f"{self.limits.size / 1_000_000:g} MB"
        return self._error(f"it is larger than {most}; save the article's text as a .txt file, and add that")

    def _failure(self, error: Exception) -> NewsreadError:
        if self.deadline <= time.monotonic():
            return self._error(f"it takes more than {self.limits.whole:g} seconds; try it later, or {_BY_HAND}")
        match error:
            case TimeoutError():
                return self._error("the host does not answer; try it later")
            case ssl.SSLCertVerificationError():
                return self._error(f"its certificate does not hold ({error.verify_message}); check the address")
            case ssl.SSLError():
                return self._error(f"no secure connection comes about ({error.reason}); {_BY_HAND}")
            case HTTPException() | zlib.error():
                return self._error(f"the answer is damaged or breaks off; try it again, or {_BY_HAND}")
        proxy = ", for newsread uses no proxy" if getproxies() else ""
        why = (getattr(error, "strerror", None) or str(error)).lower().rstrip(".")
        return self._error(f"the connection fails ({why}); check the address and the connection{proxy}")


def _refusal(status: int) -> str:
    match status:
        case 401 | 402 | 403 | 407 | 451:
            return f"the host wants a log-in or turns programs away ({status}); {_BY_HAND}"
        case 404 | 410:
            return f"nothing is there ({status}); check the address"
        case 429:
            return "the host wants to be left alone for a while (429); try it later"
        case _ if status >= 500:
            return f"the host has a fault of its own ({status}); try it later"
    return f"the host answers with {status}; {_BY_HAND}"


class _Watch:
    """Ends a connection at its deadline, wherever it stands by then: a host may send one byte at a time."""

    def __init__(self, connection: socket.socket, seconds: float) -> None:
        self._twin = connection.dup()  # the connection itself is given away to TLS
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._timer.join()
        self._twin.close()

    def _end(self) -> None:
        with suppress(OSError):  # it has ended by itself
            self._twin.shutdown(socket.SHUT_RDWR)


@cache
def _tls() -> ssl.SSLContext:
    """Return a context that verifies by the authorities that the system trusts."""
    context = ssl.create_default_context()
    known = ssl.get_default_verify_paths()
    if not (known.cafile or known.capath):  # a Python that was installed without any
        import certifi  # noqa: PLC0415

        context.load_verify_locations(certifi.where())
    return context

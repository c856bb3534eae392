"""Fetching: what comes back, and everything that a host can do to whoever fetches from it."""

import gzip
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pytest
from tests.ingest.hosts import Script, answer, host, redirects_to, says

from newsread.errors import NewsreadError
from newsread.ingest import fetching
from newsread.ingest.fetching import USER_AGENT, Fetched, Limits, fetch

PUBLIC = "93.184.216.34"
QUICK = Limits(connect=5, read=5, whole=5, size=100_000, redirects=3, pause=0)


def fetched(script: Script, limits: Limits = QUICK, requests: list[str] | None = None) -> Fetched:
    with host(script, requests) as port:
        return fetch(f"http://127.0.0.1:{port}/a", limits, allow_local=True)


def refusal(url: str, limits: Limits = QUICK, *, allow_local: bool = False) -> str:
    with pytest.raises(NewsreadError) as refused:
        fetch(url, limits, allow_local=allow_local)
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert sentence.isprintable()
    return sentence


def refused_answer(script: Script, limits: Limits = QUICK) -> str:
    with host(script) as port:
        sentence = refusal(f"http://127.0.0.1:{port}/a", limits, allow_local=True)
    assert f"http://127.0.0.1:{port}/a" in sentence
    return sentence


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Return the addresses that names lead to, to be filled; numbers lead to themselves."""
    known: dict[str, list[str]] = {}

    def look_up(name: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in known.get(name, [name])]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch, names: dict[str, list[str]]) -> list[str]:
    """Put news.example at a public address, lead connections to this machine, and return the addresses they go to."""
    names["news.example"] = [PUBLIC]
    connected: list[str] = []

    def at_home(address: tuple[str, int], _: float) -> socket.socket:
        connected.append(address[0])
        connection = socket.socket()
        connection.connect(("127.0.0.1", address[1]))
        return connection

    monkeypatch.setattr(socket, "create_connection", at_home)
    return connected


# What comes back


def test_a_page_comes_with_what_is_known_of_it() -> None:
    requests: list[str] = []
    with host(says(answer(b"<p>caf\xe9", Content_Type="Text/HTML; charset=ISO-8859-1")), requests) as port:
        page = fetch(f"http://127.0.0.1:{port}/a?b=c#part", QUICK, allow_local=True)
    assert page.content == b"<p>caf\xe9"
    assert (page.media_type, page.charset, page.status) == ("text/html", "iso-8859-1", 200)
    assert page.url == page.final_url == f"http://127.0.0.1:{port}/a?b=c"
    assert page.at.utcoffset() is not None
    assert requests[0].startswith("GET /a?b=c HTTP/1.1\r\n")
    assert f"\r\nUser-Agent: {USER_AGENT}\r\n" in requests[0]
    assert f"\r\nHost: 127.0.0.1:{port}\r\n" in requests[0]


def test_what_the_server_does_not_say_is_not_made_up() -> None:
    page = fetched(says(answer(Content_Type="")))
    assert (page.media_type, page.charset) == ("", None)


@pytest.mark.parametrize(
    ("compression", "body"),
    [
        ("gzip", gzip.compress(b"words " * 1_000, mtime=0)),
        ("x-gzip", gzip.compress(b"words " * 400, mtime=0) + gzip.compress(b"words " * 600, mtime=0)),
        ("gzip", gzip.compress(b"words " * 1_000, mtime=0) + b"\0\0\0"),
        ("deflate", zlib.compress(b"words " * 1_000)),
        ("deflate", zlib.compress(b"words " * 1_000)[2:-4]),
        ("identity", b"words " * 1_000),
    ],
)
def test_compression_is_undone(compression: str, body: bytes) -> None:
    assert fetched(says(answer(body, Content_Encoding=compression))).content == b"words " * 1_000


def test_an_answer_in_chunks_is_put_together() -> None:
    chunks = b"5\r\nwords\r\n7\r\n in two\r\n0\r\n\r\n"
    assert fetched(says(answer(chunks, Content_Length="", Transfer_Encoding="chunked"))).content == b"words in two"


def test_an_answer_of_no_stated_length_ends_with_its_connection() -> None:
    assert fetched(says(answer(b"words", Content_Length=""))).content == b"words"


def test_redirects_are_followed_and_told() -> None:
    def script(connection: socket.socket, path: str) -> None:
        redirects_to("/caf\u00e9 au lait")(connection, path) if path == "/a" else says(answer())(connection, path)

    page = fetched(script)
    assert page.final_url.endswith("/caf%C3%A9%20au%20lait")
    assert page.url.endswith("/a")


# Where it may lead


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1.2.3:8080/",
        "http://0.0.0.0/",
        "http://10.0.0.1/",
        "http://172.16.0.1/",
        "http://192.168.1.1/admin",
        "http://100.64.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://[::1]/",
        "http://[::]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:93.184.216.34]/",
        "http://[2002:7f00:1::]/",
        "http://[64:ff9b::a00:1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[ff02::1]/",
    ],
)
def test_addresses_that_are_not_public_are_refused(url: str) -> None:
    assert "allow it in a shell with newsread add --allow-local" in refusal(url)


@pytest.mark.parametrize("url", ["http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/"])
def test_addresses_in_disguise_are_refused_even_where_local_ones_are_allowed(url: str) -> None:
    assert "check its host" in refusal(url, allow_local=True)


def test_digits_of_other_scripts_hide_no_address() -> None:
    assert "127.0.0.1" in refusal("http://①②⑦.⓪.⓪.①/")


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://news.example/a",
        "data:text/html,words",
        "javascript:alert(1)",
        "gopher://news.example/",
        "news.example/a",
        "/etc/passwd",
        "",
        "http://",
        "http:///a",
        "http://[::1",
        "http://news.example:port/",
        "http://news.example:99999/",
        "http://news.example:0/",
        "http://news.example/a b",
        "http://news.example/\r\nHost: other.example",
        "http://news.example\\@127.0.0.1/",
        f"http://{'a' * 64}.example/",
        "http://a..example/",
    ],
)
def test_what_is_no_web_address_is_refused_before_anything_is_looked_up(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: pytest.fail("a name was looked up"))
    refusal(url)


@pytest.mark.parametrize(
    "url", ["http://ana:secret@news.example/", "http://ana@news.example/", "https://@news.example/"]
)
def test_names_and_passwords_in_an_address_are_refused(url: str) -> None:
    assert "leave that out" in refusal(url)


@pytest.mark.parametrize("addresses", [["127.0.0.1"], [PUBLIC, "10.0.0.1"], ["::1"], ["not an address"]])
def test_a_name_that_leads_home_is_refused(names: dict[str, list[str]], addresses: list[str]) -> None:
    names["news.example"] = addresses
    sentence = refusal("https://news.example/a")
    assert "https://news.example/a" in sentence
    assert addresses[-1] in sentence


def test_a_name_that_leads_nowhere_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    assert "news.example is not found" in refusal("http://news.example/a")


def test_a_name_is_looked_up_once_and_what_was_checked_is_connected_to(
    monkeypatch: pytest.MonkeyPatch, reached: list[str]
) -> None:
    looked_up: list[str] = []

    def look_up(name: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        looked_up.append(name)
        address = PUBLIC if len(looked_up) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with host(says(answer(b"words"))) as port:
        assert fetch(f"http://news.example:{port}/", QUICK).content == b"words"
    assert looked_up == ["news.example"]
    assert reached == [PUBLIC]


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("http://127.0.0.1/admin", "of this machine"),
        ("//127.0.0.1/admin", "of this machine"),
        ("http://10.1.2.3/", "of a local network"),
        ("http://[::1]/", "of this machine"),
        ("http://169.254.169.254/latest/", "of a local network"),
        ("http://home.example/", "of a local network"),
        ("http://2130706433/", "check its host"),
        ("file:///etc/passwd", "only those are fetched"),
        ("ftp://news.example/", "only those are fetched"),
        ("http://ana:secret@news.example/", "leave that out"),
        ("http://[::1", "check its host"),
        ("http://news.example/\x1b[31m", "no web address"),
    ],
)
def test_a_redirect_is_checked_like_the_first_address(
    place: str, why: str, names: dict[str, list[str]], reached: list[str]
) -> None:
    names["home.example"] = ["192.168.0.7"]
    with host(redirects_to(place)) as port:
        sentence = refusal(f"http://news.example:{port}/a")
    assert why in sentence
    assert f"http://news.example:{port}/a" in sentence
    assert reached == [PUBLIC]


def test_redirects_without_end_are_given_up() -> None:
    requests: list[str] = []
    with host(redirects_to("/a"), requests) as port:
        assert "more than 3 times" in refusal(f"http://127.0.0.1:{port}/", allow_local=True)
    assert len(requests) == QUICK.redirects + 1


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    requests: list[str] = []
    with host(says(answer(b"of the proxy")), requests) as proxy:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy}")
        assert fetched(says(answer(b"of the host"))).content == b"of the host"
    assert requests == []


# Limits


def drips(first: bytes, drop: bytes) -> Script:
    def script(connection: socket.socket, _: str) -> None:
        connection.sendall(first)
        while True:
            connection.sendall(drop)
            time.sleep(0.02)

    return script


@pytest.mark.parametrize(
    ("first", "drop"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"A"),
        (answer(b"", Content_Length="50000"), b"w"),
        (answer(b"", Content_Length=""), b"w"),
        (answer(b"", Content_Length="", Transfer_Encoding="chunked"), b"1\r\nw\r\n"),
    ],
)
def test_a_slow_drip_ends_at_the_deadline(first: bytes, drop: bytes) -> None:
    began = threading.active_count()
    assert "more than 0.4 seconds" in refused_answer(drips(first, drop), Limits(read=5, whole=0.4, pause=0))
    assert threading.active_count() <= began + 2  # those of the host


def test_a_secure_connection_that_never_comes_about_ends_at_the_deadline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}/"
        assert "more than 0.3 seconds" in refusal(url, Limits(whole=0.3, pause=0), allow_local=True)


def test_a_host_that_falls_silent_is_given_up() -> None:
    def script(connection: socket.socket, _: str) -> None:
        connection.sendall(answer(b"", Content_Length="100"))
        connection.recv(1)

    assert "does not answer" in refused_answer(script, Limits(read=0.2, whole=9, pause=0))


@pytest.mark.parametrize("length", ["", "90000000", "10"])
def test_a_body_without_end_is_stopped(length: str) -> None:
    sent = 0

    def script(connection: socket.socket, _: str) -> None:
        nonlocal sent
        connection.sendall(answer(b"", Content_Length=length))
        while sent < 90_000_000:
            sent += connection.send(b"words " * 1_000)

    if length == "10":  # what stands behind the end is not read
        assert fetched(script).content == b"words word"
    else:
        assert "larger than 0.1 MB" in refused_answer(script)
    assert sent < 90_000_000


@pytest.mark.parametrize(
    ("compression", "bomb"),
    [
        ("gzip", gzip.compress(bytes(50_000_000), mtime=0)),
        ("gzip", gzip.compress(bytes(60_000), mtime=0) * 100),
        ("deflate", zlib.compress(bytes(50_000_000))),
    ],
)
def test_a_bomb_is_stopped(compression: str, bomb: bytes) -> None:
    assert len(bomb) < QUICK.size
    assert "larger than 0.1 MB" in refused_answer(says(answer(bomb, Content_Encoding=compression)))


def test_compression_within_compression_is_left_as_it_is() -> None:
    bomb = gzip.compress(bytes(50_000_000), mtime=0)
    assert fetched(says(answer(gzip.compress(bomb), Content_Encoding="gzip"))).content == bomb


def test_endless_heads_are_damaged_answers() -> None:
    assert "damaged" in refused_answer(says(b"HTTP/1.1 200 OK\r\n", b"A: b\r\n" * 1_000, b"\r\n"))


# What else goes wrong


@pytest.mark.parametrize(
    ("wire", "why"),
    [
        (answer(b"words", Content_Length="50"), "breaks off"),
        (answer(b"5\r\nwor", Content_Length="", Transfer_Encoding="chunked"), "breaks off"),
        (answer(gzip.compress(b"words " * 99, mtime=0)[:-9], Content_Encoding="gzip"), "breaks off"),
        (answer(b"no gzip at all", Content_Encoding="gzip"), "damaged"),
        (answer(b"words", Content_Encoding="br"), "compressed as br, unasked"),
        (answer(b"words", Content_Encoding="gzip, gzip"), "unasked"),
        (answer(b""), "is empty"),
        (b"", "damaged"),
        (b"\x00\x01\x02\r\n\r\n", "damaged"),
        (answer(status="404 Not Found"), "nothing is there"),
        (answer(status="403 Forbidden"), "save the page"),
        (answer(status="429 Slow down"), "try it later"),
        (answer(status="503 Out of order"), "try it later"),
        (answer(status="304 Not Modified"), "304"),
        (answer(b"", "302 Found"), "302"),
    ],
)
def test_an_answer_that_is_none_is_a_sentence_with_a_way_out(wire: bytes, why: str) -> None:
    assert why in refused_answer(says(wire))


def test_a_host_that_nobody_runs_is_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert "the connection fails" in refusal(f"http://127.0.0.1:{port}/", allow_local=True)


# Certificates


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with a key and a certificate for 127.0.0.1 that nobody else has signed."""
    openssl = which("openssl")
    if not openssl:
        pytest.skip("openssl, which makes a certificate for this test, is not there")
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    made += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(file), "-out", str(file.with_name("crt.pem"))]
    subprocess.run([openssl, *made], check=True, capture_output=True)
    file.write_bytes(file.read_bytes() + file.with_name("crt.pem").read_bytes())
    return file


def secure(certificate: Path) -> ssl.SSLContext:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    return tls


def test_a_certificate_that_nobody_vouches_for_is_refused(certificate: Path) -> None:
    with host(says(answer()), tls=secure(certificate)) as port:
        assert "its certificate does not hold" in refusal(f"https://127.0.0.1:{port}/", allow_local=True)


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Have the certificate trusted for once."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    fetching._tls.cache_clear()
    yield certificate
    fetching._tls.cache_clear()


def test_a_page_comes_over_a_secure_connection(trusted: Path) -> None:
    with host(says(answer(b"words")), tls=secure(trusted)) as port:
        assert fetch(f"https://127.0.0.1:{port}/", QUICK, allow_local=True).content == b"words"


@pytest.mark.usefixtures("reached")
def test_a_certificate_must_be_that_of_the_name_and_not_of_the_address(trusted: Path) -> None:
    with host(says(answer(b"words")), tls=secure(trusted)) as port:
        assert "its certificate does not hold" in refusal(f"https://news.example:{port}/")


# Manners


def test_a_host_is_left_alone_between_two_fetches(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)
    monkeypatch.setattr(fetching, "_PAUSES", fetching._Pauses())
    with host(says(answer())) as port, host(says(answer())) as other:
        for each in (port, port, other):
            fetch(f"http://127.0.0.1:{each}/", Limits(pause=50), allow_local=True)
        fetch(f"http://localhost:{port}/", Limits(pause=50), allow_local=True)
    assert [round(seconds, -1) for seconds in waited] == [0, 50, 100, 0]

"""A real browser without a window, led over its DevTools protocol through a pipe: no port is opened."""

import fcntl
import json
import os
import shutil
import subprocess
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 60.0
"""Seconds after which a browser that says nothing has failed."""

Message = dict[str, Any]


def binary() -> str | None:
    """Return the browser that is installed, if there is one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Page:
    """One page, and all that the browser told of it."""

    def __init__(self, to_browser: int, from_browser: int) -> None:
        self._to, self._from = to_browser, from_browser
        self._sent = 0
        self._session: str | None = None
        self._rest = b""
        self.events: list[Message] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: object) -> Message:
        """Have something done, and return what came of it."""
        self._sent += 1
        message = {"id": self._sent, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._sent:
                assert "error" not in answer, answer
                result: Message = answer["result"]
                return result
            self.events.append(answer)

    def _next(self) -> Message:
        until = time.monotonic() + PATIENCE
        while b"\0" not in self._rest:
            try:
                self._rest += os.read(self._from, 1 << 20)
            except BlockingIOError:
                assert time.monotonic() < until, "The browser says nothing."
                time.sleep(0.005)
        first, self._rest = self._rest.split(b"\0", 1)
        told: Message = json.loads(first)
        return told

    def open(self, file: Path) -> None:
        """Open a file, and wait until it is loaded."""
        before = len(self.events)
        self.call("Page.navigate", url=file.as_uri())
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events[before:]):
            self.events.append(self._next())

    def value(self, script: str) -> Any:
        """Return what an expression comes to in the page, a promise being awaited."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def looks(self, width: int, height: int, *, scheme: str = "light", media: str = "screen") -> None:
        """Give the page a size, a colour scheme and a medium; what moves is still."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        features = [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self.call("Emulation.setEmulatedMedia", media=media, features=features)

    def press(self, key: str) -> None:
        """Press a key where the focus is."""
        text = {"text": key} if len(key) == 1 else {}
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, code=key, **text)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, code=key)

    def picture(self) -> bytes:
        """Return what is seen, as PNG."""
        return b64decode(self.call("Page.captureScreenshot", format="png")["data"])

    def pdf(self) -> bytes:
        """Return the page as it is printed."""
        return b64decode(self.call("Page.printToPDF", printBackground=False)["data"])

    @property
    def complaints(self) -> list[Message]:
        """All errors and warnings in the console, the browser's own ones too."""
        return [
            event
            for event in self.events
            if event.get("method") in {"Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded"}
        ]

    @property
    def requests(self) -> list[str]:
        """The addresses of everything that was asked for."""
        asked = (event for event in self.events if event.get("method") == "Network.requestWillBeSent")
        return [event["params"]["request"]["url"] for event in asked]


@contextmanager
def page(browser: str, home: Path) -> Iterator[Page]:
    """Start the browser for one page; `home` is an empty folder for what it wants to keep."""
    (theirs_in, ours_out), (ours_in, theirs_out) = os.pipe(), os.pipe()
    # Chromium reads descriptor 3 and writes to descriptor 4: so neither of the ones given may be one of those.
    given = [fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 10) for descriptor in (theirs_in, theirs_out)]

    def as_three_and_four() -> None:
        os.dup2(given[0], 3)
        os.dup2(given[1], 4)

    command = [
        browser,
        "--headless=new",
        "--no-sandbox",  # the page is our own, and tests may run as root
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--remote-debugging-pipe",
        f"--user-data-dir={home}",
    ]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        close_fds=False,
        preexec_fn=as_three_and_four,  # noqa: PLW1509 - no other way to give a child these numbers
        env=os.environ | {"HOME": str(home)},
    )
    for descriptor in (theirs_in, theirs_out, *given):
        os.close(descriptor)
    os.set_blocking(ours_in, False)
    try:
        yield Page(ours_out, ours_in)
    finally:
        os.close(ours_out)  # upon which the browser ends
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        os.close(ours_in)

"""A system that fails a program while it works: a full disk, a folder that is closed to it, a lock that is kept."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests import person
from tests.terminal import Terminal

_FULL_DISK = """
import os, resource, sys

_, most = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), most))
os.environ["PYTHONDONTWRITEBYTECODE"] = "1"  # of bytecode that does not fit, Python would leave the half
os.execv(sys.argv[2], sys.argv[2:])
"""

_WITHOUT_PRIVILEGE = """
import ctypes, os, sys

DROP_FROM_BOUNDING_SET, OVERRIDE_PERMISSIONS, READ_EVERYTHING = 24, 1, 2
if os.geteuid() == 0:
    for capability in (OVERRIDE_PERMISSIONS, READ_EVERYTHING):
        ctypes.CDLL(None).prctl(DROP_FROM_BOUNDING_SET, capability, 0, 0, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""

_KEEPING = """
import fcntl, sys

with open(sys.argv[1]) as lock:
    fcntl.flock(lock, fcntl.LOCK_EX)
    print("kept", flush=True)
    sys.stdin.read()
"""


@contextmanager
def full_disk(room: int) -> Iterator[None]:
    """Let all that a person starts find no room for a file of more than so many bytes.

    The system says then that the file is too large, where a disk without room says just that; nothing else differs.
    """
    with _started_by(_FULL_DISK, str(room)):
        yield


def free_space(terminal: Terminal) -> None:
    """Let the program in a terminal find room again; Linux only."""
    import resource  # noqa: PLC0415 - Windows has none

    process = terminal._process.pid
    _, most = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (most, most))


@contextmanager
def bound_by_permissions(probe: Path) -> Iterator[None]:
    """Let all that a person starts be bound by the permissions of files and folders, even if root runs the tests.

    Skips the test where that cannot be had; `probe` is a folder to be made, to find that out.
    """
    if os.name == "nt":
        pytest.skip("Windows has other permissions")
    probe.mkdir(mode=0o500)
    with _started_by(_WITHOUT_PRIVILEGE):
        *launcher, _, _ = person.PROGRAM
        writing = [*launcher, "-c", "import sys; open(sys.argv[1], 'x')", str(probe / "file")]
        if subprocess.run(writing, stderr=subprocess.DEVNULL, check=False).returncode == 0:
            pytest.skip("this user may write everywhere, and cannot do without that")
        yield


@contextmanager
def kept_lock(lock: Path) -> Iterator["subprocess.Popen[str]"]:
    """Let another process keep a lock, until it is killed."""
    with subprocess.Popen(
        [sys.executable, "-c", _KEEPING, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == "kept\n"
            yield process
        finally:
            process.kill()


@contextmanager
def _started_by(launcher: str, *args: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(person, "PROGRAM", (sys.executable, "-c", launcher, *args, *person.PROGRAM))
        yield

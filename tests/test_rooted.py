"""Files below a root: what leads out of it is refused by name, also by whoever swaps it while it is used."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from threading import Event, Thread
from typing import Any

import pytest
from tests.annotations.disk import FAULTS, break_disk, names

from newsread import rooted
from newsread.errors import NewsreadError
from newsread.rooted import Entry, LinkedRootError, OutsideRootError, PathKind, Root, RootMissingError, SpecialFileError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")

ROUNDS = 2_000


@pytest.fixture(params=[True, False], ids=["by descriptors", "by resolved paths"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways down: with descriptors of folders, and as on a system that lacks them."""
    monkeypatch.setattr(rooted, "_BY_DESCRIPTORS", request.param and rooted._BY_DESCRIPTORS)


@pytest.fixture
def root(tmp_path: Path) -> Root:
    """A root with a file in it and one in a folder; beside it is a folder with a secret."""
    (tmp_path / "root" / "day").mkdir(parents=True)
    (tmp_path / "root" / "a.txt").write_bytes(b"a")
    (tmp_path / "root" / "day" / "b.txt").write_bytes(b"b")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "b.txt").write_bytes(b"secret")
    return Root(tmp_path / "root")


@pytest.fixture
def outside(root: Root) -> Iterator[Path]:
    """The folder outside; whatever a test does, it is as it was."""
    folder = root.path.with_name("outside")
    yield folder
    assert names(folder) == ["b.txt"]
    assert (folder / "b.txt").read_bytes() == b"secret"


def everything(root: Root) -> dict[str, bytes]:
    return {path.relative_to(root.path).as_posix(): path.read_bytes() for path in root.path.rglob("*.txt")}


def test_files_are_read_listed_and_written(root: Root) -> None:
    assert root.read("day/b.txt") == b"b"
    assert root.read(Path("day", "b.txt"), 0) == b""
    assert root.status("a.txt").st_size == 1
    assert root.status("").st_ino == root.path.stat().st_ino
    assert {*root.entries()} == {Entry("a.txt", PathKind.FILE), Entry("day", PathKind.FOLDER)}
    root.make_folder("night/late")
    root.new_file("night/late/c.txt", b"c")
    status = root.replace_file("night/late/c.txt", b"new")
    assert status.st_ino == (root.path / "night/late/c.txt").stat().st_ino
    root.rename("night/late/c.txt", "day/c.txt")
    root.unlink("a.txt")
    root.sync("day")
    assert everything(root) == {"day/b.txt": b"b", "day/c.txt": b"new"}


def test_a_temporary_file_may_lie_in_another_folder_of_the_root(root: Root) -> None:
    with root.replacing("day/b.txt", "") as file:
        file.write(b"new")
        assert names(root.path / "day") == ["b.txt"]
    assert everything(root) == {"a.txt": b"a", "day/b.txt": b"new"}


def test_a_replaced_file_keeps_its_mode(root: Root) -> None:
    (root.path / "a.txt").chmod(0o640)
    root.replace_file("a.txt", b"new")
    assert (root.path / "a.txt").stat().st_mode & 0o777 == 0o640


def test_a_new_file_takes_the_place_of_nothing(root: Root, outside: Path) -> None:
    (root.path / "link.txt").symlink_to(outside / "new.txt")
    (root.path / "inner.txt").symlink_to("missing.txt")
    for name in ("a.txt", "link.txt", "inner.txt"):
        with pytest.raises(FileExistsError):
            root.new_file(name, b"new")
    assert (root.path / "a.txt").read_bytes() == b"a"


READS: dict[str, Callable[[Root, str], object]] = {
    "open": Root.open_file,
    "read": Root.read,
    "status": Root.status,
}
WRITES: dict[str, Callable[[Root, str], object]] = {
    "replace": lambda root, inside: root.replace_file(inside, b"new"),
    "new": lambda root, inside: root.new_file(inside, b"new"),
    "unlink": Root.unlink,
    "rename": lambda root, inside: root.rename("a.txt", inside),
    "rename from": lambda root, inside: root.rename(inside, "a.txt"),
    "folder": lambda root, inside: root.make_folder(f"{inside}/inner"),
    "through": lambda root, inside: root.replace_file("a.txt", b"new", os.path.dirname(inside)),  # noqa: PTH120
}


@pytest.mark.parametrize("lead", ["absolute", "relative", "by way of the root", "twice"])
@pytest.mark.parametrize("use", [*READS, *WRITES])
def test_a_folder_that_is_a_link_out_of_the_root_is_refused_by_name(
    use: str, lead: str, root: Root, outside: Path
) -> None:
    link = root.path / "out"
    (root.path / "day" / "out").symlink_to(outside)
    targets = {
        "absolute": str(outside),
        "relative": "../outside",
        "by way of the root": f"day/../../{root.path.name}/../outside",
        "twice": "day/out",
    }
    link.symlink_to(targets[lead])
    before = everything(root)
    with pytest.raises(OutsideRootError) as caught:
        (READS | WRITES)[use](root, "out/b.txt")
    assert str(link) in str(caught.value)
    assert "put a copy" in str(caught.value)
    assert isinstance(caught.value, NewsreadError)
    assert isinstance(caught.value, OSError)
    assert everything(root) == before


@pytest.mark.parametrize("use", [*READS, "replace"])
def test_a_file_that_is_a_link_out_of_the_root_is_refused_by_name(use: str, root: Root, outside: Path) -> None:
    link = root.path / "day" / "link.txt"
    link.symlink_to(outside / "b.txt")
    with pytest.raises(OutsideRootError, match=str(link)):
        (READS | WRITES)[use](root, "day/link.txt")


def test_a_link_to_a_file_outside_that_is_not_there_makes_none(root: Root, outside: Path) -> None:
    (root.path / "link.txt").symlink_to(outside / "new.txt")
    with pytest.raises(OutsideRootError):
        root.replace_file("link.txt", b"new")


def test_a_link_itself_can_be_removed_and_renamed(root: Root, outside: Path) -> None:
    (root.path / "link.txt").symlink_to(outside / "b.txt")
    root.rename("link.txt", "day/link.txt")
    assert (root.path / "day" / "link.txt").is_symlink()
    root.unlink("day/link.txt")
    assert names(root.path / "day") == ["b.txt"]


@pytest.mark.parametrize("inside", ["../outside/b.txt", "day/../../outside/b.txt", "/etc/passwd"])
@pytest.mark.parametrize("use", [*READS, *WRITES])
@pytest.mark.usefixtures("outside")
def test_a_path_that_goes_up_or_is_absolute_is_refused(use: str, inside: str, root: Root) -> None:
    with pytest.raises(OutsideRootError):
        (READS | WRITES)[use](root, inside)


@pytest.mark.parametrize("target", ["day/b.txt", "absolute", "../root/day/b.txt", "loose/b.txt"])
def test_a_link_to_another_place_in_the_root_is_followed_and_stays_one(target: str, root: Root) -> None:
    (root.path / "loose").symlink_to("day")
    link = root.path / "link.txt"
    link.symlink_to(root.path / "day" / "b.txt" if target == "absolute" else target)
    assert root.read("link.txt") == b"b"
    assert root.kind("link.txt") is PathKind.FILE
    root.replace_file("link.txt", b"new")
    assert link.is_symlink()
    assert root.read("loose/b.txt") == b"new"
    assert {each.name for each in root.entries("loose")} == {"b.txt"}
    root.make_folder("loose/inner")
    assert (root.path / "day" / "inner").is_dir()


def test_a_link_above_the_root_is_no_reason_to_refuse(root: Root) -> None:
    above = root.path.with_name("above")
    above.symlink_to(root.path.parent)
    (root.path / "link.txt").symlink_to(above / "root" / "day" / "b.txt")
    other = Root(above / "root")
    assert other.read("link.txt") == root.read("link.txt") == b"b"
    other.replace_file("day/b.txt", b"new")
    assert root.read("day/b.txt") == b"new"


def test_what_each_name_is_can_be_listed_without_opening_it(root: Root, outside: Path) -> None:
    os.mkfifo(root.path / "pipe")
    for name, target in {
        "broken": "gone",
        "loop": "loop",
        "out": str(outside),
        "out.txt": "../outside/b.txt",
        "gone": "../outside/gone",
        "in": "day",
        "itself": ".",
        "in.txt": "a.txt",
    }.items():
        (root.path / name).symlink_to(target)
    assert {each.name: (each.kind, each.is_link) for each in root.entries()} == {
        "a.txt": (PathKind.FILE, False),
        "day": (PathKind.FOLDER, False),
        "pipe": (PathKind.SPECIAL, False),
        "broken": (PathKind.OUTSIDE, True),
        "loop": (PathKind.BROKEN, True),
        "out": (PathKind.OUTSIDE, True),
        "out.txt": (PathKind.OUTSIDE, True),
        "gone": (PathKind.OUTSIDE, True),
        "in": (PathKind.FOLDER, True),
        "itself": (PathKind.FOLDER, True),
        "in.txt": (PathKind.FILE, True),
    }
    assert root.kind("nothing") is None
    assert root.kind("a.txt/inner") is None
    assert root.kind("a\0b") is None


@pytest.mark.parametrize("use", ["open", "read", "replace"])
def test_a_pipe_is_refused_and_blocks_nothing(use: str, root: Root) -> None:
    os.mkfifo(root.path / "pipe.txt")
    with pytest.raises(SpecialFileError, match=r"pipe\.txt is a pipe or a device"):
        (READS | WRITES)[use](root, "pipe.txt")


def test_a_pipe_that_is_put_in_a_files_place_at_the_last_moment_blocks_nothing(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def swap(path: str, *args: Any, **options: Any) -> int:
        if str(path).endswith("a.txt") and (root.path / "a.txt").is_file():
            (root.path / "a.txt").unlink()
            os.mkfifo(root.path / "a.txt")
        return opened(path, *args, **options)

    monkeypatch.setattr(os, "open", swap)
    with pytest.raises(SpecialFileError):
        root.read("a.txt")


def test_what_is_missing_is_named_by_its_full_path(root: Root) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        root.read("day/gone.txt")
    assert caught.value.filename == str(root.path / "day" / "gone.txt")
    assert not isinstance(caught.value, RootMissingError)
    with pytest.raises(IsADirectoryError):
        root.read("day")
    with pytest.raises(NotADirectoryError):
        root.read("a.txt/inner.txt")


@pytest.mark.parametrize("use", [*READS, "replace", "new", "unlink", "rename", "folder"])
def test_a_root_that_is_gone_is_missing_and_never_made_by_the_way(use: str, root: Root) -> None:
    moved = root.path.with_name("moved")
    root.path.rename(moved)
    with pytest.raises(RootMissingError) as caught:
        (READS | WRITES)[use](root, "day/b.txt")
    assert caught.value.filename == str(root.path)
    assert not root.path.exists()
    moved.rename(root.path)
    assert root.read("day/b.txt") == b"b"


def test_a_root_is_made_only_where_its_folder_is_there(root: Root) -> None:
    new = Root(root.path / "annotations")
    new.check()
    new.make()
    new.make()
    new.new_file("c.txt", b"c")
    with pytest.raises(FileNotFoundError):
        Root(root.path / "gone" / "annotations").make()
    assert names(root.path) == ["a.txt", "annotations", "day"]
    with pytest.raises(NotADirectoryError):
        Root(root.path / "a.txt").make()


@pytest.mark.parametrize("target", ["outside", "nowhere"])
def test_a_root_that_is_a_link_is_followed_only_where_it_was_agreed(target: str, root: Root) -> None:
    other = root.path.with_name("other")
    other.mkdir()
    (other / "b.txt").write_bytes(b"b")
    link = root.path / "seeds"
    link.symlink_to(root.path.with_name(target))
    for use in (Root.check, Root.entries, Root.make, lambda each: each.new_file("c.txt", b"c")):
        with pytest.raises(LinkedRootError) as caught:
            use(Root(link))
        assert str(link) in str(caught.value)
        assert str(root.path.with_name(target)) in str(caught.value)
        assert "newsread follow-links" in str(caught.value)
    link.unlink()
    link.symlink_to(other)
    agreed = Root(link, other)
    agreed.check()
    agreed.replace_file("b.txt", b"new")
    assert (other / "b.txt").read_bytes() == b"new"
    assert Root.named_by_user(link).read("b.txt") == b"new"


@pytest.mark.parametrize("fails", FAULTS)
def test_when_replacing_fails_the_old_content_stays_and_nothing_is_left(
    fails: str, root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        break_disk(patched, fails)
        with pytest.raises(OSError, match=os.strerror(28)) as caught:
            root.replace_file("day/b.txt", b"new")
    assert caught.value.filename == str(root.path / "day" / "b.txt")
    assert everything(root) == {"a.txt": b"a", "day/b.txt": b"b"}
    assert names(root.path / "day") == ["b.txt"]


def test_a_fault_of_whoever_writes_keeps_its_own_name(root: Root) -> None:
    with pytest.raises(FileNotFoundError) as caught, root.replacing("a.txt") as file:
        file.write(Path("/no/such/file").read_bytes())
    assert caught.value.filename == "/no/such/file"
    assert names(root.path) == ["a.txt", "day"]


def test_no_descriptor_stays_open(root: Root, outside: Path) -> None:
    (root.path / "out").symlink_to(outside)
    (root.path / "in").symlink_to("day")
    before = len(os.listdir("/dev/fd"))  # noqa: PTH208 - as many as there are
    for inside in ("day/b.txt", "in/b.txt", "out/b.txt", "day", "gone/b.txt", "day/gone.txt", "a.txt/b.txt"):
        for use in (*READS.values(), *WRITES.values()):
            try:
                opened = use(root, inside)
            except OSError:
                continue
            if hasattr(opened, "close"):
                opened.close()
    assert len(os.listdir("/dev/fd")) == before  # noqa: PTH208


@pytest.mark.parametrize("way", [True], indirect=True)  # without descriptors of folders a gap remains
@pytest.mark.skipif(not rooted._BY_DESCRIPTORS, reason="it has no descriptors of folders")
@pytest.mark.parametrize("use", ["read", "list", "replace", "new", "folder", "unlink"])
def test_a_folder_that_is_swapped_for_a_link_all_the_time_lets_nothing_out(
    use: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner, aside, outside = tmp_path / "root" / "day", tmp_path / "root" / "aside", tmp_path / "outside"
    inner.mkdir(parents=True)
    outside.mkdir()
    for folder in (inner, outside):
        (folder / "b.txt").write_bytes(b"b" if folder is inner else b"secret")
    link = tmp_path / "root" / "link"
    link.symlink_to(outside)
    root, done, swaps = Root(tmp_path / "root"), Event(), []

    def swap() -> None:
        while not done.is_set():
            inner.rename(aside)
            try:
                link.rename(inner)
                inner.rename(link)
            except OSError:  # a folder was made there meanwhile
                rmtree(inner, ignore_errors=True)
            else:
                swaps.append(1)
            while aside.exists():
                with suppress(OSError):
                    aside.rename(inner)
                    break
                rmtree(inner, ignore_errors=True)

    uses: dict[str, Callable[[int], object]] = {
        "read": lambda _: root.read("day/b.txt"),
        "list": lambda _: [each.name for each in root.entries("day")],
        "replace": lambda number: root.replace_file("day/b.txt", b"%d" % number),
        "new": lambda number: root.new_file(f"day/{number}.new", b""),
        "folder": lambda number: root.make_folder(f"day/f{number}"),
        "unlink": lambda _: root.unlink("day/b.txt"),
    }
    monkeypatch.setattr(os, "fsync", lambda _: None)
    swapping = Thread(target=swap)
    swapping.start()
    answers: list[object] = []
    try:
        for number in range(ROUNDS):
            with suppress(OutsideRootError, FileNotFoundError, NotADirectoryError):
                answers.append(uses[use](number))
    finally:
        done.set()
        swapping.join()
    assert swaps
    assert b"secret" not in answers
    assert names(outside) == ["b.txt"]
    assert (outside / "b.txt").read_bytes() == b"secret"

"""Drafts on the disk: several windows, damaged files, and limits."""

import json
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from newsread.app.session import drafts as module
from newsread.app.session.drafts import MOST_DRAFTS, DraftOf, Drafts

WORKSPACE = Path("story/annotations")


def of(start: int = 5, words: str = "Ukraine captured two men.", what: str = "reason content") -> DraftOf:
    return DraftOf.claim("one.txt", words, start, what)


def opened(folder: Path, annotator: str = "ana") -> Drafts:
    drafts = Drafts(folder, WORKSPACE, annotator)
    drafts.read()
    return drafts


def kept(folder: Path, text: str, about: DraftOf | None = None) -> Drafts:
    drafts = opened(folder)
    drafts.put(about or of(), {"reason": text})
    assert drafts.save()
    return drafts


def test_a_draft_is_read_again_by_whom_it_is_of(tmp_path: Path) -> None:
    kept(tmp_path, "seen")
    assert opened(tmp_path).get(of()) == {"reason": "seen"}
    assert opened(tmp_path, "ben").get(of()) == {}
    assert opened(tmp_path).get(of(what="reason statement")) == {}
    assert opened(tmp_path).get(of(words="Other words.")) == {}


def test_words_that_have_moved_are_known_unless_there_are_several_like_them(tmp_path: Path) -> None:
    kept(tmp_path, "seen")
    drafts = opened(tmp_path)
    assert drafts.get(of(90)) == {"reason": "seen"}
    drafts.put(of(90), {"reason": "seen twice"})
    assert drafts.get(of(5)) == {"reason": "seen twice"}
    drafts.discard(of(90))
    assert drafts.get(of(5)) == {}
    drafts.save()
    assert opened(tmp_path).get(of()) == {}


def test_two_windows_lose_nothing_of_each_other(tmp_path: Path) -> None:
    one, two = opened(tmp_path), opened(tmp_path)
    one.put(of(1, "a"), {"reason": "one"})
    two.put(of(2, "b"), {"reason": "two"})
    assert one.save()
    assert two.save()
    drafts = opened(tmp_path)
    assert (drafts.get(of(1, "a")), drafts.get(of(2, "b"))) == ({"reason": "one"}, {"reason": "two"})


def test_what_cannot_be_written_is_written_when_it_can(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("in the way")
    drafts = opened(tmp_path)
    drafts.put(of(), {"reason": "seen"})
    assert not drafts.save()
    assert drafts.get(of()) == {"reason": "seen"}
    (tmp_path / "drafts").unlink()
    assert drafts.save()
    assert opened(tmp_path).get(of()) == {"reason": "seen"}


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"drafts": [{}]}', b"\xff", b"[" * 100_000])
def test_a_damaged_file_is_put_aside(tmp_path: Path, damage: bytes) -> None:
    kept(tmp_path, "seen")
    [file] = tmp_path.glob("drafts/*.json")
    file.write_bytes(damage)
    drafts = opened(tmp_path)
    assert drafts.get(of()) == {}
    assert file.with_suffix(".corrupt").read_bytes() == damage
    drafts.put(of(), {"reason": "again"})
    assert drafts.save()
    assert opened(tmp_path).get(of()) == {"reason": "again"}


def test_the_newest_are_kept_and_none_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = opened(tmp_path)
    for number in range(MOST_DRAFTS + 3):
        drafts.put(of(number, str(number)), {"reason": str(number)})
    assert drafts.save()
    [file] = tmp_path.glob("drafts/*.json")
    assert len(json.loads(file.read_text())["drafts"]) == MOST_DRAFTS
    assert opened(tmp_path).get(of(0, "0")) == {}

    class Later(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Later":
            return super().now(tz) + module.OLDEST + timedelta(days=1)

    monkeypatch.setattr(module, "datetime", Later)
    kept(tmp_path, "new")
    assert len(json.loads(file.read_text())["drafts"]) == 1


def test_blank_text_is_no_draft(tmp_path: Path) -> None:
    drafts = kept(tmp_path, "seen")
    drafts.put(of(), {"reason": " \n"})
    assert drafts.get(of()) == {}


def test_without_a_folder_drafts_are_in_memory(tmp_path: Path) -> None:
    drafts = Drafts(None, WORKSPACE, "ana")
    drafts.read()
    drafts.put(of(), {"reason": "seen"})
    assert drafts.save()
    assert drafts.get(of()) == {"reason": "seen"}
    assert [*tmp_path.iterdir()] == []

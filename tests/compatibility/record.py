"""Records the workspace and the exports that every version is held to, with the program as it is.

    .venv/bin/python -m tests.compatibility.record

writes `tests/compatibility/recorded/` anew, with clock and chance fixed: to run it again gives the same bytes. It
is run only when something is meant to differ, never to make a test pass.

The workspace is written through commands, and where there is no command through keys in the app. Between them the files
are changed as other programs change them.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from itertools import count
from pathlib import Path

from tests.compatibility.harbour import (
    BEGINNING,
    EXPORTS,
    OUTPUTS,
    PENDING,
    RECORDED,
    ROUND_TRIPS,
    SHORT,
    WORKSPACE,
    Command,
    copied,
    exported,
    round_trips,
    run,
    told,
)

FERRY, COUNCIL, WITNESS, VOICES, TIDES = "ferry.txt", "council.txt", "witness.md", "more/voices.txt", "tides.txt"
TEXTS = {
    FERRY: (
        "Ferry Strikes Pier in Kestrel Bay\n\n"
        "The ferry Aurora struck the north pier of Kestrel Bay on Monday morning. Eleven passengers were injured, "
        "the coast guard said. Captain Maria Oliveira had reported a fault in the rudder before. "
        "“We heard a bang, then silence,” Oliveira told reporters.\n\n"
        "The port authority closed the pier for two weeks. Nobody knows who pays for the damage.\n"
    ),
    COUNCIL: (
        "Council Meets After Accident\n\n"
        "The city council met on Tuesday. The ferry Aurora hit the northern pier of Kestrel Bay on Monday. "
        "Mayor Tom Okafor said nine passengers were hurt. Repairs will cost 2 million euros, he said. "
        "The council will vote on Friday.\n"
    ),
    WITNESS: (
        "---\ntitle: What I saw 👀\nauthor: Zoe\u0301 Lindqvist\ndate: 2026-02-24\n"
        "url: https://zoe.example/harbour?a=1&b=2\n---\n\n"
        "I saw it all from the cafe\u0301 👩🏽‍🚒. A fire crew pulled eleven people out of the ferry. "
        "Captain Oliveira was the last to leave the Aurora. =SUM(A1) was on the menu, I swear.\n"
    ),
    VOICES: (
        "Voices from the Harbour\n\n"
        "Okafor visited the wounded on Monday evening. A sailor said: \u2067שמעתי פיצוץ גדול\u2069. "
        "The rudder had been repaired in January, a mechanic said.\n"
    ),
    TIDES: "Tides of the week\n\nHigh water was at 6:40 on Monday. The tide was unusually low at noon.\n",
}
SOURCES = """["ferry.txt"]
outlet = "The Bay Post"
title = "Ferry Strikes Pier in Kestrel Bay"
byline = "Ann Reed"
published = 2026-02-23
url = "https://baypost.example/ferry"

["council.txt"]
outlet = "City Wire"
published = 2026-02-24
"""
PAGE = """<!doctype html><html lang="en"><head><title>Inquiry into ferry accident opens</title>
<meta property="og:site_name" content="Coast Daily"><meta name="author" content="Jon Berg">
<meta property="article:published_time" content="2026-02-25T08:00:00Z">
<link rel="canonical" href="https://coast.example/inquiry"></head><body><nav><a href="/">Home</a></nav><article>
<h1>Inquiry into ferry accident opens</h1>
<p>Prosecutors opened an inquiry on Wednesday into the accident of the ferry Aurora in Kestrel Bay, two days after it
struck the north pier. Investigators will examine the rudder, a spokeswoman said.</p>
<p>Eleven passengers were injured in the accident, according to the coast guard. The shipping company said that it would
work with the investigators and had no comment on the captain, Maria Oliveira.</p>
<p>The pier stays closed until further notice. The city had first spoken of nine people who were hurt.</p>
</article><footer>© Coast Daily</footer></body></html>
"""
INQUIRY = "inquiry-into-ferry-accident-opens-ac7b0578.txt"
_MINUTE = 60_000
_OLD = 1_700_000_000


class Recording:
    """A workspace that is being written."""

    def __init__(self, folder: Path) -> None:
        """Begin with the articles alone, in a folder that is empty."""
        self.folder = folder / WORKSPACE.name
        self.beside = folder
        self._times = count(BEGINNING, 10 * _MINUTE)
        for name, text in TEXTS.items():
            self.write(f"seeds/{name}", text)
        self.write("seeds/sources.toml", SOURCES)

    def write(self, name: str, text: str) -> Path:
        """Write a file of the workspace as another program would."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    def edit(self, name: str, changes: Mapping[str, str]) -> None:
        """Replace words of an article by others."""
        path = self.folder / "seeds" / name
        text = path.read_text(encoding="utf-8")
        for before, after in changes.items():
            assert before in text
            text = text.replace(before, after)
        path.write_bytes(text.encode())

    def run(self, *commands: Command, folder: Path | None = None) -> list[str]:
        """Run commands in one go, each ten minutes after the one before; return what they printed.

        They are run in the workspace, or in another `folder`.
        """
        self._keep_pending()
        timed = [Command(each.args, next(self._times), each.by, each.keys, each.env) for each in commands]
        shutil.rmtree(self.beside / "home" / "state", ignore_errors=True)  # with the place where reading goes on
        ended = run(folder or self.folder, self.beside / "home", *timed)
        for command, each in zip(timed, ended, strict=True):
            assert each.status == 0, (command.args, each.out, each.err)
        return [each.out + each.err + each.seen for each in ended]

    def _keep_pending(self) -> None:
        """Let Ben's pending files be old and all others new, so that only his are cleared away at the next save."""
        for path in self.folder.glob("annotations/*/.pending/*"):
            os.utime(path, (_OLD, _OLD) if "ben" in path.parts else None)

    def words(self, article: str, words: str) -> tuple[str, str]:
        """Return the offsets of some words as the command line takes them."""
        text = self.text(article)
        start = text.index(words)
        return str(start), str(start + len(words))

    def text(self, article: str) -> str:
        """Return the text of an article, in which offsets count: what follows its front matter."""
        whole = (self.folder / "seeds" / article).read_text(encoding="utf-8")
        return whole.split("---\n", 2)[2].lstrip("\n") if whole.startswith("---\n") else whole

    def tag(self, by: str, article: str, words: str, verdict: str, *options: str) -> Command:
        """Return the command that gives a verdict."""
        return Command(["tag", article, *self.words(article, words), verdict, *options, "--in", "."], by=by)


def build_shortly(folder: Path) -> Path:
    """Write the beginning of the workspace below an empty folder, and return it: what the commands alone write."""
    made = Recording(folder)
    _add(made)
    _tag(made)
    return made.folder


def build(folder: Path) -> Path:
    """Write the workspace below an empty folder, and return it."""
    made = Recording(folder)
    _add(made)
    _tag(made)
    _read(made)
    _edit(made)
    _decide(made)
    _damage(made)
    _merge(made)
    _pend(made)
    return made.folder


def _add(made: Recording) -> None:
    page = made.beside / "inquiry.html"
    page.write_text(PAGE, encoding="utf-8")
    made.run(Command(["add", "../inquiry.html", "--in", "."]))
    (article,) = (made.folder / "seeds").glob("inquiry-*.txt")
    content = article.read_text(encoding="utf-8")  # with a hash of where the page lay on this machine
    article.write_bytes(re.sub(r"(?m)^given_as: .*$", f"given_as: {'0' * 16}", content).encode())


def _tag(made: Recording) -> None:
    """Give verdicts from the command line, three people, some of whom differ."""
    injured = "Eleven passengers were injured, the coast guard said."
    nine = "Mayor Tom Okafor said nine passengers were hurt."
    pier = "The ferry Aurora struck the north pier of Kestrel Bay on Monday morning."
    note = "The coast guard’s list has “eleven” names;\n=SUM(A1) <b>👩🏽‍🚒</b>"
    source = "https://coastguard.example/list?day=23&lang=é"
    made.run(
        made.tag("ana", FERRY, injured, "verified", "--note", note, "--evidence", source),
        made.tag("ana", FERRY, injured, "disputed", "--aspect", "statement"),
        made.tag(
            "ana", COUNCIL, nine, "disputed", "--evidence", "https://a.example/1", "--evidence", "http://b.example/"
        ),
        made.tag("ana", COUNCIL, nine, "unverifiable"),
        made.tag("ana", COUNCIL, "The council will vote on Friday.", "verified"),
        made.tag("ana", COUNCIL, "Repairs will cost 2 million euros", "unverifiable", "--note", "No offer yet."),
        made.tag("ben", FERRY, injured, "disputed", "--note", "Nine, says the mayor."),
        made.tag("ben", FERRY, pier, "verified"),
        made.tag("ben", COUNCIL, "The city council met on Tuesday.", "verified"),
        made.tag("ben", COUNCIL, "The council will vote on Friday.", "disputed"),
        made.tag("ben", VOICES, "\u05e9\u05de\u05e2\u05ea\u05d9 \u05e4\u05d9\u05e6\u05d5\u05e5", "unverifiable"),
        made.tag(
            "cleo", WITNESS, "cafe\u0301 👩🏽‍🚒", "disputed", "--aspect", "statement", "--note", "- no café there"
        ),
        made.tag("cleo", FERRY, injured, "disputed"),
        made.tag("cleo", FERRY, pier, "verified"),
        made.tag("cleo", TIDES, "High water was at 6:40 on Monday.", "verified"),
    )


def _read(made: Recording) -> None:
    """Say in the app what has no command: marks, counterparts, corrections of names, reasons, undo."""
    opened = ["enter", "shows Eleven passengers", "lacks being looked for"]
    counterparts = ["2", "m", "shows Counterparts", "space", "j", "space", "j", "x", "escape", "lacks Counterparts"]
    verdicts = ["v", "a", "shows Give the verdict", "space", "enter", "lacks Give the verdict"]
    reason = ["2", "G", "u", "r", "type Not even the owner, so far.", "enter"]
    evidence = ["e", "type https://owner.example/statement", "enter", "escape"]
    turns = ["x", "z", "Z", "z", "k", "D", "D", "x"]
    marks = ["3", "g", "j", "space", "t", "k", "i", "t", "s", "h", "h", "enter", "d", "escape"]
    merged = ["2", "f", "shows Tom Okafor", "j", "j", "m", "j", "m", "lacks … bei"]
    names = [*merged, "G", "t", "j", "enter", "lacks … bei", "g", "i", "lacks … bei", "z", "lacks … bei", "f"]
    rejects = ["1", "j", "m", "shows Counterparts", "space", "j", "x", "escape"]
    made.run(
        Command(
            ["read", "."],
            keys=[*opened, *counterparts, *verdicts, *reason, *evidence, *turns, *marks, *names, "ctrl+q"],
        ),
        Command(["read", "."], by="cleo", keys=[*opened, *rejects, "ctrl+q"]),
    )


def _edit(made: Recording) -> None:
    """Edit an article, rename two, and let Ana say where some of the words are now."""
    made.edit(
        COUNCIL,
        {
            "The city council met on Tuesday.": "Updated on Thursday. The city council met on Tuesday evening.",
            " The council will vote on Friday.": "",
            "Repairs will cost 2 million euros, he said.": "Nobody was killed. Repairs will cost 2 million euros!",
        },
    )
    (made.folder / "seeds" / TIDES).rename(made.folder / "seeds" / "tides-of-the-week.txt")
    (made.folder / "seeds" / WITNESS).rename(made.folder / "seeds" / "eyewitness.md")
    made.edit("eyewitness.md", {"I swear": "really", "A fire crew": "Two fire crews"})
    made.run(
        Command(["renamed", WITNESS, "eyewitness.md", "--in", "."], by="ben"),
        Command(["read", "."], keys=["C", "8", "shows moved text", "y", "o", "q", "ctrl+q"]),
    )


def _decide(made: Recording) -> None:
    """Let Ana decide where the others differ, of whom she sees what they said."""
    config = made.beside / "home" / "config" / "newsread"
    config.mkdir(parents=True)
    (config / "settings.toml").write_text("others = true\n")
    decision = ["7", "shows coast guard", "j", "d", "d", "tab", "type The list of the coast guard is older.", "enter"]
    made.run(Command(["read", "."], keys=["C", *decision, "ctrl+q"]))
    shutil.rmtree(config)


def _damage(made: Recording) -> None:
    """Cut off Cleo's file as a full disk does, and repair it."""
    file = made.folder / "annotations" / "cleo" / "ferry.txt.json"
    shutil.rmtree(file.parent / PENDING)
    content = file.read_bytes()
    file.write_bytes(content[:-40])
    made.run(Command(["repair", "."]))


def _merge(made: Recording) -> None:
    """Take over what Dora said on another machine, of a part of the articles."""
    other = made.beside / "other"
    shutil.copytree(made.folder / "seeds", other / "seeds")
    tags = [
        made.tag("dora", FERRY, "Nobody knows who pays for the damage.", "verified", "--note", "é, not e\u0301"),
        made.tag("dora", INQUIRY, "The pier stays closed until further notice.", "unverifiable"),
        made.tag("ana", FERRY, "Captain Maria Oliveira", "unverifiable"),
    ]
    made.run(*tags, folder=other)
    made.run(Command(["merge", "../other", "--in", "."]))


def _pend(made: Recording) -> None:
    """Put an older copy of a file of Ben's in the place of a newer one, as programs do that synchronise folders."""
    file = made.folder / "annotations" / "ben" / "ferry.txt.json"
    older = file.read_bytes()
    made.run(made.tag("ben", FERRY, "The port authority closed the pier for two weeks.", "verified"))
    assert file.read_bytes() != older
    file.write_bytes(older)


def record() -> None:
    """Write everything anew."""
    with tempfile.TemporaryDirectory() as folder:
        short, whole = build_shortly(Path(folder, "short")), build(Path(folder, "whole"))
        shutil.rmtree(RECORDED, ignore_errors=True)  # only now, as what fails is to leave it as it was
        shutil.copytree(short / "annotations", SHORT, ignore=shutil.ignore_patterns(PENDING))
        shutil.copytree(whole, WORKSPACE)
        workspace = copied(Path(folder, "opened"))
        for name, content in exported(workspace).items():
            put(EXPORTS / name, content)
        for name, text in told(workspace).items():
            put(OUTPUTS / name, text.encode())
        for name, content in round_trips(Path(folder, "round-trips")).items():
            put(ROUND_TRIPS / name, content)


def put(file: Path, content: bytes) -> None:
    """Write a file, in folders that are made for it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


if __name__ == "__main__":
    record()

"""Killing the program at random moments, and looking at what is left: the suite and the bench do it alike."""

import re
import subprocess
import sys
import time
from collections import Counter, deque
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import accumulate, count, takewhile
from pathlib import Path
from random import Random
from shutil import rmtree
from signal import SIGKILL
from statistics import median
from typing import NamedTuple
from uuid import UUID

from tests.person import MOSCOW_TIMES, PROGRAM, Person
from tests.terminal import Terminal
from tinydb import TinyDB
from tinydb.table import Document

from newsread import Workspace
from newsread.annotations.records import Verdict

ANNOTATOR = "ana"
VERDICT_KEYS = {"v": Verdict.VERIFIED, "d": Verdict.DISPUTED, "u": Verdict.UNVERIFIABLE}
UNDO = "z"


@dataclass
class Toll:
    """What the rounds have cost."""

    acknowledged: int = 0
    """Tags of which the program had said, before it was killed, that they are on the disk."""
    written: int = 0
    """Records found after a kill; those beyond the acknowledged ones were written and not yet told of."""
    cut_short: int = 0
    """Files that were being written when the kill came, and lie beside those that they were to replace."""
    unreadable: list[str] = field(default_factory=list)
    """Files that a bare TinyDB cannot read."""
    lost: list[str] = field(default_factory=list)
    """Acknowledged tags, or records found after an earlier kill, that are not there."""
    unsaid: list[str] = field(default_factory=list)
    """Records that nobody made."""

    @property
    def damage(self) -> tuple[str, ...]:
        """Everything that must not be."""
        return (*self.unreadable, *self.lost, *self.unsaid)


class Disk:
    """A folder of annotations, and what was ever found in it: no record may go from there again."""

    def __init__(self, annotations: Path) -> None:
        self._annotations = annotations
        self._found: dict[tuple[str, int], Document] = {}
        self._cut_short: set[Path] = set()

    def look(self, toll: Toll) -> list[Document]:
        """Return the records that were not there at the last look, oldest first."""
        there: dict[tuple[str, int], Document] = {}
        for path in sorted(self._annotations.rglob("*.json")):
            try:
                there |= records_in(path)
            except Exception as fault:  # in whatever way it cannot be read
                toll.unreadable.append(f"{path}: {fault}")
        toll.lost += [f"{key}: {record}" for key, record in self._found.items() if there.get(key) != record]
        new = sorted((there[key] for key in there.keys() - self._found.keys()), key=lambda record: record.doc_id)
        cut_short = set(self._annotations.rglob("*.tmp"))
        toll.cut_short += len(cut_short - self._cut_short)
        toll.written += len(new)
        self._found, self._cut_short = there, cut_short
        return new


def records_in(path: Path) -> dict[tuple[str, int], Document]:
    """Return the records in a file, pending or not, by the name of the file that they belong to and their id."""
    with TinyDB(path, access_mode="r", encoding="utf-8") as database:
        tables = database.tables() - {"newsread"} if path.parent.name == ".pending" else {"_default"}
        return {
            (path.name if table == "_default" else Path(table).name, record.doc_id): record
            for table in tables
            for record in database.table(table)
        }


class Shown(NamedTuple):
    """What the reader's title says."""

    totals: Counter[Verdict]
    not_saved: int


def shown(title: str) -> Shown:
    """Read the title."""
    of_verdict = {verdict: re.search(rf"(\d+) {re.escape(verdict.glyph)} {verdict}", title) for verdict in Verdict}
    not_saved = re.search(r"(\d+) not saved", title)
    totals = Counter({verdict: int(found[1]) for verdict, found in of_verdict.items() if found})
    return Shown(totals, int(not_saved[1]) if not_saved else 0)


def states(before: Counter[Verdict], keys: Sequence[str]) -> list[Counter[Verdict]]:
    """Return the totals before the keys and after each of them; an undo takes back a verdict of these keys."""
    said: list[Verdict] = []
    totals = [before]
    for key in keys:
        now = Counter(totals[-1])
        if key == UNDO:
            now[said.pop()] -= 1
        else:
            said.append(VERDICT_KEYS[key])
            now[said[-1]] += 1
        totals.append(+now)
    return totals


def acknowledged(title: Shown, before: Counter[Verdict], keys: Sequence[str]) -> int:
    """Return how many of the records that these keys make are shown as saved.

    Each key makes one record, in order, and they are saved in that order. The title's totals tell how many keys have
    been answered: the fewest after which the totals are these. Of their records, all but the last so many that are
    *not saved* are claimed to be on the disk. (Where an undo makes the totals return, this may count fewer than the
    reader meant, never more.) Raises ValueError for totals that no key has led to.
    """
    return max(0, states(before, keys).index(title.totals) - title.not_saved)


class FramedTerminal(Terminal):
    """A terminal that shows a frame only when it is complete, as those do that know synchronised updates."""

    _ASKED = b"\x1b[?2026$p"
    _KNOWN = "\x1b[?2026;2$y"
    _FRAME_ENDS = b"\x1b[?2026l"

    def begin(self) -> None:
        """Wait until the program asks what the terminal knows, and answer."""
        self.wait_for(lambda _: self._ASKED in self.raw)
        self.type(self._KNOWN)

    def kill(self) -> str:
        """Kill the program and return the title of the last complete frame."""
        self._process.kill(SIGKILL)
        assert self.exit_code() == -SIGKILL
        complete = self.raw[: self.raw.rindex(self._FRAME_ENDS)]
        with self._changed:
            self._screen.reset()
            self._unfed = b""
            self._feed(complete)
        return self.screen[0]


_ROOM = 60
"""So many verdicts may lie in the five articles before a reader begins; then there are claims enough for the keys."""

_QUICK = 0.05
"""Seconds from a key to its verdict shown as saved, on a machine with nothing else to do."""

_SAYING = """
import sys
from random import Random
from newsread import Workspace
from newsread.annotations.records import Verdict
from newsread.annotations.commands import Judgement

chance = Random(int(sys.argv[2]))
workspace = Workspace.open(sys.argv[1])
notebook = workspace.notebook("ana")
articles = workspace.articles()
while True:
    note = f"{chance.random()} " + "ä" * chance.randrange(2000)
    judgement = Judgement(chance.choice(list(Verdict)), note=note)
    record = notebook.judge(chance.choice(articles), 0, 9, judgement)
    notebook.save()
    print(record.id, flush=True)
"""
"""Tags without end by the public API, and prints the id of each tag that is on the disk."""


class Killer:
    """Kills, round after round, what works in one workspace, and looks at the disk each time.

    The workspace is used again, with all that a killed process left in it. The choices are those of `seed`; the
    moments also depend on the machine.
    """

    def __init__(self, person: Person, seed: int) -> None:
        self.toll = Toll()
        self._person = person
        self._random = Random(seed)  # noqa: S311 - no secret
        self._disk = Disk(person.annotations)
        self._notes = count()
        self._took: deque[float] = deque(maxlen=9)  # seconds, of the last commands that ended

    def start_anew(self) -> None:
        """Take away all tags."""
        rmtree(self._person.annotations, ignore_errors=True)
        self._disk = Disk(self._person.annotations)

    # The reader

    def kill_reader(self) -> None:
        """Save one verdict in the reader, type a burst of keys, and kill it at a moment of the time that this takes."""
        if self._totals().total() > _ROOM:
            self.start_anew()
        before = self._totals()
        first, burst = "v", self._burst()
        moments = list(accumulate(self._random.uniform(0, 0.08) for _ in burst))
        end = self._random.uniform(0, moments[-1] + 0.1)
        with self._reader() as terminal:
            terminal.begin()
            terminal.wait_for("space pick")
            terminal.press("enter")
            terminal.wait_for(lambda text: "sentence " in text and shown(text.splitlines()[0]) == Shown(before, 0))
            terminal.press("n")  # to a claim of which nothing has been said: each verdict makes one record
            begun = time.monotonic()
            terminal.type(first)
            terminal.wait_for(
                lambda text: shown(text.splitlines()[0]) == Shown(before + Counter({Verdict.VERIFIED: 1}), 0)
            )
            pace = max(1, (time.monotonic() - begun) / _QUICK)  # a busy machine is killed later
            begun = time.monotonic()
            for key, moment in zip(burst, moments, strict=True):
                if moment < end:
                    sleep_until(begun + moment * pace)
                    terminal.type(key)
            sleep_until(begun + end * pace)
            title = terminal.kill()
        keys = first + burst
        told = acknowledged(shown(title), before, keys)
        there = [UNDO if "undoes" in record else record["verdict"][0] for record in self._disk.look(self.toll)]
        right = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(there, keys, strict=False)))
        self._reckon(told, [f"{key} of {keys}, of which {there} is there" for key in keys[right:told]], there[right:])

    def _reader(self) -> FramedTerminal:
        person = self._person
        command = [*PROGRAM, "--as", ANNOTATOR]
        return FramedTerminal(
            command, home=person.home, columns=130, rows=24, env=person.environment(), cwd=person.workspace
        )

    def _burst(self) -> str:
        """Return some keys; undo takes back only what they said themselves."""
        keys, said = "", 0
        for _ in range(self._random.randint(3, 10)):
            key = self._random.choice("vduvduz" if said else "vdu")
            said += -1 if key == UNDO else 1
            keys += key
        return keys

    def _totals(self) -> Counter[Verdict]:
        notebook = Workspace.open(self._person.workspace).notebook(ANNOTATOR)
        notebook.read_all()
        return +Counter({verdict: notebook.totals[verdict] for verdict in Verdict})

    # The command

    def kill_command(self) -> None:
        """Run `newsread tag` until one is killed, about when it writes; sometimes another one runs beside it."""
        if not self._took:
            self._let_one_end()
        told: list[str] = []
        with ExitStack() as running:
            beside = self._begin(running) if self._random.random() < 0.3 else None
            while True:
                begun = time.monotonic()
                note, command = self._begin(running)
                try:
                    succeeded(command, median(self._took) * self._random.uniform(0.7, 1.2))
                except subprocess.TimeoutExpired:
                    command.kill()
                    break
                self._took.append(time.monotonic() - begun)
                told.append(note)
            if beside:
                succeeded(beside[1], 300)
                told.append(beside[0])
        there = [record["note"] for record in self._disk.look(self.toll)]
        lost = [f"the tag with {each}" for each in told if each not in there]
        self._reckon(len(told), lost, [each for each in there if each not in {*told, note}])

    def _let_one_end(self) -> None:
        """Measure how long a command takes."""
        begun = time.monotonic()
        with ExitStack() as running:
            succeeded(self._begin(running)[1], 300)
        self._took.append(time.monotonic() - begun)
        self._reckon(1, [], self._disk.look(self.toll)[1:])

    def _begin(self, running: ExitStack) -> "tuple[str, subprocess.Popen[bytes]]":
        """Start a command, and return the note by which its record is known."""
        note = f"note {next(self._notes)}"
        verdict = self._random.choice(list(Verdict))
        command = subprocess.Popen(
            [*PROGRAM, "tag", MOSCOW_TIMES, "0", "9", verdict, "--note", note, "--as", ANNOTATOR],
            cwd=self._person.workspace,
            env=self._person.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        return note, running.enter_context(command)

    # The public API

    def kill_script(self) -> None:
        """Kill a script that tags without pause."""
        command = [sys.executable, "-c", _SAYING, str(self._person.workspace), str(self._random.randrange(2**32))]
        told = killed(command, self._person.environment(), self._random.uniform(0, 0.1))
        there = {str(UUID(int=record.doc_id)) for record in self._disk.look(self.toll)}
        # One may have been written and not told of.
        unsaid = sorted(there - set(told)) if len(there - set(told)) > 1 else []
        self._reckon(len(told), [f"record {each}" for each in told if each not in there], unsaid)

    def _reckon(self, told: int, lost: Sequence[str], unsaid: Sequence[object]) -> None:
        self.toll.acknowledged += told
        self.toll.lost += lost
        self.toll.unsaid += map(str, unsaid)


def succeeded(command: "subprocess.Popen[bytes]", patience: float) -> None:
    """Wait for the good end of a command. Raises TimeoutExpired after `patience` seconds."""
    _, stderr = command.communicate(timeout=patience)
    assert (command.returncode, stderr) == (0, b"")


def killed(command: Sequence[str], env: dict[str, str], after: float) -> list[str]:
    """Kill a command so many seconds after its first line, and return the whole lines that it wrote."""
    with subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        first = process.stdout.readline()
        time.sleep(after)
        process.kill()
        return [line.strip() for line in (first, *process.stdout) if line.endswith("\n")]


def sleep_until(moment: float) -> None:
    """Sleep until a moment of the monotonic clock, unless it has gone by."""
    time.sleep(max(0, moment - time.monotonic()))

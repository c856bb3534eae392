"""A small workspace in which ana and bea have said things, and a hand that changes its files."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.annotations.disk import long_after

from newsread import Workspace
from newsread.annotations.commands import Judgement
from newsread.annotations.records import Record, Verdict
from newsread.annotations.store.verification import Finding, Verification
from newsread.articles.article import Article
from newsread.place import Place

FIRST = "001.txt"
SECOND = "inner/002.txt"
TEXT = "Two men were captured near the river. He said so on Tuesday. Nobody else has confirmed it so far.\n"

Change = Callable[[dict[str, Any]], object]


class Recorded:
    """The workspace; each look at it is as by a program that has just been started."""

    def __init__(self, folder: Path) -> None:
        self.articles = folder / "seeds"
        self.annotations = folder / "annotations"
        for name in (FIRST, SECOND):
            path = self.articles / name
            path.parent.mkdir(parents=True)
            path.write_text(f"{name}\n\n{TEXT}", encoding="utf-8")
        self.say("ana", FIRST, "Two men", Verdict.VERIFIED)
        self.say("ana", FIRST, "Nobody else has confirmed it", Verdict.DISPUTED)
        self.say("ana", SECOND, "He said so on Tuesday", Verdict.UNVERIFIABLE)
        self.say("bea", FIRST, "Two men", Verdict.DISPUTED)

    @property
    def workspace(self) -> Workspace:
        return Workspace(Place(self.articles, self.annotations))

    def article(self, name: str = FIRST) -> Article:
        article = self.workspace.article(name)
        assert isinstance(article, Article)
        return article

    def say(self, by: str, name: str, words: str, verdict: Verdict) -> Record:
        article, notebook = self.article(name), self.workspace.notebook(by)
        start = article.text.index(words)
        record = notebook.judge(article, start, start + len(words), Judgement(verdict))
        assert record
        notebook.save()
        long_after(self.annotations)
        return record

    def verify(self) -> Verification:
        return self.workspace.verify()

    @property
    def problem(self) -> Finding:
        """The only problem that there is."""
        [problem] = self.verify().problems
        return problem

    @property
    def remark(self) -> Finding:
        """The only thing to be said of a workspace where nothing is wrong."""
        verification = self.verify()
        assert not verification.problems
        [remark] = verification.remarks
        return remark

    # Its files

    def file(self, by: str = "ana", name: str = FIRST) -> Path:
        return self.annotations / by / f"{name}.json"

    def records(self, by: str = "ana", name: str = FIRST) -> dict[str, Any]:
        """Return the records of a sound file by their ids."""
        records: dict[str, Any] = json.loads(self.file(by, name).read_bytes()).get("_default", {})
        return records

    def change(self, change: Change, by: str = "ana", name: str = FIRST) -> None:
        """Change the tables of a file, and lay them out as the program does."""
        path = self.file(by, name)
        tables = json.loads(path.read_bytes())
        change(tables)
        lines = {
            name: "\n,".join(f'"{key}": {json.dumps(table[key])}' for key in table) for name, table in tables.items()
        }
        laid_out = ",\n".join(f'"{name}": {{\n {of_table}\n}}' for name, of_table in lines.items())
        path.write_text(f"{{\n{laid_out}\n}}\n", encoding="utf-8")

    def change_record(self, change: Change, by: str = "ana", name: str = FIRST) -> None:
        """Change the last record of a file."""
        self.change(lambda tables: change(list(tables["_default"].values())[-1]), by, name)

    def everything(self) -> dict[Path, bytes]:
        """Return what every file of tags holds, byte for byte."""
        return {
            path: path.read_bytes()
            for path in self.annotations.rglob("*")
            if path.is_file() and path.parent.name != ".pending"
        }

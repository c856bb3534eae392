"""The title bar at every width: words give way to signs, and no count is ever cut."""

import re
from collections import Counter

from tests.app.conftest import Open

from newsread.annotations.records import Verdict
from newsread.annotations.sentence_states import Progress
from newsread.app.widgets.bars import fitted
from newsread.app.widgets.title_text import shorter_lines, workspace_line

PROGRESS = Progress(Counter(dict(zip(Verdict, (312, 425, 739), strict=True))), to_check=0, unseen=85, claims=1_561)
COUNTS = {"312 ✓", "425 ✗", "739 ?", "85 unseen", "1,476 verdicts", "0 to check", "3 articles"}


async def test_counts_in_the_title_become_signs_and_are_never_cut(open_app: Open) -> None:
    async with open_app() as session:
        desk = session.app.desk
        for keep in ("", "1–2 of 3 articles"):
            every = [
                workspace_line(desk, "3 articles", PROGRESS),
                *shorter_lines(desk, "3 articles", PROGRESS, keep),
            ]
            lines = {room: fitted(every, room).plain.rstrip() for room in range(20, 110)}
            assert any("312 ✓  425 ✗  739 ?  85 unseen" in line for line in lines.values())
            for line in lines.values():
                if "…" in line:
                    assert not re.search(r"\d{3}", line), line
                for count in re.findall(r"\d{3} \S+|85 \S+", line.replace("1,476", "")):
                    assert count in COUNTS, line


async def test_the_claims_list_shows_whole_counts_at_eighty_columns(open_app: Open) -> None:
    async with open_app(80) as session:
        await session.open_reader()
        await session.press("v", "d", "u", "t", "C")
        await session.until(lambda: "1 ✓ verified  1 ✗ disputed  1 ? unverifiable  1 ! to check" in session.title)
        assert session.title.rstrip().endswith("ana")

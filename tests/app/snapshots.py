"""What is on the screen, as a text to keep and to compare: its characters, and below how they are drawn.

Every line of the second part is a line of the screen: the ground of most of it, and then what is drawn in another way
than plain text on that ground, as `look{words}`. A look is bold, underline or reverse, the name of its colour in the
theme, and `on` another ground; without colours there are only the first three. `UPDATE_SNAPSHOTS=1 pytest …` writes
what is drawn now.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from pathlib import Path

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from tests.app.driving import Session

from newsread.app.style.themes import DARK

_FOLDER = Path(__file__).with_name("snapshots")
_CLOCK = re.compile(r"\b\d\d:\d\d\b")
_ROLES = (
    *("foreground", "background", "surface", "panel", "primary"),
    *DARK.variables,
    *("error", "warning", "secondary"),
)
"""Of roles that share a colour the first one is named."""
_ATTRIBUTES = ("bold", "dim", "italic", "underline", "reverse", "strike")


def check(session: Session, name: str) -> None:
    """Compare what is on the screen with what was kept under a name; or keep it."""
    drawn, kept = _drawn(session), _FOLDER / f"{name}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        kept.write_text(drawn, encoding="utf-8")
    assert drawn == (kept.read_text(encoding="utf-8") if kept.exists() else ""), f"{kept} differs"


def _drawn(session: Session) -> str:
    app = session.app
    lines = [_settled(strip) for strip in app.screen._compositor.render_strips()]
    colours = app.theme_variables
    roles = {} if app.no_color else {colours[role].lower(): role for role in reversed(_ROLES)}
    characters = "\n".join("".join(text for text, _ in line).rstrip() for line in lines)
    looks = "\n".join(f"{number:2} {_looks(line, roles)}".rstrip() for number, line in enumerate(lines, 1))
    return f"{characters}\n{'─' * app.size.width}\n{looks}\n"


def _settled(strip: Iterable[Segment]) -> list[tuple[str, Style]]:
    """Return the parts of a line with every time of day and the date of today replaced."""
    styles = [segment.style or Style.null() for segment in strip for _ in segment.text]
    text = "".join(segment.text for segment in strip)
    text = _CLOCK.sub("12:00", text).replace(str(date.today()), "2026-01-01")
    return list(zip(text, styles, strict=True))


def _looks(line: Iterable[tuple[str, Style]], roles: Mapping[str, str]) -> str:
    line = list(line)
    if not line:
        return ""
    ground, _ = Counter(_name(style.bgcolor, roles) for _, style in line).most_common(1)[0]
    parts = (
        (look, "".join(text for text, _ in part))
        for look, part in groupby(line, lambda each: " ".join(_look(each[1], roles, ground)))
    )
    told = (f"{look}{{{' '.join(text.split())}}}" for look, text in parts if look and (text.strip() or "on " in look))
    return " ".join(([] if ground in {"background", ""} else [f"on {ground}:"]) + list(told))


def _look(style: Style, roles: Mapping[str, str], ground: str) -> Iterator[str]:
    yield from (attribute for attribute in _ATTRIBUTES if getattr(style, attribute))
    if (colour := _name(style.color, roles)) not in {"foreground", ""}:
        yield colour
    if (behind := _name(style.bgcolor, roles)) != ground:
        yield f"on {behind}"


def _name(colour: Color | None, roles: Mapping[str, str]) -> str:
    if colour is None or colour.is_default or not roles:
        return ""
    found = colour.get_truecolor().hex.lower()
    return roles.get(found, found)

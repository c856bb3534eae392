"""The window that writes what was recorded for other programs: what, in which format, how it begins, where it went."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from newsread.annotations.history import moment
from newsread.annotations.records import Aspect, Verdict
from newsread.app.actions.keys import key_of
from newsread.app.actions.places import Where
from newsread.app.dialogs.base import Dialog
from newsread.app.dialogs.export_options import (
    ANONYMOUS,
    STILL_LOADED,
    Asked,
    Offered,
    Preview,
    Sample,
    Scope,
    Written,
    counted,
    is_folder,
    losses_in_words,
    named_by,
    objection,
    offered_formats,
    preview,
    warnings,
    with_ending,
    write_asked,
)
from newsread.app.dialogs.option_line import ChoiceLine
from newsread.app.reader.margin import CURSOR_BAR
from newsread.app.session.session import Desk
from newsread.app.widgets.bars import plain
from newsread.app.widgets.inputs import Field
from newsread.app.widgets.line_view import Part
from newsread.app.widgets.quoting import held_to
from newsread.app.widgets.rows import Rows
from newsread.errors import NewsreadError
from newsread.formats import Format
from newsread.formats.selection import Only
from newsread.text.printable import printable
from newsread.text.wording import cause, count_of

_LABEL = 12
"""Cells before what is chosen."""
_NAME = 13
"""Cells for a format's name, and a space."""
_HIDDEN = "The file will hold everybody's tags; others' are hidden, so that only yours are shown and counted here."
_ONLY_ME, _FINAL = 1, 2
"""The options of whose verdicts are wanted."""
_SHORT = 30
"""Lines of a screen below which the choices are one line until one of them has the focus."""
_LOW = 20
"""Lines of a screen below which formats and choices give way to how the file begins and where it went."""


class _Ending(Suggester):
    """Offers to complete a file's name by the ending of the chosen format."""

    def __init__(self, dialog: "ExportDialog") -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._dialog = dialog

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole name."""
        return self._dialog.completed(value)


class ExportDialog(Dialog[None]):
    """Writes files, as many as are wanted, and says where each of them went."""

    DEFAULT_CSS = """
    ExportDialog {
        & > Vertical { max-width: 110; height: 100%; max-height: 44; }
        & Rows { height: 1fr; min-height: 1; max-height: 13; background: $panel; }
        & .field { height: 1; & > Static { width: 11; color: $quiet; } }
        & #choices { height: auto; max-height: 7; scrollbar-size-vertical: 0; }
        & #folded { display: none; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        & #pane {
            height: 1fr; min-height: 3; border-top: solid $primary; border-title-color: $primary;
            scrollbar-size-vertical: 1;
        }
        & #begins {
            height: auto; border-left: vkey $quiet; padding-left: 1; text-wrap: nowrap; text-overflow: ellipsis;
        }
        & .wrong { max-height: 3; }
        &.-short Rows { max-height: 5; }
        &.-folded { & #folded { display: block; } & #choices { height: 0; } }
        &.-cramped { & Rows { max-height: 2; } & #choices { max-height: 1; } }
    }
    """
    AUTO_FOCUS: ClassVar[str | None] = "#file"
    where = Where.EXPORT

    def __init__(self, desk: Desk, scopes: Sequence[Scope], path: Path) -> None:
        """`scopes` are what can be chosen of the articles, and `path` is the file that is proposed."""
        super().__init__()
        self._desk, self._scopes, self._path = desk, scopes, path
        self._formats: tuple[Offered, ...] = ()
        """None until they are loaded."""
        self._chosen = STILL_LOADED
        self._rows = Rows(self._draw, 0)
        self._begins: tuple[Asked, Sample] | None = None
        """What the last preview was made from, as another format may be wanted of the same."""
        self._writes = False
        self._folder = ""
        """What was typed last that is a folder."""
        self._replace: Path | None = None
        """The file that is replaced when it is to be written once more."""

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical() as box:
            box.border_title = "Export what was recorded"
            yield self._rows
            with Horizontal(classes="field"):
                yield Static(" file")
                yield Field(str(self._path), id="file", suggester=_Ending(self))
            yield Static(id="folded")
            with VerticalScroll(id="choices", can_focus=False):
                yield ChoiceLine("articles", [scope.words for scope in self._scopes], id="articles")
                yield ChoiceLine("said by", ["everybody", "only me", "one final verdict"], id="annotators")
                yield ChoiceLine("names", list(ANONYMOUS), id="names")
                yield ChoiceLine("verdicts", ["all, and marks", *Verdict], id="verdicts")
                yield ChoiceLine("on what", ["both", *Aspect], id="aspects")
                with Horizontal(classes="field"):
                    yield Static(" since")
                    yield Field(placeholder="ever; or today, 3d, 2w, 2026-01-31", id="since")
            with VerticalScroll(id="pane", can_focus=False):
                yield Static(id="told")
                yield Static(id="begins")
            yield Static("", classes="wrong")
            yield self.key_bar

    def on_mount(self) -> None:
        """Load the formats, which takes a while the first time, aside."""
        self._show("loading the formats …")
        self._show_folded()
        self.run_worker(self._load, thread=True, group="formats")
        file = self._field("file")  # of a long path the file's name is to be seen
        self.call_after_refresh(file.scroll_to, x=len(file.value), animate=False)

    def _load(self) -> None:
        worker, formats = get_current_worker(), offered_formats()
        if not worker.is_cancelled:
            self.call_later(self._take_formats, formats)

    def _take_formats(self, formats: tuple[Offered, ...]) -> None:
        """Begin with the format of the file that is proposed."""
        self._formats = formats
        self._chosen = named_by(self._field("file").value, formats) or formats[0]
        self._rows.set_count(len(formats))
        self._rows.cursor = formats.index(self._chosen)
        self._wish_preview()

    def on_resize(self) -> None:
        """Give way where there are few lines."""
        self.set_class(self.size.height < _LOW, "-cramped")
        self.set_class(self.size.height < _SHORT, "-short")
        self._fold()

    def on_descendant_focus(self) -> None:
        """Show what keys do in the line that has them now."""
        self.key_bar.show()
        self._fold()

    def _fold(self) -> None:
        chooses = self.focused is not None and self.query_one("#choices") in self.focused.ancestors
        self.set_class(self.size.height < _SHORT and not chooses, "-folded")

    @on(events.Click, "#folded")
    def _unfold(self) -> None:
        self.query_one("#articles").focus()

    def _show_folded(self) -> None:
        """Tell in one line what is chosen other than all."""
        chosen = [line.words for line in self.query(ChoiceLine) if line.chosen]
        if since := self._field("since").value.strip():
            chosen.append(f"since {since}")
        told = plain(" · ".join(chosen), "bold $primary") if chosen else plain("all that was recorded")
        key = plain(f" · {key_of('next field')} to choose", "$quiet")
        self.query_one("#folded", Static).update(Content.assemble(plain(" holds".ljust(_LABEL), "$quiet"), told, key))

    def works(self, call: str) -> bool:
        """Whether a key does something now."""
        return not call.startswith("option") or isinstance(self.focused, ChoiceLine)

    # What is chosen

    def _draw(self, row: int, line: int, width: int) -> Sequence[Part]:
        _ = line
        offered = self._formats[row]
        is_chosen = row == self._rows.cursor
        name: Part = (held_to(printable(offered.name), _NAME), ("pointer",) if is_chosen else ())
        return [
            (CURSOR_BAR if is_chosen else " ", ("pointer",)),
            name,
            (held_to(printable(offered.tells), max(0, width - _NAME - 1)), () if is_chosen else ("quiet",)),
        ]

    def action_turn(self, formats: int) -> None:
        """Choose another format."""
        if not self._formats:
            return
        self._rows.cursor = (self._rows.cursor + formats) % len(self._formats)

    def on_rows_moved(self) -> None:
        """Take the format under the cursor, and give the file its ending."""
        if not self._formats:
            return
        offered = self._formats[self._rows.cursor]  # not that of the event, which may be over by now
        if offered is not self._chosen:
            self._chosen = offered
            field = self._field("file")
            if field.value != self._folder:
                field.value = with_ending(field.value, offered, self._formats)
            field.cursor_position = len(field.value)
            self._wish_preview()

    def action_option(self, steps: int) -> None:
        """Choose another option of the line that has the focus."""
        if isinstance(self.focused, ChoiceLine):
            self.focused.turn(steps)

    def on_choice_line_changed(self) -> None:
        """Show what it makes of the file."""
        if self.is_mounted:
            self._show_folded()
            self._wish_preview()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take the format that the file's ending says, or what is given as the time."""
        if event.input.id == "since":
            self._show_folded()
            self._wish_preview()
            return
        self._look_for_folder(event.input.value)
        said = named_by(event.input.value, self._formats)
        if said and said.ending != self._chosen.ending:
            self._chosen = said
            self._rows.cursor = self._formats.index(said)
            self._wish_preview()

    def _look_for_folder(self, path: str) -> None:
        """Find out in a thread whether what is typed is a folder, which gets no ending."""

        async def look() -> None:
            if await asyncio.to_thread(is_folder, path):
                self._folder = path

        self.run_worker(look(), group="folder", exclusive=True)

    def completed(self, path: str) -> str:
        """Return the name of a file with its ending; that of a folder as it is."""
        is_whole = named_by(path, self._formats) or path == self._folder
        return path if is_whole else with_ending(path, self._chosen, self._formats)

    def action_page(self, pages: int) -> None:
        """Scroll the preview."""
        pane = self.query_one("#pane", VerticalScroll)
        pane.scroll_relative(y=pages * max(1, pane.size.height - 1), animate=False)

    def _field(self, name: str) -> Field:
        return self.query_one(f"#{name}", Field)

    def _option(self, name: str) -> int:
        return self.query_one(f"#{name}", ChoiceLine).chosen

    def _asked(self) -> Asked:
        """Return what is asked for. Raises NewsreadError where a moment cannot be understood."""
        verdict, aspect = self._option("verdicts"), self._option("aspects")
        since = self._field("since").value.strip()
        try:
            when = moment(since, datetime.now(UTC)) if since else None
        except ValueError as error:
            raise NewsreadError(
                f"Since when? {error}; type today, a date like 2026-01-31, or 3d for 3 days."
            ) from error
        return Asked(
            Only(
                articles=self._scopes[self._option("articles")].articles,
                annotators=frozenset({self._desk.notebook.annotator} if self._option("annotators") == _ONLY_ME else ()),
                verdicts=frozenset([*Verdict][verdict - 1 : verdict]),
                aspects=frozenset([*Aspect][aspect - 1 : aspect]),
                since=when,
            ),
            anonymous=[*ANONYMOUS.values()][self._option("names")],
            final=self._option("annotators") == _FINAL,
        )

    # How it begins

    def _wish_preview(self) -> None:
        """Work out anew how the file begins; what is still worked out for another choice is not shown any more."""
        if not self._formats:
            return
        self._object("")
        try:
            asked = self._asked()
        except NewsreadError as error:
            self._object(str(error))
            return
        if not (chosen := self._chosen.format):
            self._show("it begins so")
            self._object(self._chosen.problem)
            return
        work = partial(self._work_out, chosen, asked, self._desk.notebook.annotator, self._desk.others.shown)
        self.run_worker(work, thread=True, exclusive=True, group="preview", exit_on_error=False)

    def _work_out(self, chosen: Format, asked: Asked, annotator: str, others_shown: bool) -> None:
        worker = get_current_worker()
        hidden = False
        try:
            if not (others_shown or asked.only.annotators):  # one's own reading is done before others are read
                hidden = any(name != annotator for name in self._desk.workspace.annotators())
                asked = replace(asked, only=replace(asked.only, annotators=frozenset({annotator})), final=False)
            asked_before, begins = self._begins or (None, None)
            if begins is None or asked_before != asked:
                begins = asked.beginning(self._desk.workspace)
                self._begins = asked, begins
            if worker.is_cancelled:
                return
            found: Preview | str = preview(chosen, begins)
        except Exception as fault:
            found = _failed(chosen, fault)
        if not worker.is_cancelled:
            self.call_later(self._show_preview, chosen, found, hidden)

    def _show_preview(self, chosen: Format, found: Preview | str, hidden: bool) -> None:
        if chosen is not self._chosen.format:
            return
        if isinstance(found, str):
            self._show("it begins so")
            self._object(found)
            return
        told = [losses_in_words(found.exported)]
        if not found.is_all:
            told.insert(0, f"This is only the beginning, of {count_of(found.exported.articles, 'article')}.")
        if hidden:
            told.insert(0, _HIDDEN)
        if not found.lines:
            told.append(f"{chosen.name} is no text that can be shown here.")
        counts = f" · {'yours: ' if hidden else ''}{counted(found.exported)}" if found.is_all else ""
        self._show(f"it begins so{counts}", [plain(" ".join(told), "$quiet")], found.lines)

    def _show(self, title: str, told: Sequence[Content] = (), begins: Sequence[str] = ()) -> None:
        """Show what is told, and below it the lines with which a file begins, cut off at the edge."""
        pane = self.query_one("#pane", VerticalScroll)
        pane.border_title = plain(title)
        pane.scroll_home(animate=False)
        self.query_one("#told", Static).update(Content("\n").join(told))
        self.query_one("#begins", Static).update(Content("\n".join(begins)))
        self.query_one("#begins", Static).display = bool(begins)

    def _object(self, sentence: str) -> None:
        wrong = self.query_one(".wrong", Static)
        wrong.update(plain(sentence))
        wrong.display = bool(sentence)

    # Where it goes

    async def action_write(self) -> None:
        """Write the file; one that exists must be confirmed."""
        if self._writes:
            return
        field = self._field("file")
        if await asyncio.to_thread(is_folder, field.value):
            self._folder = field.value
        if (completed := self.completed(field.value)) != field.value:
            field.value = completed
        try:
            asked = self._asked()
            path, is_there = await asyncio.to_thread(_found, field.value)
            wrong = await asyncio.to_thread(objection, field.value, self._chosen, self._formats)
        except NewsreadError as error:
            self._object(str(error))
            return
        if not self._chosen.format:
            self._object(self._chosen.problem)
        elif wrong:
            self._object(wrong)
        elif is_there and path != self._replace:
            self._replace = path
            self._object(f"{path.name} exists; {key_of('write file')} again replaces it.")
        else:
            self._write(self._chosen.format, asked, path)

    def _write(self, chosen: Format, asked: Asked, path: Path) -> None:
        self._writes = True
        self._object("")
        self._show("writing …", [plain(str(path.absolute()))])

        def write() -> None:
            try:
                done: Written | str = write_asked(self._desk.workspace, asked, chosen, path)
            except Exception as fault:
                done = _failed(chosen, fault)
            app.call_later(self._tell, done)

        app = self.app
        self.workers.cancel_group(self, "preview")
        app.run_worker(write, thread=True, group="export", exit_on_error=False)

    def _tell(self, done: Written | str) -> None:
        """Say where it went: here, or where the reader is by now."""
        self._writes, self._replace = False, None
        if isinstance(done, str):
            if self.is_attached:
                self._show("not written")
                self._object(done)
            else:
                self.app.notify(printable(done), severity="warning", timeout=12, markup=False)
            return
        told = f"{counted(done.exported)}, as {done.format}"
        warned = warnings(done, len(self._desk.notebook.unsaved))
        if self.is_attached:
            lost = plain(losses_in_words(done.exported), "$quiet")
            lines = [plain(str(done.path), "bold"), plain(told), *(plain(each, "$warning") for each in warned), lost]
            self._show("Exported", lines)
        else:
            self.app.notify(printable(f"{told}: {done.path}"), title="Exported", timeout=6, markup=False)
            for each in warned:
                self.app.notify(printable(each), severity="warning", timeout=12, markup=False)


def _failed(chosen: Format, fault: Exception) -> str:
    """Return why nothing was written; a format of another package may fail in any way."""
    if isinstance(fault, NewsreadError):
        return str(fault)
    why = cause(fault) if isinstance(fault, OSError) else f"{type(fault).__name__}: {fault}"
    return f"The format {chosen.name} failed, so that another one is needed: {why}."


def _found(typed: str) -> tuple[Path, bool]:
    """Return the file that is typed, and whether it is there. Raises NewsreadError for what can be none."""
    try:
        path = Path(typed).expanduser()
        return path, path.exists()
    except OSError as error:
        raise NewsreadError(f"{typed} cannot be written: {cause(error)}.") from error
    except (RuntimeError, ValueError) as error:
        raise NewsreadError(f"{typed} cannot be a file: {str(error).rstrip('.')}.") from error

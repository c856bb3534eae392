"""The app: it opens the screens, and holds what no single screen owns."""

import asyncio
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import constants
from textual.app import SystemCommand
from textual.driver import Driver
from textual.screen import Screen
from textual.theme import Theme, ThemeProvider

from newsread.analysis.runtime.analyst import Analyst
from newsread.annotations.agreement_report import agreement_lines
from newsread.annotations.annotators import Annotator, check_name
from newsread.annotations.notebook import Notebook
from newsread.app.actions.acting import Acting
from newsread.app.actions.custom_keys import checked, rebind
from newsread.app.actions.key_queue import KeysInTurn
from newsread.app.actions.keys import rekey, working
from newsread.app.claims.screen import Claims
from newsread.app.coverage.screen import CoverageScreen
from newsread.app.dialogs.add_articles import FEED_LIMIT, AddingDialog
from newsread.app.dialogs.base import AskAnnotator, UnsavedDialog
from newsread.app.dialogs.export import ExportDialog
from newsread.app.dialogs.export_options import proposed_file, scopes
from newsread.app.dialogs.help import Help
from newsread.app.dialogs.lines import LinesDialog
from newsread.app.dialogs.palette import Palette
from newsread.app.library.screen import MOST_UNPICKED, Library
from newsread.app.reader.reading import Reading
from newsread.app.reader.screen import Reader
from newsread.app.reader.side_panel import SidePanel
from newsread.app.resume import LeftOff, LeftOffFile
from newsread.app.session.drafts import Drafts
from newsread.app.session.saved_settings import SettingsKeeper
from newsread.app.session.session import Desk
from newsread.app.session.spots import Spot
from newsread.app.style.legend import signs
from newsread.app.style.themes import DARK, SHIPPED, after, variables_for
from newsread.app.terminal.crash import KeepsCrashes
from newsread.app.terminal.ending import Ending
from newsread.app.widgets.bars import plain
from newsread.app.widgets.segment_cutting import mend_rich
from newsread.articles.article import Article, Unreadable
from newsread.errors import NewsreadError
from newsread.settings import SettingsFile
from newsread.text.printable import printable
from newsread.text.wording import count_of
from newsread.workspace.workspace import Workspace

if TYPE_CHECKING:
    from newsread.ingest.adding import Added, Progress

_LIBRARY = "library"
_CLAIMS = "claims"
_COVERAGE = "coverage"
_READER = "reader"
_TURN = 0.0005
"""Seconds for which one thread may keep the others waiting: a tag is on its way to the disk while it is drawn."""
_KEEP_AGAIN = 30.0
"""Seconds after which it is kept where the reader is, as a terminal may be closed at any moment."""
_LOOK_AGAIN = 1.0
"""Seconds between two looks at what another window may have written."""


class NewsreadApp(KeepsCrashes, KeysInTurn):
    """Reads one workspace as one annotator."""

    TITLE = "newsread"
    # Notices lie below the titles on the right, over as little as can be: never over the lines at the bottom, which say
    # what is saved. A window on top gives them room of their own, so that its fields stay free, as long as it has some.
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-low"), (14, "-high")]  # noqa: RUF012 - as Textual declares it
    CSS = """
    ToastRack { dock: top; align: right top; margin: 2 0 0 0; max-height: 40%; }
    ModalScreen ToastRack, CommandPalette ToastRack { layer: default; }
    ModalScreen.-low ToastRack, CommandPalette.-low ToastRack { margin: 0; max-height: 0; }
    Toast { margin: 0 0 1 0; padding: 0 1; }
    """

    def __init__(
        self, workspace: Workspace, annotator: Annotator, settings: SettingsFile, cache: Path, state: Path | None = None
    ) -> None:
        """Keep analyses in `cache`, and in `state` where the reader was; without that folder it is not kept."""
        super().__init__()
        mend_rich()
        keys, self._wrong_keys = checked(settings.settings.keys, settings.path)
        rekey(keys)
        rebind(Library, Reader, Claims, CoverageScreen, SidePanel)
        self._settings = SettingsKeeper(self, settings, self._warn)
        self._annotator = annotator
        self._kept_theme = settings.settings.theme
        self._aside: Reader | None = None
        """The reader that claims or coverage stand in the place of: it is gone back to as it was left."""
        self._state = state
        self._left_off_file = LeftOffFile(workspace, state)
        self._left_off = LeftOff()
        self.desk = Desk(self, workspace, workspace.notebook(annotator.name), Analyst(cache))
        self.ending = Ending(
            self._keep_at_last,
            lambda code: self.exit(return_code=code),
            self.desk.close,
            self.put_terminal_back,
        )
        self._claims = Claims(self.desk)
        self._coverage = CoverageScreen(self.desk)
        for theme in SHIPPED:
            self.register_theme(theme)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Lend our colours to themes that do not know them."""
        return variables_for(self.current_theme)

    # The terminal

    def get_driver_class(self) -> type[Driver]:
        """Read and draw with our own driver where Textual would take its own for a terminal that is not Windows'."""
        chosen = super().get_driver_class()
        if chosen.__name__ == "LinuxDriver" and constants.DRIVER is None:
            from newsread.app.terminal.driver import TerminalDriver  # noqa: PLC0415 - Windows has no such terminals

            return TerminalDriver
        return chosen

    def _terminal(self) -> Sequence[int]:
        """Return the open files of the terminal that the app lives in; none where it is drawn elsewhere."""
        if self._driver is None or not hasattr(self._driver, "put_back"):
            return ()
        return [file for file in (0, 1, 2) if os.isatty(file)]

    def put_terminal_back(self) -> None:
        """Make the terminal what it was, if it is not. From any thread."""
        if put_back := getattr(self._driver, "put_back", None):
            put_back()

    def save_at_last(self) -> str | None:
        """Save what is not saved yet, after the app has ended, and return why something could not be."""
        self.desk.drafts.save()
        try:
            self.desk.notebook.save()
        except NewsreadError as error:
            return str(error)
        finally:
            self.desk.close()
        return None

    def on_mount(self) -> None:
        """Open the library; ask who reads where that is unknown."""
        sys.setswitchinterval(_TURN)
        problems = [*self._settings.file.problems, *self._wrong_keys, *self.desk.workspace.problems]
        wanted = self._kept_theme
        if wanted not in self.available_themes:
            problems.append(f"{self._settings.file.path} names the theme {wanted!r}, which there is not.")
            self._kept_theme = DARK.name
        self.theme = self._kept_theme
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        self.desk.read_tags()
        self._take_up_drafts()
        if self._settings.settings.others:
            self.desk.show_others(shown=True)
        self.set_interval(_LOOK_AGAIN, self._look_again)
        self.set_interval(_KEEP_AGAIN, self._keep_left_off)
        self._library = Library(self.desk, welcomes=self._left_off_file.welcomes)
        self.install_screen(self._library, _LIBRARY)
        self.install_screen(self._claims, _CLAIMS)
        self.install_screen(self._coverage, _COVERAGE)
        self.push_screen(_LIBRARY)
        self.ending.follow(self._terminal())
        self.run_worker(self._take_up, thread=True, group="left off", exit_on_error=False)
        for problem in problems:
            self._warn(problem)
        if self._annotator.known:
            self._warn_of_look_alikes()
        else:
            self._ask_annotator(
                f"{self._annotator.name} is a login that several people may share. Tags are kept under a person's name."
            )

    def on_unmount(self) -> None:
        """End what goes on behind the screens."""
        self.ending.forget()
        self._settings.close()
        self.desk.close()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every action of the table, and the choice of theme."""
        for action in working(screen.where) if isinstance(screen, Acting) else ():
            yield SystemCommand(
                action.label,
                action.tells,
                lambda call=action.call: self._run(screen, call),
            )
        yield SystemCommand("theme", "Choose among all themes.", self.action_change_theme)

    def action_command_palette(self) -> None:
        """Open the palette."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def search_themes(self) -> None:
        """Let one be chosen among all themes."""
        self.push_screen(Palette([ThemeProvider], placeholder="Search for themes …"))

    async def _run(self, screen: Screen[object], call: str) -> None:
        if not (screen.focused and await self.run_action(call, default_namespace=screen.focused)):
            await self.run_action(call, default_namespace=screen)

    def on_library_read(self, event: Library.Read) -> None:
        """Open the reader, with panes that move along as they last did."""
        self._open(event.article_ids, partial(self._begin, event.under))

    def _open(self, article_ids: Sequence[str], then: Callable[[Sequence[Article | Unreadable]], object]) -> None:
        """Have articles and their tags read, and `then` open something, if the reader is still where they asked."""
        if self.desk.has_read(article_ids):
            then(self.desk.read(article_ids))
            return
        asked_on = self.screen

        def open_it(found: Sequence[Article | Unreadable]) -> None:
            if self.screen is asked_on:
                then(found)

        self.open_in_turn(partial(self.desk.read, article_ids), open_it)

    def _begin(self, under: str, found: Sequence[Article | Unreadable]) -> None:
        if articles := [article for article in found if isinstance(article, Article)]:
            under_cursor = (number for number, article in enumerate(articles) if article.id == under)
            self._read(self._new_reading(articles, next(under_cursor, 0)))
        for article in found[:1]:
            if not articles and isinstance(article, Unreadable):
                self._warn(article.reason)

    def _new_reading(self, articles: Sequence[Article], active: int = 0) -> Reading:
        """Return how articles are read at first: in as many panes as wished last, which move along as they last did."""
        new = Reading(articles, active, entities=self._settings.settings.entities)
        last = self._now().reading or new
        return replace(new, sync=last.sync, panes=last.panes)

    def _read(self, reading: Reading) -> None:
        if self._aside:
            self.uninstall_screen(self._aside)
            self._aside.remove()
            self._aside = None
        # In the other screen's place: a screen below would be drawn too, and every key would paint all again.
        self.switch_screen(Reader(self.desk, reading.with_texts(self.desk.workspace.article)))

    def on_reader_left(self) -> None:
        """Go back to the library, and know where the reader was."""
        self._keep_left_off()
        self.switch_screen(_LIBRARY)

    # Where the reader was

    def _take_up(self) -> None:
        left = self._left_off_file.read()
        self.call_later(self._offer_to_continue, left)

    def _take_up_drafts(self) -> None:
        """Have the drafts of whoever reads now."""
        self.desk.drafts = Drafts(self._state, self.desk.workspace.place.annotations, self.desk.notebook.annotator)
        self.run_worker(self.desk.drafts.read, thread=True, group="drafts", exit_on_error=False)

    def _offer_to_continue(self, left: LeftOff) -> None:
        if self._left_off == self._now() == LeftOff():  # else there is something newer by now
            self._left_off = left
            self.desk.suggestions.shown = left.reading is None or left.reading.suggestions
            self._library.take_up(left.choice)
            self._claims.take_up(left.claims)
            self._coverage.take_up(left.coverage)
            self._library.offer_to_continue(left.where, left.article)

    def _now(self) -> LeftOff:
        """Return where the reader is, or was last."""
        reader = next((screen for screen in self.screen_stack if isinstance(screen, Reader)), self._aside)
        reading = reader.reading if reader else self._left_off.reading
        return LeftOff(reading, self._library.choice, self._claims.choice, self._coverage.choice)

    def _keep_left_off(self) -> None:
        before, self._left_off = self._left_off, self._now()
        if self._left_off.reading != before.reading:
            self._library.offer_to_continue(self._left_off.where, self._left_off.article)
        keep: Callable[[], object] = partial(self._left_off_file.keep, self._left_off)
        self.run_worker(keep, group="left off", exit_on_error=False)

    def _keep_at_last(self) -> None:
        """Bring to the disk what is to be there when the program has ended; what fails does not hinder the rest."""
        with suppress(NewsreadError):
            self.desk.notebook.save()
        self.desk.drafts.save()
        self._left_off_file.keep_at_last(self._now())

    def on_library_continued(self) -> None:
        """Take the reader up where it was left."""
        if reading := self._left_off.reading:
            self._open([article.id for article in reading.articles], lambda _: self._read(reading))

    def on_library_welcomed(self) -> None:
        """Keep that the first hint is not needed any more."""
        self.run_worker(self._left_off_file.end_welcome, thread=True, group="left off", exit_on_error=False)

    def action_claims(self) -> None:
        """List all claims, and know where to go back to."""
        self._keep_left_off()
        self._put_aside()
        self.switch_screen(_CLAIMS)

    def _put_aside(self) -> None:
        if isinstance(self.screen, Reader):
            self._aside = self.screen
            self.install_screen(self._aside, _READER)  # else it would be gone with all that it shows

    def action_coverage(self) -> None:
        """Show which claims the articles tell that are read, or would be, and know where to go back to."""
        self._keep_left_off()
        self._put_aside()
        if self._aside:
            reading = self._aside.reading
            self._coverage.cover([article.id for article in reading.articles], reading.spot)
        elif isinstance(self.screen, Library):
            self._coverage.cover(self.screen.wanted)
        self.switch_screen(_COVERAGE)

    def on_coverage_screen_left(self) -> None:
        """Go back to where the coverage was asked for."""
        self._go_back()

    def on_coverage_screen_read(self, event: CoverageScreen.Read) -> None:
        """Read the article of a cell, beside those that are covered."""
        self._read_beside([article.id for article in event.articles], event.article, event.sentence)

    def on_claims_left(self) -> None:
        """Go back to where the claims were asked for."""
        self._go_back()

    def _go_back(self) -> None:
        if self._aside:
            self._take_up_aside(self._aside)
        else:
            self.switch_screen(_LIBRARY)

    def _take_up_aside(self, reader: Reader, there: Spot | None = None) -> None:
        self._aside = None
        self.uninstall_screen(reader)
        self.switch_screen(reader)
        reader.call_next(reader.take_up, there)

    def _read_beside(self, ids: Sequence[str], article: Article, sentence: int) -> None:
        """Read a sentence in the reader that was left, if its article is open there; else beside others."""
        if self._aside and article.id in {each.id for each in self._aside.reading.articles}:
            self._take_up_aside(self._aside, Spot(article, sentence))
        else:
            self._open(ids, partial(self._begin_at, article, sentence))

    def _begin_at(self, article: Article, sentence: int, found: Sequence[Article | Unreadable]) -> None:
        articles = [article if each.id == article.id else each for each in found if isinstance(each, Article)]
        articles = articles if article in articles else [article]  # it may have gone since it was listed
        self._read(self._new_reading(articles).at(article, sentence))

    def on_claims_read(self, event: Claims.Read) -> None:
        """Read the article of a claim, beside those that were read before if it is among them."""
        every = self.desk.workspace.ids
        ids = every if len(every) <= MOST_UNPICKED else [event.article.id]
        self._read_beside(ids, event.article, event.sentence)

    # What works everywhere

    def action_help(self) -> None:
        """Show the keys of the screen, and the signs."""
        if isinstance(self.screen, Acting):
            self.push_screen(Help(self.screen.where, signs()))

    def action_next_theme(self) -> None:
        """Change to the next of the shipped themes."""
        self.theme = after(self.theme).name
        unseen = "; NO_COLOR is set, so that its colours are not shown" if self.no_color else ""
        self.notify(f"Theme: {self.theme}{unseen}", timeout=3)

    def action_others(self) -> None:
        """Show or hide what other annotators said, until the program is left; the setting is for good."""
        shown = not self.desk.others.shown
        self.desk.show_others(shown=shown)
        self.notify("Others' tags are shown." if shown else "Others' tags are hidden: you read blind.", timeout=3)

    def action_agreement(self) -> None:
        """Work out how far the annotators agree, and show it."""
        if not self.desk.others.shown:
            self._warn("Others' tags are hidden, so that a second reading is blind; show them first (“others' tags”).")
            return

        def work_out() -> None:
            agreement, unread = self.desk.workspace.agreement()
            lines = list(map(plain, agreement_lines(agreement, anonymous=False)))
            lines += [plain(""), plain("newsread agree prints this.", "$quiet")]
            self.call_later(self.push_screen, LinesDialog("Agreement of the annotators", lines))
            for sentence in unread:
                self.call_later(self._warn, sentence)

        self.run_worker(work_out, thread=True, group="agreement", exit_on_error=False)

    def action_annotator(self) -> None:
        """Ask who is reading."""
        self._ask_annotator("Tags are kept under this name, and each reader sees their own.")

    def _ask_annotator(self, tells: str) -> None:
        def take(name: str | None) -> None:
            if self.desk.notebook.unsaved:
                self._warn("Not everything you said is saved yet; another reader can take over when it is.")
                return
            if name or not self._annotator.known:  # to go on under a shared login is an answer too
                self._settings.change("annotator", name or self.desk.notebook.annotator)
            if name and name != self.desk.notebook.annotator:
                self.open_in_turn(partial(self._notebook_of, name), self._take_over)

        self.push_screen(AskAnnotator(self.desk.notebook.annotator, tells, check_name, self._new_look_alikes), take)

    def _notebook_of(self, name: str) -> tuple[Notebook, Sequence[str]]:
        """Return what an annotator said, and whom they look like if they said anything. Call it from a thread."""
        workspace = self.desk.workspace
        is_known = name in workspace.annotators()  # of a new one they were told before they made it
        return self.desk.notebook_of(name), workspace.look_alikes(name) if is_known else ()

    def _take_over(self, found: tuple[Notebook, Sequence[str]]) -> None:
        notebook, look_alikes = found
        self.run_worker(self.desk.drafts.save, thread=True, group="drafts", exit_on_error=False)
        self.desk.read_again_as(notebook)
        self._take_up_drafts()
        for sentence in look_alikes:
            self._warn(sentence)

    def _new_look_alikes(self, name: str) -> str:
        """Return whom an annotator looks like who has said nothing here, as sentences. Call it from a thread."""
        known = {*self.desk.workspace.annotators()}
        if name in known or name == self.desk.notebook.annotator:
            return ""
        return " ".join(self.desk.workspace.look_alikes(name))

    def _warn_of_look_alikes(self) -> None:
        def look() -> None:
            for sentence in self.desk.workspace.look_alikes(self.desk.notebook.annotator):
                self.call_later(self._warn, sentence)

        self.run_worker(look, thread=True, group="annotators", exit_on_error=False)

    def _keep_theme(self, theme: Theme) -> None:
        if theme.name != self._kept_theme:  # the theme that the app begins with is told, too
            self._kept_theme = theme.name
            self._settings.change("theme", theme.name)

    def _warn(self, sentence: str) -> None:
        self.notify(printable(sentence), severity="warning", timeout=12, markup=False)

    def action_export(self) -> None:
        """Open the window that writes what was recorded: of all articles, of those that are read, or of one."""
        screen, workspace = self.screen, self.desk.workspace
        reader = screen if isinstance(screen, Reader) else self._aside
        several, how, one = [each.id for each in reader.reading.articles] if reader else [], "open in the reader", ""
        if isinstance(screen, Reader):
            one = screen.reading.articles[screen.reading.active].id
        elif isinstance(screen, Library | Claims):
            one = screen.under_cursor
        if isinstance(screen, Library):
            several, how = screen.picked, "that are picked"
        scope = scopes(len(workspace.ids), several, how, one)

        def ask(path: Path) -> None:
            self.clear_notifications()  # they would cover it
            self.push_screen(ExportDialog(self.desk, scope, path))

        self.open_in_turn(lambda: proposed_file(workspace.place, Path.cwd(), ".json"), ask)

    def action_add(self) -> None:
        """Open the window that adds articles, where this workspace takes any."""
        place = self.desk.workspace.place
        if place.label or place.only:
            what = "the sample" if place.label else "a part of its workspace"
            self._warn(f"This is {what}, which takes no articles: open a folder of your own (newsread init makes one).")
            return

        def add(source: str, progress: "Callable[[Progress], None]", stop: Callable[[], bool]) -> "Iterator[Added]":
            from newsread.ingest.adding import Adding  # noqa: PLC0415 - only who adds articles waits for it
            from newsread.ingest.fetching import fetch  # noqa: PLC0415

            adding = Adding(place.articles, place.originals, fetch, feed_limit=FEED_LIMIT)
            return adding.add([source], progress=progress, stop=stop)

        self.clear_notifications()
        self.push_screen(AddingDialog(str(place.articles), add, self.desk.list_articles_again))

    async def _look_again(self) -> None:
        await self.desk.look_again()
        if not self.screen_stack:  # the program ended while the disk was read
            return
        if isinstance(self.screen, UnsavedDialog) and not self.desk.notebook.unsaved:
            self.screen.action_answer(leave=False)
            self.notify("Everything is saved now.")

    async def action_quit(self) -> None:
        """Leave, once everything is on the disk or the reader says so."""
        if isinstance(self.screen, UnsavedDialog):
            return
        await self._left_off_file.keep(self._now())
        await asyncio.to_thread(self.desk.drafts.save)
        await self.desk.look_again(thoroughly=True)  # what has gone from the disk since is written again
        await self.desk.save()
        unsaved = self.desk.notebook.unsaved
        if not unsaved:
            self.exit()
            return
        tells = f"{count_of(len(unsaved), 'record')} could not be saved. {self.desk.not_saved or ''}"
        self.clear_notifications()
        self.push_screen(UnsavedDialog(tells), lambda leave: self.exit() if leave else None)

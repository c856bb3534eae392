"""Correcting the names that the machine found, one under the cursor at a time."""

from collections.abc import Callable, Mapping, Sequence

from textual.widget import Widget

from newsread.app.choice_dialog import ChoiceDialog
from newsread.app.corrections import Correctable, waiting
from newsread.app.desk import Desk
from newsread.app.keys import key_of
from newsread.articles.article import Article
from newsread.tags.answers import Naming
from newsread.wording import quoted


class Correcting:
    """Asks for what is needed, has the desk keep what is said of a name, and tells what was done or why nothing was."""

    def __init__(
        self, panel: Widget, desk: Desk, articles: Callable[[], Sequence[Article]], tell: Callable[[str], None]
    ) -> None:
        """`articles` gives those that are read, as far as it is known what they share."""
        self.marked = ""
        """The id of the entity that another is to be one with; empty while there is none."""
        self._panel, self._desk, self._articles, self._tell = panel, desk, articles, tell

    @property
    def waiting(self) -> set[Naming]:
        """The answers on names that the machine has not taken in, or not yet forgotten."""
        standing = [record.naming for claim in self._desk.notebook.answered for record in claim.answers]
        return waiting((naming for naming in standing if naming), self._desk.suggestions.corrections)

    def merge(self, name: Correctable) -> None:
        """Mark a name; on another one, say that both are one."""
        entity, marked = name.entity, name.shared.entity.get(self.marked)
        self.marked = "" if marked else entity.id
        if marked and marked.id != entity.id:
            self._keep(name, name.merged_with(marked))
        elif not marked:
            self._tell(f"{quoted(entity.name)} is to be one with …: go to the other name, {key_of('merge')} again")

    def split(self, name: Correctable) -> None:
        """Ask which form names something of its own."""
        if splits := name.splits:
            self._ask("Which form is somebody or something else?", name, splits)
        else:
            self._tell(f"{quoted(name.entity.name)} has one form only")

    def retype(self, name: Correctable) -> None:
        """Ask of what type it is."""
        self._ask(f"What is {quoted(name.entity.name, 30)}?", name, name.retypings)

    def ignore(self, name: Correctable) -> None:
        """Say that it is no name."""
        self._keep(name, name.ignored)

    def _ask(self, title: str, name: Correctable, offered: Mapping[str, Naming]) -> None:
        """Let one of some answers be chosen by its words."""

        def take(number: int | None) -> None:
            if number is not None:
                self._keep(name, list(offered.values())[number])

        self._panel.app.push_screen(ChoiceDialog(title, list(offered)), take)

    def _keep(self, name: Correctable, naming: Naming) -> None:
        """Keep what is said, with the sentence where the name stands."""
        place = name.sentence_with(naming.forms, self._articles())
        record = self._desk.notebook.answer(*place, naming) if place else None
        if record:
            self._desk.keep(record)
            self._tell(f"said; {key_of('undo')} takes it back")
        else:
            self._tell("that was said before" if place else "it stands nowhere here now")

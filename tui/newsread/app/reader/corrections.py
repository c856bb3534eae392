"""Corrections of the names that the machine found, one under the cursor at a time."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.widget import Widget

from newsread.analysis.entities.types import TYPES, type_in_words
from newsread.annotations.answers import Naming, Renaming
from newsread.app.actions.keys import key_of
from newsread.app.dialogs.choice import ChoiceDialog
from newsread.app.session.session import Desk
from newsread.articles.article import Article
from newsread.text.wording import quoted

if TYPE_CHECKING:
    from newsread.analysis.collection import Collection
    from newsread.analysis.entities.entity import Correction, NamedEntity


_TO_CHOOSE = tuple(label for label in TYPES if label != "LOC")  # called like another


@dataclass(frozen=True)
class Correctable:
    """Somebody or something that articles name, with all that can be said of it."""

    shared: "Collection"
    """What the articles share, of which it is a part."""
    entity: "NamedEntity"

    @property
    def _own_forms(self) -> tuple[str, ...]:
        """The forms that name nothing else, so that an answer on them is about this one; all if there are none."""
        others = {form for each in self.shared.entities if each.id != self.entity.id for form in each.forms}
        return tuple(form for form in self.entity.forms if form not in others) or self.entity.forms

    def merged_with(self, other: "NamedEntity") -> Naming:
        """Return that it is one with another."""
        return Naming(Renaming.MERGE, (Correctable(self.shared, other)._own_forms[0], self._own_forms[0]))

    @property
    def splits(self) -> Mapping[str, Naming]:
        """For each of its forms, that this one names something else; none where it has one form only."""
        forms = self.entity.forms
        return {form: Naming(Renaming.SPLIT, (form,)) for form in forms} if len(forms) > 1 else {}

    @property
    def retypings(self) -> Mapping[str, Naming]:
        """For each type that it is not of, in words, that it is of this one."""
        now = type_in_words(self.entity.label)
        others = {label: type_in_words(label) for label in _TO_CHOOSE if type_in_words(label) != now}
        return {words: Naming(Renaming.RETYPE, self._own_forms, label) for label, words in others.items()}

    @property
    def ignored(self) -> Naming:
        """That it is no name."""
        return Naming(Renaming.IGNORE, self._own_forms)

    def sentence_with(self, forms: Iterable[str], articles: Iterable[Article]) -> tuple[Article, int, int] | None:
        """Return the sentence in which one of some forms names it first: half-open, in code points."""
        among = set(forms)
        for article in articles:
            for mention in self.shared.mentions.get(article.id, ()):
                words = " ".join(article.text[mention.start : mention.end].split())
                if mention.entity == self.entity.id and words in among:
                    around = (each for each in article.sentences if each.start <= mention.start < each.end)
                    sentence = next(around, mention)
                    return article, sentence.start, sentence.end
        return None


def waiting(said: Iterable[Naming], taken_in: "Iterable[Correction]") -> set[Naming]:
    """Return what was said and is not taken in yet, and what is taken in and no longer said."""
    return set(said) ^ {Naming(Renaming(each.action), each.forms, each.label) for each in taken_in}


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

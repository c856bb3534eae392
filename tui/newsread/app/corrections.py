"""What a reader can say of a name: it is one with another, or two, or of another type, or no name at all. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsread.analysis.types_in_words import TYPES, type_in_words
from newsread.articles.article import Article
from newsread.tags.answers import Naming, Renaming

if TYPE_CHECKING:
    from newsread.analysis.collection import Collection
    from newsread.analysis.entities import Correction, NamedEntity

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

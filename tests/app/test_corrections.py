"""What can be said of a name: with its own forms, so that an answer is about nobody else."""

from pathlib import Path

from newsread.analysis.collection import Collection
from newsread.analysis.entities.entity import Correction, Mention, NamedEntity
from newsread.annotations.answers import Naming, Renaming
from newsread.app.reader.corrections import Correctable, waiting
from newsread.articles.article import Article
from newsread.articles.sources import Source

TEXT = "A Flood\n\nThe Smith family left. Mary  Smith stayed. Dover was dry. Smith came back.\n"
ARTICLE = Article("one.txt", Path("one.txt"), TEXT, Source())
MARY = NamedEntity("person:mary smith", "Mary Smith", "PERSON", ("Smith", "Mary Smith"), {"one.txt": 2})
JOHN = NamedEntity("person:smith", "Smith", "PERSON", ("Smith",), {"one.txt": 1})
DOVER = NamedEntity("place:dover", "Dover", "LOC", ("Dover",), {"one.txt": 1})


def mention(words: str, entity: NamedEntity, start: int = 0) -> Mention:
    at = TEXT.index(words, start)
    return Mention(at, at + len(words), entity.label, entity.id)


MENTIONS = (
    mention("Smith", JOHN),
    mention("Mary  Smith", MARY),
    mention("Dover", DOVER),
    mention("Smith", MARY, TEXT.index("Smith came")),
)
SHARED = Collection(("one.txt",), (MARY, JOHN, DOVER), {"one.txt": MENTIONS}, {}, {}, (), (), ())


def name(entity: NamedEntity) -> Correctable:
    return Correctable(SHARED, entity)


def test_two_names_are_said_to_be_one_by_the_forms_that_are_theirs_alone() -> None:
    assert name(DOVER).merged_with(MARY) == Naming(Renaming.MERGE, ("Mary Smith", "Dover"))
    assert name(MARY).ignored == Naming(Renaming.IGNORE, ("Mary Smith",))


def test_who_has_no_form_alone_is_spoken_of_by_all() -> None:
    assert name(JOHN).ignored == Naming(Renaming.IGNORE, ("Smith",))


def test_any_of_several_forms_can_be_split_off_and_the_only_one_cannot() -> None:
    assert name(MARY).splits == {form: Naming(Renaming.SPLIT, (form,)) for form in ("Smith", "Mary Smith")}
    assert name(DOVER).splits == {}


def test_a_name_can_be_of_every_type_but_its_own_and_no_type_is_offered_twice() -> None:
    assert "place" not in name(DOVER).retypings
    assert name(DOVER).retypings["person"] == Naming(Renaming.RETYPE, ("Dover",), "PERSON")
    assert name(MARY).retypings["place"] == Naming(Renaming.RETYPE, ("Mary Smith",), "GPE")


def test_an_answer_belongs_to_the_sentence_where_the_forms_first_name_it() -> None:
    found = name(MARY).sentence_with(["Mary Smith"], [ARTICLE])
    assert found
    assert found[0] is ARTICLE
    assert TEXT[found[1] : found[2]] == "Mary  Smith stayed."
    found = name(MARY).sentence_with(["Smith"], [ARTICLE])
    assert found
    assert TEXT[found[1] : found[2]] == "Smith came back."
    assert name(MARY).sentence_with(["Dover"], [ARTICLE]) is None


def test_what_was_said_waits_until_it_is_taken_in_and_what_is_unsaid_until_it_is_forgotten() -> None:
    said, unsaid = Naming(Renaming.IGNORE, ("Smith",)), Naming(Renaming.RETYPE, ("Dover",), "GPE")
    assert waiting([said], []) == {said}
    assert waiting([said], [Correction("ignore", ("Smith",))]) == set()
    assert waiting([], [Correction("retype", ("Dover",), "GPE")]) == {unsaid}

"""Groups of claims over several articles, from what readers answered on counterparts."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest
from tests.annotations.saying import ELSEWHERE, FIRST, SECOND, TEXT, Reader, linked

from newsread.annotations.anchoring import anchor
from newsread.annotations.answers import Linked, Naming, Renaming
from newsread.annotations.groups import Groups, Link, Words, links
from newsread.annotations.records import Slot, Verdict
from newsread.articles.article import Article
from newsread.articles.sources import Source
from newsread.errors import NewsreadError

TAKEN = "Two soldiers were taken prisoner."
THERE = Words("002.txt", 0, 33, TAKEN)
HERE = Words("001.txt", *FIRST, TEXT[slice(*FIRST)])
ARTICLES = {
    name: Article(name, Path(name), text, Source()) for name, text in {"001.txt": TEXT, "002.txt": ELSEWHERE}.items()
}


def of(*readers: Reader, articles: Mapping[str, Article] = ARTICLES) -> tuple[Link, ...]:
    claims = [claim for reader in readers for claim in reader.claims]
    return links(claims, lambda article, _: articles.get(article))


def test_what_is_confirmed_is_one_claim() -> None:
    ana = Reader()
    record = ana.answer(FIRST, linked(TAKEN, method="terms 1"))
    assert record
    [group] = Groups(of(ana)).every
    assert (group.id, group.words) == (record.id, (HERE, THERE))


def test_each_of_its_words_knows_the_group_by_half_of_them() -> None:
    ana = Reader()
    ana.answer(FIRST, linked(TAKEN))
    groups = Groups(of(ana))
    [group] = groups.every
    assert groups.of(Words("002.txt", 0, 20)) is group
    assert groups.of(Words("002.txt", 30, 60)) is None
    assert groups.of(Words("003.txt", 0, 33)) is None


def test_what_is_rejected_is_none() -> None:
    ana = Reader()
    ana.answer(FIRST, linked(TAKEN, same=False))
    assert not Groups(of(ana)).every


def test_the_last_answer_counts_from_whichever_side_it_is_given() -> None:
    here, there = Reader(), Reader(article="002.txt")
    there.text = ELSEWHERE
    here.answer(FIRST, linked(TAKEN))
    start, end = FIRST
    there.answer(
        (0, 33), Linked("001.txt", anchor.make(TEXT, start, end, sha256(TEXT.encode()).hexdigest()), same=False)
    )
    [link] = of(here, there)
    assert not link.same
    here.withdraw(FIRST, linked(TAKEN).about)
    here.answer(FIRST, linked(TAKEN))
    [link] = of(here, there)
    assert link.same


def test_what_is_withdrawn_from_one_side_does_not_bring_back_what_the_other_side_said() -> None:
    here, there = Reader(), Reader(article="002.txt", text=ELSEWHERE)
    start, end = FIRST
    from_there = Linked("001.txt", anchor.make(TEXT, start, end, sha256(TEXT.encode()).hexdigest()), same=False)
    here.answer(FIRST, linked(TAKEN))
    there.answer((0, 33), from_there)
    there.withdraw((0, 33), from_there.about)
    assert not of(here, there)
    there.undo()
    [link] = of(here, there)
    assert not link.same
    there.redo()
    assert not of(here, there)


def test_an_answer_that_is_undone_brings_back_what_the_other_side_said() -> None:
    here, there = Reader(), Reader(article="002.txt", text=ELSEWHERE)
    start, end = FIRST
    here.answer(FIRST, linked(TAKEN))
    anchored = anchor.make(TEXT, start, end, sha256(TEXT.encode()).hexdigest())
    there.answer((0, 33), Linked("001.txt", anchored, same=False))
    there.undo()
    [link] = of(here, there)
    assert link.same


def test_words_of_the_same_article_are_no_counterparts() -> None:
    with pytest.raises(NewsreadError, match="another article"):
        Reader(article="002.txt", text=ELSEWHERE).answer((0, 33), linked("The minister denied it."))


def words(article: str, start: int, end: int) -> Words:
    return Words(article, start, end)


def answered(one: Words, other: Words, *, same: bool = True) -> Link:
    record = Reader().answer(FIRST, linked(TAKEN, same=same))
    assert record
    return Link(one, other, same, record)


def test_a_paragraph_does_not_glue_its_sentences_together() -> None:
    groups = Groups(
        [
            answered(words("a", 0, 50), words("b", 0, 50)),
            answered(words("a", 0, 200), words("c", 0, 50)),
            answered(words("a", 150, 200), words("d", 0, 50)),
        ]
    )
    assert [len(group.words) for group in groups.every] == [2, 2, 2]
    assert groups.of(words("a", 0, 200)) is groups.every[1]
    assert groups.of(words("a", 5, 20)) is groups.every[0]


def test_words_of_which_one_says_that_they_are_two_claims_are_never_in_one_group() -> None:
    a, b, c = (words(article, 0, 50) for article in "abc")
    apart = answered(a, c, same=False)
    assert [group.words for group in Groups([answered(a, b), answered(b, c), apart]).every] == [(a, b)]
    assert [group.words for group in Groups([apart, answered(a, b), answered(b, c)]).every] == [(a, b)]


def test_groups_that_share_words_are_one() -> None:
    ana = Reader()
    ana.answer(FIRST, linked(TAKEN))
    ana.answer(SECOND, linked("The minister denied it."))
    assert len(Groups(of(ana)).every) == 2
    ana.answer(SECOND, linked(TAKEN))
    [group] = Groups(of(ana)).every
    assert len(group.words) == 4


def test_what_is_withdrawn_and_what_is_undone_counts_no_more() -> None:
    ana = Reader()
    ana.answer(FIRST, linked(TAKEN))
    ana.withdraw(FIRST, linked(TAKEN).about)
    assert not of(ana)
    ana.undo()
    assert len(of(ana)) == 1


def test_the_same_answer_again_says_nothing_new() -> None:
    ana = Reader()
    assert ana.answer(FIRST, linked(TAKEN))
    assert ana.answer(FIRST, linked(TAKEN)) is None
    assert ana.answer(FIRST, linked(TAKEN, same=False))


def test_an_answer_is_no_verdict() -> None:
    ana = Reader()
    ana.answer(FIRST, linked(TAKEN))
    claim = ana.claim(FIRST)
    assert claim.said_last is None
    assert not any(claim.standing(slot) for slot in Slot)
    ana.tag(FIRST, Verdict.VERIFIED)
    assert len(ana.claim(FIRST).answers) == 1


def test_what_is_not_found_for_certain_is_left_out() -> None:
    ana = Reader()
    ana.answer(FIRST, linked(TAKEN))
    changed = ELSEWHERE.replace(TAKEN, "Nobody was taken.")
    articles = ARTICLES | {"002.txt": Article("002.txt", Path("002.txt"), changed, Source())}
    assert not of(ana, articles=articles)
    assert not of(ana, articles={"001.txt": ARTICLES["001.txt"]})


@pytest.mark.parametrize(
    ("kind", "forms", "label"),
    [
        (Renaming.MERGE, ("Kyiv",), ""),
        (Renaming.RETYPE, ("Kyiv",), ""),
        (Renaming.IGNORE, (), ""),
        (Renaming.SPLIT, ("Kyiv",), "GPE"),
    ],
)
def test_names_need_forms_and_only_a_new_type_a_label(kind: Renaming, forms: tuple[str, ...], label: str) -> None:
    with pytest.raises(NewsreadError):
        Naming(kind, forms, label)

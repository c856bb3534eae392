"""Who tells a claim: what a reader confirmed, what the machine suggests, and what stands behind it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from uuid import UUID

import pytest
from rich.cells import cell_len
from textual.content import Content

from newsread.analysis.alignment.counterparts import CONFIRMED, Band, Counterpart, Place
from newsread.analysis.alignment.duplicates import Copy
from newsread.analysis.collection import Collection
from newsread.analysis.entities.entity import Mention, NamedEntity
from newsread.analysis.quotes.quotation import Quote
from newsread.analysis.quotes.quotation import Speaker as QuotedSpeaker
from newsread.annotations.groups import Link, Words
from newsread.annotations.records import Record
from newsread.app.dialogs.counterpart_rows import counterpart_rows
from newsread.app.reader.pane_title import pane_title
from newsread.app.session.relations import Relation
from newsread.app.session.spots import Spot
from newsread.app.session.wording_lines import all_tellings, difference_line, nearest, told_lines
from newsread.app.session.wordings import Speaker, Telling, Tellings
from newsread.articles.article import Article
from newsread.articles.sources import Source


def article(name: str, outlet: str | None, text: str) -> Article:
    return Article(name, Path(name), text, Source(outlet=outlet))


A = article("a.txt", "The Daily", "Kyiv captured two men, Zelensky said. Nobody said where it was.")
B = article("b.txt", "The Wire", "Kyiv captured 155 men, reports allege. They were not named by anyone.")
C = article("c.txt", None, "The Kremlin declined to comment on it. There was no other word.")
D = article("d.txt", "The Post", "Nothing of the sort was told here at all.")
ARTICLES = (A, B, C, D)
CLAIM = Spot(A, 0)


def place(spot: Spot) -> Place:
    return Place(spot.article.id, *spot.span)


def suggested(of: Spot, to: Spot, band: Band = Band.SAME, why: tuple[str, ...] = ("captured",)) -> Counterpart:
    return Counterpart(place(of), place(to), band, why)


SAME = suggested(CLAIM, Spot(B, 0))
RELATED = suggested(CLAIM, Spot(C, 0), Band.RELATED, ("Kremlin",))


def shared(*counterparts: Counterpart, quotes: Sequence[Quote] = (), copies: Iterable[Copy] = ()) -> Collection:
    zelensky = NamedEntity("person:zelensky", "Volodymyr Zelensky", "PERSON", ("Zelensky",), {"a.txt": 1})
    return Collection(
        articles=tuple(each.id for each in ARTICLES),
        entities=(zelensky,),
        mentions={"a.txt": (Mention(23, 31, "PERSON", zelensky.id),)},
        quotes={"a.txt": tuple(quotes)},
        facts={},
        counterparts=counterparts,
        copies=tuple(copies),
        variants=(),
    )


def answers(*said: tuple[Spot, Spot, bool]) -> list[Link]:
    links = []
    for number, (one, other, same) in enumerate(said):
        record = object.__new__(Record)
        object.__setattr__(record, "id", UUID(int=number))
        links.append(Link(Words(*place(one)), Words(*place(other)), same, record))
    return links


def relations(of: Tellings, spot: Spot = CLAIM) -> dict[str, tuple[Relation, int]]:
    return {name: (each.relation, each.spot.number) for name, each in of.of(spot).items()}


def test_what_the_machine_suggests_is_told_in_the_order_of_the_articles_with_its_reason() -> None:
    tellings = Tellings(ARTICLES, shared(RELATED, SAME))
    assert list(tellings.of(CLAIM).values()) == [
        Telling(Spot(B, 0), Relation.SAME, ("captured",)),
        Telling(Spot(C, 0), Relation.RELATED, ("Kremlin",)),
    ]
    assert tellings.of(Spot(A, 1)) == {}


def test_while_suggestions_are_unknown_or_hidden_only_what_the_reader_confirmed_is_told() -> None:
    said = answers((CLAIM, Spot(B, 1), True))
    tellings = Tellings(ARTICLES, None, said)
    assert relations(tellings) == {"b.txt": (Relation.CONFIRMED, 1)}
    assert tellings.missing(CLAIM, tellings.of(CLAIM)) == []
    assert tellings.independence(CLAIM, tellings.of(CLAIM)) is None
    assert Tellings(ARTICLES).of(CLAIM) == {}


def test_what_was_confirmed_outranks_the_machine_and_what_was_rejected_is_not_told() -> None:
    said = answers((Spot(B, 1), CLAIM, True), (CLAIM, Spot(C, 0), False))
    assert relations(Tellings(ARTICLES, shared(SAME, RELATED), said)) == {"b.txt": (Relation.CONFIRMED, 1)}


def test_an_answer_that_was_taken_back_is_not_told_though_the_machine_was_told_it() -> None:
    assert relations(Tellings(ARTICLES, shared(suggested(CLAIM, Spot(B, 1), why=CONFIRMED)))) == {}


@pytest.mark.parametrize("same", list(product((True, False), repeat=3)))
def test_the_answers_that_are_asked_of_one_sentence_tell_the_same_as_all_of_them(same: tuple[bool, ...]) -> None:
    pairs = [(CLAIM, Spot(B, 0)), (Spot(B, 0), Spot(C, 1)), (Spot(C, 1), Spot(D, 0))]
    said = answers(*((one, other, each) for (one, other), each in zip(pairs, same, strict=True)))
    for spot in (CLAIM, Spot(B, 0), Spot(C, 1), Spot(D, 0), Spot(A, 1)):
        rows = counterpart_rows(spot, ARTICLES, {}, said)
        confirmed = {row.article.id: row.spot for row in rows if row.relation is Relation.CONFIRMED}
        assert {name: each.spot for name, each in Tellings(ARTICLES, None, said).of(spot).items()} == confirmed


def test_an_article_that_is_not_read_is_left_out() -> None:
    said = answers((CLAIM, Spot(B, 0), True), (Spot(B, 0), Spot(C, 0), True))
    assert relations(Tellings((A, C), shared(SAME), said)) == {"c.txt": (Relation.CONFIRMED, 0)}


def test_where_nothing_was_found_the_claim_is_missing_and_of_what_is_no_claim_nothing_is() -> None:
    tellings = Tellings(ARTICLES, shared(SAME, RELATED))
    assert tellings.missing(CLAIM, tellings.of(CLAIM)) == [D]
    heading = article("e.txt", None, "A Heading\n\nIt was said so by the court on Monday.")
    assert not heading.sentences[0].claim
    assert not Tellings((heading, B), shared()).looked_for(Spot(heading, 0))


def test_of_what_the_reader_marked_as_no_claim_nothing_is_sought_and_nothing_is_missing() -> None:
    said = answers((CLAIM, Spot(C, 1), True))
    tellings = Tellings(ARTICLES, shared(SAME, RELATED), said, is_no_claim=lambda spot: spot == CLAIM)
    assert relations(tellings) == {"c.txt": (Relation.CONFIRMED, 1)}
    assert not tellings.looked_for(CLAIM)
    assert tellings.missing(CLAIM, tellings.of(CLAIM)) == []
    assert all(line.endswith("not a claim: nothing is sought") for line in lines(tellings))
    alone = Tellings(ARTICLES, shared(SAME, RELATED), is_no_claim=lambda spot: spot == CLAIM)
    assert {*lines(alone)} == {"not a claim: nothing is sought"}
    assert "\nnot a claim: nothing is sought\n" in all_tellings(CLAIM, alone.of(CLAIM), alone).plain


def test_a_mark_that_it_is_no_claim_is_heeded_at_once() -> None:
    marked: list[Spot] = []
    tellings = Tellings(ARTICLES, shared(SAME), is_no_claim=marked.__contains__)
    assert [*tellings.of(CLAIM)] == ["b.txt"]
    marked.append(CLAIM)
    assert tellings.of(CLAIM) == {}


def test_of_words_that_are_no_whole_sentence_nobody_has_looked_where_else_they_are_told() -> None:
    tellings = Tellings(ARTICLES, shared(SAME, RELATED))
    some, whole = (Spot(A, CLAIM.number, (CLAIM.span[0], CLAIM.span[1] - less)) for less in (1, 0))
    assert not tellings.looked_for(some)
    assert tellings.missing(some, tellings.of(some)) == []
    assert tellings.looked_for(whole)


def test_the_speaker_is_named_in_full_and_a_report_is_told_from_a_quotation() -> None:
    def speaker(*, direct: bool) -> Speaker | None:
        said = Quote(0, 36, direct, QuotedSpeaker(23, 31, "person:zelensky"), None)
        return Tellings(ARTICLES, shared(quotes=[said])).speaker(CLAIM)

    assert speaker(direct=True) == Speaker("Volodymyr Zelensky", direct=True, short="Zelensky")
    assert speaker(direct=False) == Speaker("Volodymyr Zelensky", direct=False, short="Zelensky")
    assert Tellings(ARTICLES, shared()).speaker(CLAIM) is None


def test_what_is_only_related_does_not_stand_behind_the_claim() -> None:
    tellings = Tellings(ARTICLES, shared(SAME, RELATED))
    found = tellings.independence(CLAIM, tellings.of(CLAIM))
    assert found
    assert (found.outlets, found.unknown, found.texts) == (2, 0, 2)


# In words


def lines(tellings: Tellings, waiting: str = "") -> list[str]:
    return [line.plain for line in told_lines(CLAIM, tellings, tellings.of(CLAIM), waiting)]


def test_the_line_names_who_tells_it_and_with_less_room_numbers_them_and_counts_them_last() -> None:
    said = Quote(0, 36, False, QuotedSpeaker(23, 31, "person:zelensky"), None)
    told = lines(Tellings(ARTICLES, shared(SAME, RELATED, quotes=[said])))
    said_by = "said by Volodymyr Zelensky (reported, guessed)"
    named = "▸ same: 2 The Wire · ▹ related: 3 The Kremlin declined to… · not found: 4 The Post"
    assert told == [
        f"{said_by} · {named} · 2 outlets, 2 independent texts, 1 speaker; 1 of the texts without one",
        f"{said_by} · {named} · 2 independent texts",
        f"by Zelensky (guessed) · {named} · 2 texts",
        f"{said_by} · ▸ same 2 · ▹ related 3 · not found 4 · 2 independent texts",
        "by Zelensky (guessed) · ▸ same 2 · ▹ related 3 · not found 4 · 2 texts",
        "by Zelensky? · ▸ 2 · ▹ 3 · not found 4 · 2 texts",
        "by Zelensky? · ▸ in 1 · ▹ in 1 · not found in 1 · 2 texts",
    ]


def test_numbers_that_follow_each_other_stand_as_first_and_last() -> None:
    many = [article(f"{number:02}.txt", "The Daily", A.text) for number in range(12)]
    at = Spot(many[0], 0)
    found = [suggested(at, Spot(many[number], 0)) for number in (1, 2, 4, 6, 7, 8)]
    tellings = Tellings(many, shared(*found))
    told = [line.plain for line in told_lines(at, tellings, tellings.of(at), "")]
    assert "▸ 2 3 5 7–9 · not found 4 6 10–12 · 7 texts" in told


def test_a_speaker_is_shortened_to_the_name_the_articles_use_most() -> None:
    def short(*forms: str, name: str) -> str:
        who = NamedEntity("person:x", name, "PERSON", forms, {"a.txt": 1})
        said = Quote(0, 36, False, QuotedSpeaker(23, 31, "person:x"), None)
        known = Tellings(ARTICLES, replace(shared(quotes=[said]), entities=(who,))).speaker(CLAIM)
        assert known
        return known.short

    assert short("Joe Biden", "Biden", "Joe", name="Joe Biden") == "Biden"
    assert short("Xi", "Xi Jinping", name="Xi Jinping") == "Xi"
    assert short("the General Staff", name="the General Staff") == "the General Staff"
    assert short(name="the Office of the Prosecutor General of Ukraine") == "the Office of the …"


def test_what_the_reader_rejected_is_told_as_that_and_neither_missing_nor_offered() -> None:
    tellings = Tellings(ARTICLES, shared(SAME, RELATED), answers((CLAIM, Spot(C, 0), False)))
    in_full, *_, numbered, counted = lines(tellings)
    assert [article.id for article in tellings.rejected(CLAIM)] == ["c.txt"]
    assert "related" not in in_full
    assert "≠ rejected by you: 3 The Kremlin declined to… · not found: 4 The Post" in in_full
    assert "≠ 3 · not found 4" in numbered
    assert "≠ in 1 · not found in 1" in counted
    assert "≠ rejected by you: 3 The Kremlin" in all_tellings(CLAIM, tellings.of(CLAIM), tellings).plain
    assert tellings.rejected(Spot(A, 1)) == []
    hidden = Tellings(ARTICLES, None, answers((CLAIM, Spot(C, 0), False)))
    assert lines(hidden)[0] == "≠ rejected by you: 3 The Kremlin declined to…"


def test_what_was_named_instead_of_what_was_rejected_is_told_and_no_rejection() -> None:
    said = answers((CLAIM, Spot(C, 0), False), (CLAIM, Spot(C, 1), True))
    tellings = Tellings(ARTICLES, shared(SAME, RELATED), said)
    assert tellings.rejected(CLAIM) == []
    assert relations(tellings)["c.txt"] == (Relation.CONFIRMED, 1)


def test_what_is_waited_for_is_told_beside_what_is_confirmed() -> None:
    said = answers((CLAIM, Spot(B, 0), True))
    assert lines(Tellings(ARTICLES, None, said), "hidden")[0] == "≡ confirmed: 2 The Wire · hidden"
    assert lines(Tellings(ARTICLES), "looked for …")[0] == "looked for …"


def test_the_difference_shows_both_words_and_only_the_nearest_of_the_shared_ones() -> None:
    tellings = Tellings(ARTICLES, shared(SAME))
    line = difference_line(CLAIM, Telling(Spot(B, 0), Relation.SAME), tellings)
    assert line.plain == "2 The Wire: Kyiv captured [two / 155] men [Zelensky said / reports allege]"
    assert standing_out(line) == {"two", "155", "Zelensky"}


def standing_out(line: Content) -> set[str]:
    return {line.plain[span.start : span.end] for span in line.spans if "underline" in str(span.style)}


def test_a_telling_in_other_words_is_shown_whole() -> None:
    line = difference_line(CLAIM, Telling(Spot(C, 0), Relation.RELATED), Tellings(ARTICLES, shared(RELATED)))
    assert line.plain == "3 The Kremlin declined to…: in other words: The Kremlin declined to comment on it."


def test_the_sentence_is_laid_beside_the_same_claim_on_the_screen_first() -> None:
    def of(*tellings: Telling, shown: range) -> str | None:
        found = {each.spot.article.id: each for each in tellings}
        chosen = nearest(CLAIM, found, ARTICLES, shown)
        return chosen.spot.article.id if chosen else None

    b, c, d = (Telling(Spot(each, 0), Relation.SAME) for each in (B, C, D))
    related = Telling(Spot(B, 0), Relation.RELATED)
    assert of(b, c, d, shown=range(4)) == "b.txt"
    assert of(b, c, d, shown=range(2, 4)) == "c.txt"
    assert of(related, d, shown=range(2)) == "d.txt"
    assert of(related, shown=range(2)) == "b.txt"
    assert of(shown=range(4)) is None


def test_all_tellings_stand_under_each_other_with_their_reasons_and_differences() -> None:
    tellings = Tellings(ARTICLES, shared(SAME, RELATED))
    shown = all_tellings(CLAIM, tellings.of(CLAIM), tellings).plain.split("\n")
    assert shown[:-1] == [
        "1 The Daily · this sentence · a text of its own",
        "Kyiv captured two men, Zelensky said.",
        "2 The Wire · ▸ same · why: captured · a text of its own",
        "Kyiv captured [155] men, [reports allege].",
        "3 The Kremlin declined to… · ▹ related · why: Kremlin · a text of its own",
        "The Kremlin declined to comment on it.",
        "not found: 4 The Post",
        "independence: 2 outlets, 2 independent texts",
    ]


def test_all_tellings_say_which_are_one_text_and_that_is_dim_as_the_machine_says_it() -> None:
    wire = (Copy(("a.txt", "b.txt"), 0.8, ()), Copy(("b.txt", "d.txt"), 0.8, ()))
    tellings = Tellings(ARTICLES, shared(SAME, RELATED, copies=wire))
    shown = all_tellings(CLAIM, tellings.of(CLAIM), tellings)
    own, _, wires, _, other, *_, independent, _ = shown.plain.split("\n")
    assert own == "1 The Daily · this sentence · one text with 2 4"
    assert wires == "2 The Wire · ▸ same · why: captured · one text with 1 4"
    assert other.endswith("a text of its own")
    assert independent == "independence: 2 outlets, 1 independent text"
    dim = [shown.plain[span.start : span.end] for span in shown.spans if span.style == "$quiet"]
    assert {" · one text with 2 4", independent} <= set(dim)
    hidden = Tellings(ARTICLES, None, answers((CLAIM, Spot(B, 0), True)))
    assert "text" not in all_tellings(CLAIM, hidden.of(CLAIM), hidden).plain.replace("not so", "")


def test_all_tellings_have_under_their_words_what_is_said_of_each() -> None:
    tellings = Tellings(ARTICLES, shared(SAME))
    said = {CLAIM: [Content("✓ verified because: seen on film")], Spot(B, 0): [Content("✗"), Content("bob: ?")]}
    shown = all_tellings(CLAIM, tellings.of(CLAIM), tellings, lambda spot: said[spot]).plain.split("\n")
    assert shown[2] == "✓ verified because: seen on film"
    assert shown[5:7] == ["✗", "bob: ?"]


@pytest.mark.parametrize(
    ("room", "title"),
    [
        (70, "The Moscow Times · 8 Apr 2025 · same: 155, documents, two"),
        (45, "The Moscow Times · same: 155, documents, two"),
        (42, "The Moscow Times · same: 155, documents, …"),
        (40, "The Moscow Times · same: 155, documents"),
        (32, "The Moscow Times · same: 155, …"),
        (30, "The Moscow Times · same: 155"),
        (27, "The Moscow… · same: 155, …"),
        (24, "The Moscow… · same: 155"),
        (23, "The Moscow… · same: 155"),
        (22, "The Moscow… · same"),
        (18, "The Moscow… · same"),
        (4, "same"),
    ],
)
def test_a_title_gives_up_the_date_first_then_whole_words_of_the_reason_and_the_relation_last(
    room: int, title: str
) -> None:
    assert pane_title("The Moscow Times · 8 Apr 2025", "same", ("two", "documents", "155"), room) == title


def test_a_title_is_never_wider_than_its_room_and_never_cuts_a_word_of_the_reason() -> None:
    reasons = ((), ("b" * 40,), ("bb", "b" * 9, "1"))
    for room in range(1, 80):
        for heading, told, why in product(("中文新聞 · 8 Apr", "A" * 50), ("", "no counterpart here"), reasons):
            shown = pane_title(heading, told, why if told else (), room)
            assert cell_len(shown) <= room
            _, colon, words = shown.partition("here: ")
            assert {*words.split(", ")} <= {*why, "…"} if colon else True

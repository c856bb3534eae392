"""A citation as text, to be put into another program. Pure."""

from unicodedata import category

from newsread.app.dates import short_date
from newsread.articles.article import Article
from newsread.wording import quoted

_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What would turn the direction of all that is pasted behind it."""


def citation(article: Article, start: int, end: int) -> str:
    """Return the words at `[start, end)` with what is known of their source, in one line.

    The words keep their code points, but white space is folded, and what a program or a terminal would act upon, and
    could run on after the words, is left out. What is unknown is left out, too; the article's id stands at the end.
    """
    source = article.source
    words = _cleaned(article.text[start:end])
    known = (
        source.outlet,
        quoted(source.title, len(source.title)) if source.title else None,
        source.marked("byline", source.byline),
        source.marked("published", short_date(source.published)),
        source.url,
        article.id,
    )
    return f"{quoted(words, len(words))} — {', '.join(_cleaned(each) for each in known if each)}"


def _cleaned(text: str) -> str:
    return " ".join("".join(filter(_is_kept, text)).split())


def _is_kept(character: str) -> bool:
    acts = category(character) in {"Cc", "Cs"} and not character.isspace()
    return not acts and character not in _OVERRIDES

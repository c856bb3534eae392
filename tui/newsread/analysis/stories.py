"""Stories: which articles tell of the same event, by the words they share.

Inside a story a word weighs by how few of its sentences have it. Weighed over several stories at once, the names
of an event would look rare, and every sentence about it like every other: so each story is weighed by itself.
"""

from collections import Counter
from collections.abc import Sequence

from newsread.analysis.clustering import Link, linked
from newsread.analysis.vectors import products, tf_idf
from newsread.analysis.wording import Wording

_SAME_STORY = 0.07
"""The average similarity from which articles are one story. Too low does little harm, too high hides counterparts."""
_WORTH_LINKING = 0.02
"""Articles that are less alike share only words of no subject."""


def stories(articles: Sequence[Sequence[Wording]]) -> list[list[int]]:
    """Return the numbers of the articles by story, in ascending order each and all; some stories have one article.

    Articles are compared by TF-IDF over their content words and clustered by average linkage.
    """
    words = [Counter(word.lemma for wording in article for word in wording.content) for article in articles]
    rows = tf_idf(words)
    links = [
        Link(one, other, similarity)
        for one, similarities in enumerate(products(rows, rows))
        for other, similarity in enumerate(similarities[one + 1 :].tolist(), one + 1)
        if similarity >= _WORTH_LINKING
    ]
    return linked(len(articles), links, _SAME_STORY)

"""Stories: which articles tell of the same event, by the words they share.

Inside a story a word weighs by how few of its sentences have it. Weighed over several stories at once, the names
of an event would look rare, and every sentence about it like every other: so each story is weighed by itself.
"""

from collections import Counter
from collections.abc import Sequence

from newsread.analysis.clustering import Links, linked
from newsread.analysis.terms import Terms
from newsread.analysis.vectors import products_with_later, tf_idf

_SAME_STORY = 0.07
"""The average similarity from which articles are one story. Too low does little harm, too high hides counterparts."""
_WORTH_LINKING = 0.02
"""Articles that are less alike share only words of no subject."""


def stories(articles: Sequence[Sequence[Terms]]) -> list[list[int]]:
    """Return the numbers of the articles by story, in ascending order each and all; some stories have one article.

    Articles are compared by TF-IDF over their content words and clustered by average linkage.
    """
    import numpy as np  # noqa: PLC0415 - only the analysis process needs it

    words = [Counter(word.lemma for sentence in article for word in sentence.content) for article in articles]
    rows = tf_idf(words)
    ones, others, similarities = [np.empty(0, np.intp)], [np.empty(0, np.intp)], [np.empty(0)]
    for one, similarity in enumerate(products_with_later(rows, rows)):
        later = np.flatnonzero(similarity >= _WORTH_LINKING)
        ones.append(np.full(len(later), one))
        others.append(later + one + 1)
        similarities.append(similarity[later])
    links = Links(np.concatenate(ones), np.concatenate(others), np.concatenate(similarities))
    return linked(len(articles), links, _SAME_STORY)

"""Train what says whether two sentences make the same claim, and measure it on stories it was not trained on.

    python -m bench.train_counterparts ecbplus-dev [--without-wordnet]

The folder holds the development stories of ECB+ (Cybulska and Vossen 2014, LREC; annotation CC BY 3.0) as
`gold.json`, pairs of sentences by story, and a folder of texts a story. Two sentences are the same when they share
two or more annotated events. Every figure is the average precision of "same" over all pairs of sentences of two
articles of a story, each pair scored by what was trained on all other topics.
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from newsread.analysis.alignment.clustering import Links
from newsread.analysis.alignment.matching import (
    CLUSTER_SHARE,
    WORTH_COMPARING,
    Coefficients,
    Likeness,
    likenesses,
    score,
    strengthened,
)
from newsread.analysis.alignment.terms import Terms, terms_of
from newsread.analysis.document import Document
from newsread.analysis.runtime.pipeline import Pipeline
from newsread.articles.article import Article
from newsread.articles.sources import Source

_ROUNDS = 25
"""Of Newton's method, which has long come to rest by then."""

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Story:
    """The labelled sentences of a story, by number, and its pairs of sentences of two articles."""

    topic: str
    sentences: int
    firsts: NDArray[np.intp]
    seconds: NDArray[np.intp]
    same: NDArray[np.bool_]
    likeness: Likeness
    """A value for each pair."""

    @property
    def features(self) -> Values:
        """What the regression is given."""
        return np.column_stack([self.likeness.containment, np.log1p(self.likeness.events)])

    def probability(self, coefficients: Coefficients) -> Values:
        """Return what the regression alone says of each pair."""
        logit: Values = coefficients.intercept + self.features @ np.array(coefficients[1:])
        probability: Values = 1 / (1 + np.exp(-logit))
        return probability

    def scores(self, coefficients: Coefficients) -> Values:
        """Return the score of each pair by itself."""
        return score(self.likeness.containment, self.likeness.events, coefficients)

    def clustered(self, coefficients: Coefficients) -> Values:
        """Return the score of each pair with its part from the clusters, as matching makes it."""
        scores = self.scores(coefficients)
        linked = self.likeness.similarity >= WORTH_COMPARING
        links = Links(self.firsts[linked], self.seconds[linked], scores[linked])
        scores = (1 - CLUSTER_SHARE) * scores
        scores[linked] = strengthened(self.sentences, links)
        return scores


def stories(folder: Path) -> list[Story]:
    """Read and analyse the stories."""
    pipeline = Pipeline()
    found = []
    for name, gold in json.loads((folder / "gold.json").read_text(encoding="utf-8")).items():
        documents = {file.stem: _document(file, pipeline) for file in sorted((folder / name).glob("*.txt"))}
        places = sorted((row["article"], row["start"], row["end"]) for row in gold["sentences"])
        relation = {
            tuple(sorted(places.index(tuple(pair[end].values())) for end in "ab")): pair["relation"]
            for pair in gold["pairs"]
        }
        sentences = [terms_of(documents[article], start, end) for article, start, end in places]
        found.append(_story(name, sentences, [article for article, *_ in places], relation))
    return [story for story in found if len(story.same)]


def _document(file: Path, pipeline: Pipeline) -> Document:
    article = Article(file.stem, file, file.read_bytes().decode(), Source())
    return Document(article, pipeline.analyse(article.text, [sentence.start for sentence in article.sentences]))


def _story(
    name: str, sentences: Sequence[Terms], articles: Sequence[str], relation: dict[tuple[int, ...], str]
) -> Story:
    number = len(sentences)
    pairs = [(i, j) for i in range(number) for j in range(i + 1, number) if articles[i] != articles[j]]
    rows = list(likenesses(sentences))
    return Story(
        name.partition("/")[0],
        number,
        np.array([i for i, _ in pairs], np.intp),
        np.array([j for _, j in pairs], np.intp),
        np.array([relation.get(pair) == "same" for pair in pairs], bool),
        Likeness(*np.array([[column[j - i - 1] for column in rows[i]] for i, j in pairs]).reshape(-1, 3).T),
    )


def trained(some: Sequence[Story]) -> Coefficients:
    """Return what a logistic regression finds in some stories, by Newton's method."""
    features = np.vstack([story.features for story in some])
    features = np.column_stack([np.ones(len(features)), features])
    same = np.concatenate([story.same for story in some])
    weights = np.zeros(features.shape[1])
    for _ in range(_ROUNDS):
        probability = 1 / (1 + np.exp(-(features @ weights)))
        curvature = features.T @ (features * (probability * (1 - probability))[:, None])
        weights += np.linalg.solve(curvature, features.T @ (same - probability))
    return Coefficients(*weights.tolist())


def average_precision(same: NDArray[np.bool_], scores: Values) -> float:
    """Return the mean, over the pairs that are the same, of the precision down to each one's score."""
    levels, level = np.unique(-scores, return_inverse=True)
    right = np.bincount(level, weights=same, minlength=len(levels))
    precision = np.cumsum(right) / np.cumsum(np.bincount(level, minlength=len(levels)))
    return float(np.sum(precision * right) / np.sum(right))


def trained_by_others(all_stories: Sequence[Story]) -> dict[str, Coefficients]:
    """Return for each topic what was trained on all others."""
    return {
        topic: trained([story for story in all_stories if story.topic != topic])
        for topic in dict.fromkeys(story.topic for story in all_stories)
    }


def report(all_stories: Sequence[Story]) -> None:
    """Print the figures and the coefficients."""
    by_others = trained_by_others(all_stories)
    same = np.concatenate([story.same for story in all_stories])

    def figure(name: str, values: Iterable[Values]) -> None:
        print(f"{name:<24}{average_precision(same, np.concatenate(list(values))):.3f}")

    print(f"{len(all_stories)} stories, {len(same)} pairs, {same.sum()} of them the same")
    figure("similarity alone", (story.likeness.similarity for story in all_stories))
    figure("containment alone", (story.likeness.containment for story in all_stories))
    figure("regression alone", (story.probability(by_others[story.topic]) for story in all_stories))
    figure("both", (story.scores(by_others[story.topic]) for story in all_stories))
    figure("both, and clusters", (story.clustered(by_others[story.topic]) for story in all_stories))
    print("trained on all:", trained(all_stories))


def main() -> None:
    """Train and report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--without-wordnet", action="store_true", help="measure what the table of words is worth")
    arguments = parser.parse_args()
    if not (arguments.folder / "gold.json").is_file():
        print(f"{arguments.folder} has no gold.json: nothing was trained.")
        return
    without = patch("newsread.analysis.alignment.wordnet.table", dict) if arguments.without_wordnet else nullcontext()
    with without:
        report(stories(arguments.folder))


if __name__ == "__main__":
    main()

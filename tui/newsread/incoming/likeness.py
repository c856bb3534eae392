"""How much of their running text two articles share: by this a new version is told from another article."""

import re

_RUN = 5
"""Words of a run: so many in a row are hardly ever the same by chance."""
_FEWEST_RUNS = 16
"""Of a text with fewer runs shorter ones are compared."""
ENOUGH_SHARED = 0.25
"""By a new version with the former one. Two reports of one event by different hands share at most .16, as the seeds
show; two versions mostly more than half. What all pages of a site have in common is less than this, too."""
_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff]|[^\W_]+")
"""Of scripts that put no spaces between words, each sign is one."""


def shared_text(some: str, other: str) -> float:
    """Return which share of the shorter text's runs of words the longer one has, from 0 to 1."""
    words = [_WORD.findall(text.casefold()) for text in (some, other)]
    shorter = min(map(len, words))
    length = max(1, min(_RUN, shorter // _FEWEST_RUNS + 1))
    one, another = ({tuple(each[at : at + length]) for at in range(len(each) - length + 1)} for each in words)
    fewest = min(len(one), len(another))
    return len(one & another) / fewest if fewest else 0.0

"""Children that speak the worker's protocol, each in its own way."""

import sys
from hashlib import sha256
from pathlib import Path

from newsread.articles.article import Article
from newsread.articles.sources import Source

_GREETING = """
import json, os, sys, time
def say(value): print(json.dumps(value), flush=True)
found = {"model": "fake-1", "entities": [[0, 4, "ORG"]], "tokens": []}
say({"ready": "fake-1"})
for line in sys.stdin:
    text = json.loads(line)["text"]
    """

FINDS_THE_FIRST_WORD = "say(found)"
DIES_OF_POISON = "os._exit(9) if 'poison' in text else say(found)"
FAILS_ON_POISON = "say({'failed': 'ValueError: poison'} if 'poison' in text else found)"
DIES_AFTER_THE_ANSWER = "say(found); os._exit(0)"
NEVER_ANSWERS = "time.sleep(600)"


def child(answer: str, log: Path) -> list[str]:
    """Return the command of a child that does `answer` to every text, and notes its process id in `log`."""
    return script(f"import os; open({str(log)!r}, 'a').write(f'{{os.getpid()}} '){_GREETING}{answer}")


def script(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def article(text: str) -> Article:
    name = sha256(text.encode()).hexdigest()[:8]
    return Article(id=f"{name}.txt", file=Path(f"{name}.txt"), text=text, source=Source())

"""The line in which something is sought in all articles that are read: what is typed, and what was found of it."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from unicodedata import normalize

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from newsread.app.actions.keys import key_of
from newsread.app.reader.finding import MOST, Found, count_in_words, found_at, found_words, pattern_in
from newsread.app.session.spots import sentence_at
from newsread.app.widgets.article_names import name_of, numbered
from newsread.app.widgets.bars import plain
from newsread.app.widgets.layers import Styled
from newsread.app.widgets.patterns import BadPatternError, PatternSearch
from newsread.app.widgets.search import PATTERN_SIGN, Searched
from newsread.articles.article import Article


class FindBar(Horizontal):
    """Seeks while it is typed, in a thread; it tells where to go and knows which hit the cursor is on."""

    DEFAULT_CSS = """
    FindBar {
        height: 1; padding: 0 1; background: $surface; display: none;
        &.open { display: block; }
        & Input, & Input:focus { border: none; height: 1; padding: 0; width: 1fr; background: $panel; }
        & Static { width: 2fr; padding: 0 0 0 1; text-wrap: nowrap; text-overflow: ellipsis; color: $foreground; }
    }
    """

    @dataclass
    class Changed(Message):
        """Something else is found now."""

    def __init__(
        self,
        articles: Callable[[], Sequence[Article]],
        here: Callable[[], tuple[int, int]],
        go: Callable[[int, int], None],
    ) -> None:
        """Seek in the articles from `here` on: article and sentence, by number; `go` puts the cursor elsewhere."""
        super().__init__()
        self._articles, self._here, self._go = articles, here, go
        self._searched: dict[str, tuple[Article, Searched]] = {}
        self._patterns = PatternSearch()
        self._found = Found("")
        self._current: int | None = None
        self._began_at: tuple[int, int] | None = None
        """Where the cursor was when something began to be typed, as long as it is."""
        self._goes_from: tuple[int, int] | None = None
        """From where the first place is still to be gone to, as what was typed last is not found yet."""
        self._left_at: tuple[int, int] | None = None
        """Where the cursor was when what was typed was entered, before that was found."""
        self._input = Input(placeholder=f"words, or {PATTERN_SIGN} and a regular expression")
        self._told = Static()

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield self._input
        yield self._told

    def on_unmount(self) -> None:
        """Leave no process behind."""
        self._patterns.close()

    @property
    def is_open(self) -> bool:
        """Whether something is sought."""
        return self.has_class("open")

    @property
    def sought(self) -> str:
        """What is sought; empty where nothing is."""
        return self._input.value if self.is_open else ""

    def take_up(self, sought: str) -> None:
        """Seek what was sought another time; the cursor stays where it is."""
        self.add_class("open")
        self._input.display = False
        with self.prevent(Input.Changed):
            self._input.value = sought
        self.look_again()

    def begin(self) -> None:
        """Let something be typed; the cursor goes to the first place from where it is now."""
        self._began_at = self._here()
        self.add_class("open")
        self._input.display = True
        self._input.focus()
        self._tell()

    def end(self) -> bool:
        """End the search, and return whether there was one; one that was still typed leads back to its beginning."""
        if not self.is_open:
            return False
        if self._began_at:
            self._go(*self._began_at)
        self._close_input()
        self._goes_from = None
        self.workers.cancel_group(self, "find")
        self.remove_class("open")
        with self.prevent(Input.Changed):
            self._input.value = ""
        self._take(Found(""))
        return True

    def _close_input(self) -> None:
        self._began_at = None
        self._input.display = False
        self.screen.set_focus(None)

    # Seeking

    def on_input_changed(self, event: Input.Changed) -> None:
        """Seek what is typed so far."""
        event.stop()
        self._goes_from, self._left_at = self._began_at, None
        self.look_again()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on in what was found."""
        event.stop()
        if self._input.value.strip(PATTERN_SIGN):
            self._left_at = self._here()
            self._close_input()
            self._tell()
        else:
            self.end()

    def forget(self, article: int) -> None:
        """Forget what was found in an article, by its number: it has another text."""
        current = self._found.hits[self._current] if self._current is not None else None
        self._found = self._found.without(article)
        self._current = self._found.hits.index(current) if current and current.article != article else None

    def look_again(self) -> None:
        """Seek anew, also where a text has changed."""
        if self.is_open:
            look: Callable[[], object] = partial(self._look, self._input.value)
            self.run_worker(look, group="find", exclusive=True, exit_on_error=False)

    async def _look(self, sought: str) -> None:
        if sought.strip(PATTERN_SIGN):
            found = await asyncio.to_thread(self._find, sought, [*self._articles()])
        else:
            found = Found(sought)
        if not self.is_open:
            return
        self._take(found)
        start = self._began_at or (self._goes_from if self._here() == self._left_at else None)
        self._goes_from = None
        if start:
            number = found.next_from(start[0], self._start_of(*start), 1)
            if number is None:
                self._go(*start)
            self._go_to(number)

    def _find(self, sought: str, articles: Sequence[Article]) -> Found:
        texts = [self._text_of(article) for article in articles]
        pattern = pattern_in(sought)
        if pattern is None:
            return found_words(sought, texts)
        try:
            found = self._patterns.places(normalize("NFC", pattern), [text.as_seen for text in texts], MOST)
        except BadPatternError as error:
            return Found(sought, problem=str(error))
        places = zip(texts, found, strict=True)
        return found_at(sought, [[text.written(*span) for span in spans] for text, spans in places])

    def _text_of(self, article: Article) -> Searched:
        of, searched = self._searched.get(article.id, (None, None))
        if searched is None or of is not article:
            searched = Searched(article.text)
            self._searched[article.id] = article, searched
        return searched

    def _take(self, found: Found) -> None:
        self._found, self._current = found, None
        self._tell()
        self.post_message(self.Changed())

    # Going from hit to hit

    def turn(self, direction: int) -> bool:
        """Go to the next hit, or the one before, and return whether a search is open at all."""
        if not self.is_open:
            return False
        article, sentence = self._here()
        if self._current is not None and self._sentence_of(self._current) == (article, sentence):
            number: int | None = (self._current + direction) % len(self._found.hits)
        else:  # the cursor was moved away
            number = self._found.next_from(article, self._start_of(article, sentence + (direction > 0)), direction)
        self._go_to(number)
        return True

    def _go_to(self, number: int | None) -> None:
        self._current = number
        if number is not None:
            self._go(*self._sentence_of(number))
        self._tell()
        self.post_message(self.Changed())

    def _sentence_of(self, number: int) -> tuple[int, int]:
        hit = self._found.hits[number]
        return hit.article, sentence_at(self._articles()[hit.article], hit.start)

    def _start_of(self, article: int, sentence: int) -> int:
        text = self._articles()[article]
        return text.sentences[sentence].start if sentence < len(text.sentences) else len(text.text)

    # What is shown

    def spans(self, article: int) -> list[Styled]:
        """Return the places in an article, by its number, as they are laid over its text."""
        now = self._found.hits[self._current] if self._current is not None else None
        return [
            Styled(hit.start, hit.end, ("found-now",) if hit == now else ("found",)) for hit in self._found.of(article)
        ]

    def _tell(self) -> None:
        with suppress(LookupError):
            if not self._found.sought.strip(PATTERN_SIGN) and not self._found.problem:
                self._told.update("")
                return
            told = count_in_words(self._found, self._current, self._name_of)
            if not self._input.display:
                keys = f"{key_of('next')} {key_of('previous')} go on · {key_of('stop')} ends"
                told = f"{self._found.sought} · {told} · {keys}"
            self._told.update(plain(told, "$warning" if self._found.problem else ""))

    def _name_of(self, number: int) -> str:
        return numbered(number, name_of(self._articles()[number]))

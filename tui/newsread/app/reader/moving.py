"""Moving from sentence to sentence and from article to article, and how the other panes move along."""

from newsread.app.reader.ground import Ground
from newsread.app.reader.jump_mode import JumpMode, labels
from newsread.app.reader.pane import Pane
from newsread.app.widgets.bars import plain


class Moving(Ground):
    """Goes where the reader points, by keys or with the mouse."""

    def action_move(self, sentences: int) -> None:
        """Go on by sentences."""
        self._go_by_hand(self._active, self._cursor(self._active) + sentences)

    def action_page(self, pages: int) -> None:
        """Go on by pages."""
        sentence = self._side_by_side.pane(self._active).sentence_a_page_from(self._cursor(self._active), pages)
        self._go_by_hand(self._active, sentence)

    def action_end(self, direction: int) -> None:
        """Go to the first or the last sentence."""
        self._go_by_hand(self._active, 0 if direction < 0 else len(self._spot.article.sentences))

    def action_pane(self, panes: int) -> None:
        """Go to another article, round and round."""
        number = (self._active + panes) % len(self._articles)
        self._go_by_hand(number, self._cursor(number))

    def action_untagged(self, direction: int) -> None:
        """Go to the next claim of which nothing was said, or the one before; in a search to the next hit."""
        if self._find.turn(direction):
            return
        self._select(None)
        self._go_to_unseen(direction)

    def action_article(self, number: int) -> None:
        """Go to the `number`-th article, to the counterpart of the sentence under the cursor if it has one."""
        if number > len(self._articles):
            self._tell(plain(f"there are {len(self._articles)} articles"))
            return
        telling = self._comparing.tellings.of(self._spot).get(self._ids[number - 1])
        self._go_by_hand(number - 1, telling.spot.number if telling else self._cursor(number - 1))

    def action_jump(self) -> None:
        """Let a letter go to any sentence that begins on the screen."""
        places = [
            (number, sentence)
            for number in self._side_by_side.shown
            for sentence in self._side_by_side.pane(number).beginning_in_view
        ]
        by_label = dict(zip(labels(len(places)), places, strict=False))
        for number in self._side_by_side.shown:
            of_pane = {sentence: label for label, (of, sentence) in by_label.items() if of == number}
            self._side_by_side.pane(number).show_labels(of_pane)

        def go(place: tuple[int, int] | None) -> None:
            for pane in self._side_by_side.panes:
                pane.show_labels({})
            if place:
                self._go_by_hand(*place)

        self.app.push_screen(JumpMode(by_label), go)

    # How the other panes move along

    def action_sync(self) -> None:
        """Move the other panes along in another way."""
        self._syncing.next_mode(self._active)
        self._show()

    def action_align(self) -> None:
        """Bring into view where the others tell the claim, however they move along otherwise."""
        if not self._syncing.align(self._active):
            self._tell(plain("no counterpart in the other panes"))

    def on_pane_held(self, event: Pane.Held) -> None:
        """Let the pane that is scrolled with the mouse lead the others."""
        self._syncing.hold(self._ids.index(event.article_id))

    def on_pane_scrolled(self, event: Pane.Scrolled) -> None:
        """Move the others along."""
        self._syncing.scrolled(self._ids.index(event.article_id))

    def on_pane_settled(self) -> None:
        """Bring the panes to where they belong in their new sizes."""
        self._syncing.settled(self._active)

    def action_panes(self, more: int) -> None:
        """Show one more article side by side, or one fewer."""
        shown = len(self._side_by_side.shown)
        self._side_by_side.wished = max(1, shown + more)
        self._go(self._active, self._cursor(self._active))
        if len(self._side_by_side.shown) == shown:
            self._side_by_side.wished = shown
            self._tell(plain("there is no room for more" if more > 0 else "one article is the least"))

    # What is sought

    def action_find(self) -> None:
        """Seek something in all articles."""
        self._find.begin()

    def on_find_bar_changed(self) -> None:
        """Show what is found now."""
        for pane in self._side_by_side.panes:
            self._show_found(pane)

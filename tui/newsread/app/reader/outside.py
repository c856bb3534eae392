"""What goes to other programs: a citation, and the article's address."""

import os

from newsread.app.bars import plain
from newsread.app.browsing import open_in_browser, why_not
from newsread.app.citation import citation
from newsread.app.clipboard import copy
from newsread.app.reader.ground import Ground
from newsread.printable import printable


class Outside(Ground):
    """Copies and opens."""

    def action_cite(self) -> None:
        """Copy the words with their source, white space folded, by every way that there is, and say which."""
        if not self._spot.article.sentences:
            self._tell(plain("there are no words to copy"))
            return
        aim = self._subject.aim
        text = citation(aim.article, *aim.span)
        self.app.copy_to_clipboard(text)

        def copy_elsewhere() -> None:
            taken = ", ".join(copy(text, os.environ))
            # No terminal answers whether it took it.
            told = "sent to the terminal by OSC 52" + (f"; copied by {taken}" if taken else "")
            self.app.call_later(self._tell_if_here, told)

        self.run_worker(copy_elsewhere, thread=True, group="clipboard", exit_on_error=False)

    def action_open_address(self) -> None:
        """Open the article's address in the browser, or say why not."""
        url = self._spot.article.source.url
        refusal = why_not(url, os.environ)
        if refusal or not url:
            self.notify(printable(refusal or ""), timeout=20, markup=False)  # whole, so that it can be copied
            return

        def open_it() -> None:
            self.app.call_later(self._tell_if_here, open_in_browser(url))

        self.run_worker(open_it, thread=True, group="browser", exit_on_error=False)

    def _tell_if_here(self, words: str) -> None:
        if self.is_current:
            self._tell(plain(words))

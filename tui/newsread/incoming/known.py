"""Which articles a workspace has already: known by their address, by their words, and by what they were made from."""

import re
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from newsread.articles.folder import article_ids
from newsread.articles.reading import Decoded, read
from newsread.articles.sources import declared_sources, source_of
from newsread.errors import NewsreadError
from newsread.incoming.article_file import retrieval_of

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_hs(?:enc|mi)|vero_id|wt_mc|cmpid")


def same_address(url: str) -> str:
    """Return an address in the form that it shares with others of the same page; for comparing only.

    The fragment is dropped, what tells where a reader came from (`utm_source` and the like), and what makes no
    difference: http or https, upper case in the host, a default port, a slash at the end.
    """
    try:
        parts = urlsplit(url.strip())
        port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    except ValueError:
        return url
    query = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(name)
    ]
    return f"//{parts.hostname or ''}{port}{parts.path.rstrip('/')}?{urlencode(query)}"


def names_an_article(url: str | None) -> bool:
    """Whether an address that a page gives as its own is one of an article: one without a path is that of a paper."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return False
    return bool(parts.hostname and (parts.path.strip("/") or parts.query))


def same_words(text: str) -> str:
    """Return a hash that texts share which differ at most in their white space."""
    return sha256(" ".join(text.split()).encode(errors="surrogatepass")).hexdigest()


class Known:
    """The articles of a folder, all read once; what cannot be read is known by nothing."""

    def __init__(self, folder: Path) -> None:
        self._by_address: dict[str, str] = {}
        self._by_words: dict[str, str] = {}
        self._by_original: dict[str, str] = {}
        self._by_file: dict[str, str] = {}
        self._with_address: set[str] = set()
        declared = declared_sources(folder).by_id
        for article_id in article_ids(folder):
            with suppress(NewsreadError):
                decoded = read(folder / article_id)
                source = source_of(declared.get(article_id), decoded.front_matter, decoded.text)
                self.note(article_id, decoded, source.url)

    def note(self, article_id: str, decoded: Decoded, url: str | None) -> None:
        """Note an article as it stands in its file."""
        retrieval = retrieval_of(decoded.front_matter)
        if retrieval:
            if retrieval.original_sha256:
                self._by_original[retrieval.original_sha256] = article_id
            if retrieval.given_as:
                self._by_file[retrieval.given_as] = article_id
            url = retrieval.retrieved_from or url
        if url and names_an_article(url):
            self._by_address[same_address(url)] = article_id
            self._with_address.add(article_id)
        self._by_words[same_words(decoded.text)] = article_id

    def at(self, *urls: str | None) -> str | None:
        """Return the article that came from one of these addresses."""
        found = (self._by_address.get(same_address(url)) for url in urls if url)
        return next(filter(None, found), None)

    def given_as(self, mark: str | None, *, has_address: bool) -> str | None:
        """Return the article that came from the file of this mark.

        Where both have addresses, and so different ones, the file holds another article by now.
        """
        found = self._by_file.get(mark or "")
        return None if has_address and found in self._with_address else found

    def with_words(self, text: str) -> str | None:
        """Return the article that has these words."""
        return self._by_words.get(same_words(text))

    def made_from(self, original_sha256: str) -> str | None:
        """Return the article that was made from this very page or file."""
        return self._by_original.get(original_sha256)

"""Which articles a workspace has already: known by their address, by their words, and by what they were made from."""

import re
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode, urlsplit

from newsread.articles.folder import article_ids
from newsread.articles.reading import Decoded, read_below
from newsread.articles.sources import declared_sources, source_of
from newsread.errors import NewsreadError
from newsread.ingest.article_file import Retrieval, retrieval_of
from newsread.rooted import Root

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


_TRACKING = re.compile(
    r"utm_\w+|at_(?:campaign|custom\d|link_\w+|medium|ptr_name)|ns_(?:campaign|mchannel|source|linkname|fee)"
    r"|fbclid|gclid|dclid|msclkid|yclid|ttclid|twclid|gbraid|wbraid|gclsrc|igshi?d?"
    r"|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|vero_(?:id|conv)|wt_mc|wt\.mc_\w+|cmpid|ocid|ito|xtor|smid|smtyp|ref_src|ref_url"
    r"|__twitter_impression|_ga|_gl|piwik_\w+|mtm_\w+|pk_\w+|guccounter|guce_\w+",
    re.IGNORECASE,
)
_AMP_CACHE = re.compile(
    r"https?://(?:[\w-]+\.cdn\.ampproject\.org/[a-z]/|(?:www\.)?google\.[a-z.]+/amp/)(?P<secure>s/)?(?P<rest>[^/?#]+\.[^?#]+.*)"
)
_FOR_DEVICES = re.compile(r"\A(?:www|m|mobile|amp|edition|touch)\.")


def same_address(url: str) -> str:
    """Return an address in the form that it shares with others of the same page; for comparing only.

    The fragment is dropped, what tells where a reader came from (`utm_source` and the like), and what makes no
    difference: http or https, upper case in the host, a default port, a slash at the end, the order of the query. That
    of a page in a cache of AMP pages is the page's own.
    """
    if cached := _AMP_CACHE.fullmatch(url.strip()):
        url = f"https://{cached['rest']}"
    try:
        parts = urlsplit(url.strip())
        port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    except ValueError:
        return url
    query = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(name)
    ]
    return f"//{parts.hostname or ''}{port}{parts.path.rstrip('/')}?{urlencode(sorted(query))}"


def same_site(url: str, other: str) -> bool:
    """Whether two addresses are of one site, as its pages for telephones and its AMP pages are."""
    hosts = []
    for each in (url, other):
        try:
            hosts.append(_FOR_DEVICES.sub("", urlsplit(each).hostname or ""))
        except ValueError:
            return False
    return hosts[0] == hosts[1] or same_address(url) == same_address(other)


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

    def __init__(self, folder: Root) -> None:
        self._folder = folder
        self._by_address: dict[str, list[str]] = {}
        self._by_words: dict[str, str] = {}
        self._by_original: dict[str, str] = {}
        self._by_file: dict[str, str] = {}
        self._with_address: set[str] = set()
        declared = declared_sources(folder).by_id
        for article_id in article_ids(folder):
            with suppress(NewsreadError):
                decoded = read_below(folder, article_id)
                source = source_of(declared.get(article_id), decoded.front_matter, decoded.text)
                self.note(article_id, decoded, source.url)

    def note(self, article_id: str, decoded: Decoded, *urls: str | None) -> None:
        """Note an article as it is in its file, and the addresses by which it is known."""
        retrieval = retrieval_of(decoded.front_matter)
        if retrieval:
            if retrieval.original_sha256:
                self._by_original[retrieval.original_sha256] = article_id
            if retrieval.given_as:
                self._by_file[retrieval.given_as] = article_id
        for url in _addresses(retrieval, urls):
            if names_an_article(url):
                there = self._by_address.setdefault(same_address(url), [])
                there += [] if article_id in there else [article_id]
                self._with_address.add(article_id)
        self._by_words[same_words(decoded.text)] = article_id

    def at(self, *urls: str | None) -> list[str]:
        """Return the articles that came from one of these addresses, those of the first address first."""
        found = (each for url in urls if url for each in self._by_address.get(same_address(url), ()))
        return list(dict.fromkeys(found))

    def version_of(self, text: str, articles: Iterable[str]) -> str | None:
        """Return of some articles the one that a text is another version of, None where none shares enough with it."""
        shares: dict[str, float] = {}
        for article_id in articles:
            with suppress(NewsreadError):
                shares[article_id] = shared_text(read_below(self._folder, article_id).text, text)
        best = max(shares, key=lambda each: shares[each], default=None)
        return best if best and shares[best] >= ENOUGH_SHARED else None

    def given_as(self, mark: str | None, *, has_address: bool) -> list[str]:
        """Return the article that came from the file of this mark, or none.

        Where both have addresses, and so different ones, the file holds another article by now.
        """
        found = self._by_file.get(mark or "")
        return [found] if found and not (has_address and found in self._with_address) else []

    def with_words(self, text: str) -> str | None:
        """Return the article that has these words."""
        return self._by_words.get(same_words(text))

    def made_from(self, original_sha256: str) -> str | None:
        """Return the article that was made from this very page or file."""
        return self._by_original.get(original_sha256)


def _addresses(retrieval: Retrieval | None, urls: Iterable[str | None]) -> list[str]:
    """Return the addresses by which an article is known.

    Where it was fetched from another site than the one that it gives as its own, it is a copy in another paper: both
    papers' texts are articles by themselves.
    """
    own = [url for url in urls if url]
    if not retrieval or not retrieval.retrieved_from:
        return own
    fetched_from = retrieval.retrieved_from
    if retrieval.archive_url:
        return [*own, fetched_from, retrieval.archive_url]
    return [*(url for url in own if same_site(url, fetched_from)), fetched_from]

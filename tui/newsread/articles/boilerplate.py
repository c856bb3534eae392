"""What surrounds a report and is no part of it: the furniture of a page.

The rules are phrases and shapes that newspapers share, not lines of one paper. A phrase alone proves little, for
a report may begin with the same words: so each rule says what may follow up to the end of the sentence, and a
sentence that ends by saying who says so is never furniture. A rule that is not sure leaves the sentence a claim.
They decide nothing for good: a reader can stand on every sentence and tag it; only the walk from claim to claim
passes furniture by.
"""

import re
from collections.abc import Sequence

from newsread.articles.dates import MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS

_LONGEST_FURNITURE = 2_000
_MOST_WORDS_OF_A_HEADING = 25
_MOST_WORDS_OF_A_SHOUT = 4
_MOST_WORDS_OF_A_SLOGAN = 12
_FEWEST_WORDS_OF_AN_ITEM = 5
_FEWEST_WORDS_OF_A_LEAD_IN = 8

_QUOTE_SIGNS = r"(?:>\s?)*"
LIST_MARKER = re.compile(rf"{_QUOTE_SIGNS}(?:[-–*+•◦▪‣·]|\(?\d{{1,3}}[.)])\s+(?=\S)")
"""What a list item begins with, white space after it included."""

_HEADING_MARK = re.compile(r"#{1,6}\s")
_DECORATION = re.compile(r"(?:>|#{1,6}\s|[*_\s])+")
_URL = r"(?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S+"
_LINK = rf"(?:!?\[[^\[\]]*\]\([^()\s]*\)|<?{_URL}|[@#]\w+)"
_TRAILING_LINKS = re.compile(rf"(?:\s+{_URL})+\Z")
_TERMINAL = re.compile(r"[.!?…。！？।؟۔][\"'”’»›)\]}*_]*\Z")

# What the phrases are made of.

_ARTICLE = r"(?:article|story|column|op-ed|essay)"
"""What a newspaper calls its own; others have reports, posts and videos too."""
_PIECE = rf"(?:{_ARTICLE}|report|piece|post|page|interview|video|episode)"
_MONTHS = rf"(?:{'|'.join((*MONTHS, *SHORT_MONTHS))})"
_WEEKDAYS = rf"(?:{'|'.join((*WEEKDAYS, *SHORT_WEEKDAYS))})"
_DAY = rf"(?:{_MONTHS}|{_WEEKDAYS}|\d{{1,4}})\b"
_NAME_WORD = r"(?:[^\W\d_a-z][\w'’.-]*|&|,|and|de|del|der|den|di|la|le|van|von|bin|al|el|for|of|the|in)"
_CREDIT_WORD = rf"(?:{_NAME_WORD}|(?:additional|reporting|writing|editing|by|with|via|courtesy|handout)(?!\w))"

_END = r"\W*\Z"
_NAMES = rf"(?=.*[^\W\d_])(?:(?-i:{_CREDIT_WORD})[\s,;:/|·•—–©()+-]*+)++\.?\Z"
"""Nothing but names up to the end."""
_FEW_WORDS = r"[^\w\s]*(?:\s+\S+){0,8}\Z"
_KEYWORD = r"[^\s,;|·•]+(?:\s+[^\s,;|·•]+){0,2}\s*+"
_KEYWORDS = rf"(?:{_END}|\s*{_KEYWORD}(?:[,;|·•]\s*{_KEYWORD})*+\Z)"
_OF_OURS = (
    r"\b(?:our|us|your|newsletters?|(?:news|e-?mail)? ?alerts|updates|briefing|e-?mails?|podcast|inbox|digest"
    r"|unlimited access|free trial|(?:telegram|whatsapp|youtube) channel)\b"
)
_SUPPORT = r"(?:please )?(?:consider )?(?:support(?:ing)?|donat(?:e|ing) to)"

_POINTS_ELSEWHERE = (  # and a headline, which may be a sentence
    rf"related(?: {_PIECE}| coverage| news| stories)?s?\s*:",
    r"(?:original|source) (?:url|link)\s*:",
    rf"(?:original|source) {_PIECE}\s*:\s*(?:\Z|[\[<]|{_URL})",
    r"see also\s*:",
    r"(?:watch(?: (?:now|live|more))?|recommended(?: for you)?|more (?:on|from)\b[^:.]{0,40})\s*:(?!.*[.!?…]\W*\Z)",
    rf"(?:also )?read(?: also| next| this| more| the full {_PIECE})?\s*:",
)
_ASKS_THE_READER = (
    rf"read (?:more|next|also|the full {_PIECE})(?:{_END}| (?:about|on|here|at|in)\b{_FEW_WORDS})",
    rf"(?:share|print|listen to) (?:this|the) {_PIECE}(?:{_END}| (?:on|via|by|with)(?:\s+\S+){{1,4}}\Z)",
    r"share this\W*\Z",
    r"share (?:on|via|by) [\w.-]+(?:(?:,| and| or|\s*[|/·])\s*[\w.-]+){0,5}\W*\Z",
    rf"edit (?:this )?post{_END}",
    rf"(?:follow|like|add|find) us(?:{_END}| (?:on|at|for)\b{_FEW_WORDS})",
    rf"(?:click|tap) here(?:{_END}| (?:to|for|if)\b{_FEW_WORDS})",
    r"skip to (?:the )?(?:main |primary )?(?:content|navigation|menu|search|footer|comments)\W*\Z",
    rf"download (?:our|the) app(?:{_END}| (?:to|for|from|on|now|here|today)\b{_FEW_WORDS})",
    r"leave a (?:comment|reply)(?: (?:below|here|now))?\W*\Z",
    (
        r"(?:please )?(?:sign up|subscribe|register)(?: (?:now|here|today))?"
        rf"(?:{_END}| (?:to|for|with)\b.{{0,60}}{_OF_OURS})"
    ),
    rf"(?:please )?subscribe to {_NAMES}",
    rf"{_SUPPORT} us(?:{_END}| (?:by|with|on|now|today)\b{_FEW_WORDS})",
    (
        rf"{_SUPPORT} (?:our|independent) (?:\w+ )?"
        rf"(?:journalis[mt]s?|reporting|reporters|newsroom|work|media|team)\b{_FEW_WORDS}"
    ),
    rf"(?:become|be) an? (?:member|subscriber|supporter)(?:{_END}| (?:now|today|here|to|and|of our)\b{_FEW_WORDS})",
    rf"be (?:among )?the first to (?:get|know|hear|read|see|receive|comment)\b{_FEW_WORDS}",
    (
        r"(?:get|receive|join|try) (?:our|the|your|all|more|daily|weekly|breaking|free|news|updates|stories)\b"
        rf".{{0,80}}\b(?:newsletter|your inbox|(?:telegram|whatsapp) channel)\b{_FEW_WORDS}"
    ),
)
_SAID_OF_THE_PAGE = (
    # Rights and origin.
    (
        r"(?:(?:copyright|©|\(c\))[\s:,]*)++\d{4}(?:\s*[-–]\s*\d{4})?[\s,]*"
        rf"(?:{_END}|{_NAMES}|.{{0,60}}\ball rights reserved\b)"
    ),
    rf"(?:copyright\s*)?©\s*{_NAMES}",
    rf"all rights reserved(?:{_END}|[.,;|—–]| by {_NAMES})",
    rf"(?:re)?published (?:here )?with (?:the )?permission(?:{_END}| (?:of|from) {_NAMES})",
    (
        rf"this {_ARTICLE} (?:(?:was|is|has been|originally|first|previously|also) )*"
        rf"(?:appear(?:ed|s)|(?:re)?published|written by|adapted|translated|reprinted|syndicated)\b{_FEW_WORDS}"
    ),
    rf"this {_PIECE} (?:(?:was|is|has been) )?(?:originally|first|previously) (?:appeared|published){_FEW_WORDS}",
    # Notes on the text itself.
    (
        r"(?:editor['’]?s['’]? note|correction|clarification|update)s?"
        rf"(?: \([^()]{{1,40}}\)|,? {_MONTHS} \d{{1,2}})?\s*[:—–]"
        rf".{{0,200}}\b(?:this {_ARTICLE}|(?:earlier|previous) version|developing {_PIECE})\b"
    ),
    rf"editor['’]?s['’]? note{_END}",
    (
        rf"this is a (?:developing|breaking)(?: news)? {_PIECE}"
        rf"(?:{_END}|.{{0,60}}\b(?:updat|refresh|check back|come back|stay tuned|more to (?:come|follow)|will follow))"
    ),
    (
        rf"this {_PIECE} (?:has been|was|is being|will be) (?:(?:regularly|last) )?(?:updated|corrected|amended)"
        rf"(?:{_END}| (?:on|at) {_DAY}| throughout\b"
        r"| with (?:\w+ ){0,3}(?:details|information|comments?|quotes|reaction)\b"
        r"| to (?:add|include|correct|reflect|clarify|remove|note|update)\b)"
    ),
    rf"this {_PIECE} (?:has been|was) (?:lightly )?edited for\b.{{0,40}}\b(?:length|clarity|brevity|style|space)\b",
    rf"an? (?:earlier|previous) version of this {_ARTICLE}\b",
    (
        rf"an? (?:earlier|previous) version of this {_PIECE}\b"
        r".{0,80}\b(?:mis(?:stated|spelled|identified|attributed)|incorrect|wrong|inaccurate|error)"
    ),
    # Advertisements.
    rf"advertis(?:ement|ing)s?(?:{_END}|\W+(?:scroll|story|article|continues?|skip|close)\b{_FEW_WORDS})",
    rf"(?:sponsored|promoted)(?: content| post)?(?:{_END}| by {_NAMES})",
    r"(?:story|article) continues below(?: (?:this )?(?:ad\w*|video|newsletter))?\W*\Z",
    # Sound made by a machine, time to read.
    (
        rf"(?:this (?:audio|narration)|the (?:audio|voice|narration|recording) (?:in|of|for) this {_PIECE})"
        r" (?:(?:is|was|has been) )?(?:created|generated|produced|narrated|voiced|read)\b(?:\s+\S+){0,5}\Z"
    ),
    r"\d+[\s-]min(?:ute)?s? (?:read|listen)(?:\W*\Z|\s*[|·•])",
    # People, pictures, keywords.
    rf"(?:authors?|writers?|reporters?|editors?|contributors?)\s*:(?:\s*\Z|\s*{_NAMES})",
    rf"(?:written|(?:additional )?(?:reporting|writing|editing)) by {_NAMES}",
    (
        r"[(\[]?(?:(?:file )?photo|image|picture|video|graphic|illustration)s?(?: credits?)?(?:\s*:| by\b)"
        rf"(?:{_END}|\s*{_NAMES})"
    ),
    rf"(?:tags?|topics?|keywords?|filed under|categor(?:y|ies)|hashtags?)\s*:{_KEYWORDS}",
    # The signature under a post: — Name (@handle) April 8, 2025
    rf"[—–-]+\s*[^()]{{1,100}}\(@\w{{1,40}}\)(?:\s+(?:\S+\s+){{0,3}}\d{{4}})?(?:\s+{_URL})?\s*\Z",
)


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{phrase})" for phrase in phrases), re.IGNORECASE)


_LINK_TO_ANOTHER = _any_of(_POINTS_ELSEWHERE)
_REQUEST = _any_of(_ASKS_THE_READER)
_NOTE_ON_THE_PAGE = _any_of(_SAID_OF_THE_PAGE)

_SAYS_WHO = re.compile(
    r"(?:[,”\"]\s(?:[^,.;:”\"]{0,60}\s)?(?:said|says|told|added|announced|argued|claimed|confirmed|found|insisted|ordered"
    r"|reported|ruled|showed|testified|urged|warned|wrote)\b[^,;:”\"]{0,60}|\baccording to\b[^;:]{1,80})\Z",
    re.IGNORECASE,
)
"""The end of a sentence that reports: “…, said the mayor.”"""
_TELLS = re.compile(r"\d|\b(?:is|are|was|were|has|have|had|did|will|said|says|[a-z]{2,}ed)\b")
"""Signs that a sentence says what is or was; a slogan seldom has one."""

_ONLY_LINKS = re.compile(rf"(?:{_LINK}[\s|,;·•—–-]*+)++\Z")
_CAPTION = re.compile(
    r".{3,}[(\[](?=[^()\[\]]*(?:/|photo|image|picture|getty|reuters|\bap\b|\bafp\b|\bepa\b|telegram|screenshot"
    r"|courtesy|handout|via |facebook|youtube|instagram|archive|press service))[^()\[\]]{2,120}[)\]]\Z",
    re.IGNORECASE | re.DOTALL,
)
"""A caption ends with its credit; where a full stop follows, the credit belongs to a sentence of the report."""
_BYLINE = re.compile(rf"by\s+(?-i:[^\W\d_a-z])(?-i:[\w'’.-]*)(?:,?\s+(?-i:{_NAME_WORD}),?)*+\.?\Z", re.IGNORECASE)
_PAGE_ELEMENT = re.compile(
    r"(?:(?:skip past|after) newsletter promotion|image (?:caption|source)\b.*|(?:photograph|credits?)\s*:.*"
    r"|getty images|like this:|loading|continue reading the main story|supported by|listen to this article\b.*"
    r"|our standards:.*|recommended(?: (?:reading|stories|for you))?|also read\s*[|:].*|join the conversation"
    r"|you (?:may|might) also (?:like|be interested in).*|click to (?:share|print|e-?mail)\b.*"
    r"|(?:view|show|hide) (?:all )?(?:\d+ )?comments|\d+ comments?|leave a (?:comment|reply)|report this ad"
    r"|this advertisement has not loaded yet.*|open (?:image )?in gallery|get (?:our|the) (?:free )?app"
    r"|follow .{1,60} on (?:twitter|x|facebook|instagram|threads|bluesky)\b.*|(?:show|read|load|see) more"
    r"|read (?:the )?(?:full )?(?:story|article))[\W_]*\Z",
    re.IGNORECASE,
)
"""What the machinery of a page writes between the paragraphs, on a line of its own; a report has no such lines."""
_LONGEST_PAGE_ELEMENT = 300
_DATE_LINE = re.compile(
    r"(?=[^\d]*\d)(?:(?:"
    rf"{_MONTHS}|{_WEEKDAYS}|(?:first |last )?(?:published|posted|updated|modified|date)|on|at|local time"
    r"|[ap]\.?m|gmt|utc|eet|eest|cet|cest|bst|[ecmp][sd]?t"
    r"|\d{1,4}(?:st|nd|rd|th)?(?:t\d\d)?z?)(?![^\W_])[\s,.:;/|·•()+—–-]*+)++\Z",
    re.IGNORECASE,
)


def is_heading(line: str) -> bool:
    """Whether a line that stands alone reads like a heading: short, without a full stop, no list item."""
    words = line.split()
    if not words or len(words) > _MOST_WORDS_OF_A_HEADING or _ends_like_a_sentence(line):
        return False
    if line.endswith(":") and len(words) >= _FEWEST_WORDS_OF_A_LEAD_IN:
        return False
    marker = LIST_MARKER.match(line)
    return not marker or len(line[marker.end() :].split()) < _FEWEST_WORDS_OF_AN_ITEM


def is_furniture(line: str) -> bool:
    """Whether a line that stands alone belongs to the page, not to the report; a heading is neither."""
    return (
        _is_said_of_the_page(line)
        or _ONLY_LINKS.match(line) is not None
        or _DATE_LINE.match(line) is not None
        or _BYLINE.match(line) is not None
        or _CAPTION.match(line) is not None
        or _is_shout(line)
        or _is_page_element(line)
    )


def may_carry_claims(paragraph: Sequence[str]) -> list[bool]:
    """Whether each sentence of a paragraph may carry a claim; its neighbours decide where it alone cannot.

    What stands beside a request to the page's reader and only names a thing is the rest of an advertisement.
    """
    claims = [may_carry_claim(sentence, alone=len(paragraph) == 1) for sentence in paragraph]
    rest = [sentence for sentence, claim in zip(paragraph, claims, strict=True) if claim]
    if any(_asks_the_reader(_bare(sentence)) for sentence in paragraph) and all(map(_is_slogan, rest)):
        return [False] * len(paragraph)
    return claims


def may_carry_claim(sentence: str, *, alone: bool) -> bool:
    """Whether a sentence may carry a claim; `alone` says that it is the whole of its paragraph."""
    if not any(map(str.isalnum, sentence)):  # a lone quotation mark, a row of stars
        return False
    if len(sentence) > _LONGEST_FURNITURE:
        return True
    bare = _bare(sentence)
    if not alone:
        return not (_is_said_of_the_page(bare) or _ONLY_LINKS.match(bare) or _DATE_LINE.match(bare))
    return not (_HEADING_MARK.match(sentence) or is_heading(sentence) or is_furniture(bare))


def _bare(sentence: str) -> str:
    decoration = _DECORATION.match(sentence)
    return sentence[decoration.end() :] if decoration else sentence


def _is_said_of_the_page(line: str) -> bool:
    if _LINK_TO_ANOTHER.match(line) or _asks_the_reader(line):
        return True
    return _NOTE_ON_THE_PAGE.match(line) is not None and not _SAYS_WHO.search(line)


def _asks_the_reader(line: str) -> bool:
    return _REQUEST.match(line) is not None and not _SAYS_WHO.search(line)


def _is_slogan(sentence: str) -> bool:
    return len(sentence.split()) <= _MOST_WORDS_OF_A_SLOGAN and not _TELLS.search(sentence)


def _is_page_element(line: str) -> bool:
    return (
        len(line) <= _LONGEST_PAGE_ELEMENT
        and _PAGE_ELEMENT.match(line) is not None
        and not (_SAYS_WHO.search(line) or line.isupper())
    )


def _ends_like_a_sentence(line: str) -> bool:
    return _TERMINAL.search(_TRAILING_LINKS.sub("", line)) is not None


def _is_shout(line: str) -> bool:
    return line.isupper() and len(line.split()) <= _MOST_WORDS_OF_A_SHOUT

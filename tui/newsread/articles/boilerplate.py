"""What surrounds a report and is no part of it: the furniture of a page.

The rules are phrases and shapes that newspapers share, not lines of one paper. They decide nothing for good:
a reader can stand on every sentence and tag it; only the walk from claim to claim passes furniture by. A rule
that is not sure leaves the sentence a claim.
"""

import re

_MOST_WORDS_OF_A_HEADING = 25
_MOST_WORDS_OF_A_SHOUT = 4
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

_PIECE = r"(?:article|story|report|piece|post|page|interview|column|op-ed|video|episode)"
_THIS_PIECE = rf"(?:this {_PIECE}|(?:earlier|previous) version|developing {_PIECE})"
_PUBLISHED = r"(?:appear(?:ed|s)|published|republished|written by|adapted|translated|reprinted|syndicated)"
_SPOKEN = r"(?:created|generated|produced|narrated|voiced|read)"
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAYS = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"

_SAID_OF_THE_PAGE = (
    # Rights and origin.
    r"©",
    r"\(c\)\s*\d",
    r"copyright\b(?=.{0,20}(?:©|\d{4}))",
    r"all rights reserved\b",
    rf"this {_PIECE} (?:(?:was|is|has been|originally|first|previously|also) )*{_PUBLISHED}\b",
    r"(?:re)?published (?:here )?with (?:the )?permission\b",
    # Notes on the text itself.
    rf"(?:editor['’]?s['’]? note|correction|clarification|update)\b.{{0,200}}\b{_THIS_PIECE}\b",
    r"editor['’]?s['’]? note\s*:?\Z",
    rf"this is a (?:developing|breaking)(?: news)? {_PIECE}\b",
    rf"this {_PIECE} (?:has been|was|is being|will be) (?:updated|corrected|amended|edited|modified)\b",
    rf"an? (?:earlier|previous) version of this {_PIECE}\b",
    # Links to other pieces.
    rf"related(?: {_PIECE}| coverage| news| stories)?s?\s*:",
    rf"(?:original|source) (?:url|link|{_PIECE})\s*:",
    r"(?:see also|watch(?: (?:now|live|more))?|recommended(?: for you)?|more (?:on|from)\b[^:.]{0,40})\s*:",
    rf"(?:also )?read(?: also| next| this| the full {_PIECE})?\s*:",
    rf"read (?:more|next|also|the full {_PIECE})\b(?! than\b)",
    # What a page asks of its reader.
    rf"(?:share|print|listen to) (?:this|the) {_PIECE}\b",
    r"share (?:this|on|via)\b",
    r"(?:edit (?:this )?post|follow us|like us on|click here|tap here|skip to|add us on)\b",
    r"(?:download (?:our|the) app|leave a (?:comment|reply))\b",
    r"(?:please )?(?:sign up|subscribe|register)(?: now| here| today)?(?: (?:to|for|with)\b|[.!]?\Z)",
    r"(?:please )?(?:consider )?(?:support(?:ing)?|donat(?:e|ing) to) (?:us|(?:our|independent) \w+)\b",
    r"(?:become|be) (?:a (?:member|subscriber|supporter)|among the first to)\b",
    r"be the first to (?:get|know|hear|read)\b",
    r"(?:get|receive|join|try)\b.{0,80}\b(?:newsletter|your inbox|(?:telegram|whatsapp) channel)\b",
    r"(?:advertis(?:ement|ing)|(?:sponsored|promoted)(?: content)?|story continues below)\b.{0,30}\Z",
    # Sound made by a machine, time to read.
    rf"(?:this|the) (?:audio|voice|narration|recording)\b.{{0,40}}\b{_SPOKEN}\b",
    r"\d+[\s-]min(?:ute)?s? (?:read|listen)\b",
    # People, pictures, keywords.
    r"(?:authors?|writers?|reporters?|editors?|contributors?)\s*:",
    r"(?:written|(?:additional )?(?:reporting|writing|editing)) by (?-i:[A-Z])[^.]{1,200}\.?\Z",
    r"[(\[]?(?:(?:file )?photo|image|picture|video|graphic|illustration)s?(?: credits?)?(?:\s*:| by\b)",
    r"(?:tags?|topics?|keywords?|filed under|categor(?:y|ies)|hashtags?)\s*:",
    # The signature under a post: — Name (@handle) April 8, 2025
    r"[—–-]+\s*[^()]{1,100}\(@\w{1,40}\)",
)
_OF_THE_PAGE = re.compile("|".join(f"(?:{phrase})" for phrase in _SAID_OF_THE_PAGE), re.IGNORECASE)

_ONLY_LINKS = re.compile(rf"(?:{_LINK}[\s|,;·•—–-]*+)++\Z")
_CAPTION = re.compile(
    r".{3,}[(\[](?=[^()\[\]]*(?:/|photo|image|picture|getty|reuters|\bap\b|\bafp\b|\bepa\b|telegram|screenshot"
    r"|courtesy|handout|via |facebook|youtube|instagram|archive|press service))[^()\[\]]{2,120}[)\]]\.?\Z",
    re.IGNORECASE | re.DOTALL,
)
_NAME_WORD = r"(?:[^\W\d_a-z][\w'’.-]*|&|,|and|de|del|der|den|di|la|le|van|von|bin|al|el|for|of|the|in)"
_BYLINE = re.compile(rf"by\s+(?-i:[^\W\d_a-z])(?-i:[\w'’.-]*)(?:,?\s+(?-i:{_NAME_WORD}),?)*+\.?\Z", re.IGNORECASE)
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
        _OF_THE_PAGE.match(line) is not None
        or _ONLY_LINKS.match(line) is not None
        or _DATE_LINE.match(line) is not None
        or _BYLINE.match(line) is not None
        or _CAPTION.match(line) is not None
        or _is_shout(line)
    )


def may_carry_claim(sentence: str, *, alone: bool) -> bool:
    """Whether a sentence may carry a claim; `alone` says that it is the whole of its paragraph."""
    decoration = _DECORATION.match(sentence)
    bare = sentence[decoration.end() :] if decoration else sentence
    if not alone:
        return not (_OF_THE_PAGE.match(bare) or _ONLY_LINKS.match(bare) or _DATE_LINE.match(bare))
    return not (_HEADING_MARK.match(sentence) or is_heading(sentence) or is_furniture(bare))


def _ends_like_a_sentence(line: str) -> bool:
    return _TERMINAL.search(_TRAILING_LINKS.sub("", line)) is not None


def _is_shout(line: str) -> bool:
    return line.isupper() and len(line.split()) <= _MOST_WORDS_OF_A_SHOUT

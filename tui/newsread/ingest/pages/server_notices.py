"""What a server answers in place of a page: an error, a block, a question whether a person reads.

Such an answer is short and says in its title or heading what it is. Phrases of its text alone count only together, as a
report about one may quote it.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement


_BY_HAND = "save the article's text as a .txt file, and add that"
_MISSING = "says that there is no such page: check the address."
_BLOCKED = f"says that access was refused: open it in a browser, {_BY_HAND}."
_REGION = f"says that it may not be read from here: {_BY_HAND}."
_ROBOT = f"asks whether a person reads it: answer that in a browser, {_BY_HAND}."
_FAULT = "says that its server could not answer: try again later."
_NO_SITE = "is what a server shows where there is no site: check the address."

_CODE = r"(?:(?:http|error|status|code|fehler|erreur|errore|ошибка|błąd|fout|hiba)[\s:#-]*){0,3}"
_AFTER_CODE = (
    r"(?:[\W_]+(?:errors?|not found|page|file|forbidden|access|unauthori[sz]ed|unavailable|gone|too many|bad|internal"
    r"|server|service|gateway|blocked|denied|permission|request|fehler|seite|nicht|erreur|introuvable|no encontrad[ao]"
    r"|non trovata|не найден[ао]?)\b.{0,60})?"
)
"""What may follow the number of an error; a report may begin with a number, too."""
_HAS_BEEN = r"(?:has been |have been |was |were |is |are )?(?:temporarily |permanently )?"
_THING = (
    r"(?:the |this |that |your )?(?:requested )?(?:page|article|story|site|website|file|document|content|url|video)"
)
_YOU_WANT = r"(?: (?:that )?you(?: are|['’]re| were|) ?(?:requested|looking for|trying to \w+|tried to \w+))?"

_TITLES: dict[str, Sequence[str]] = {
    _REGION: (
        rf"{_CODE}451{_AFTER_CODE}",
        r"unavailable (?:due to|for) legal reasons",
        rf"{_THING} (?:is )?(?:not |un)available in your (?:country|region|location|area).{{0,20}}",
        r"not available in your (?:country|region|location|area)",
        r"our european visitors are important to us",
    ),
    _MISSING: (
        rf"{_CODE}4(?:04|10){_AFTER_CODE}",
        rf"(?:sorry,? )?{_THING}{_YOU_WANT} (?:was |is |could |can )?(?:not|no longer) ?(?:be )?(?:found|available)",
        rf"(?:sorry,? )?{_THING}{_YOU_WANT} (?:can(?:not|['’]t) be found|(?:does not|doesn['’]t|no longer) exists?)",
        rf"(?:sorry,? )?{_THING}{_YOU_WANT} {_HAS_BEEN}(?:moved|removed|deleted|gone)",
        r"(?:sorry,? )?we (?:can['’]t|cannot|couldn['’]t|could not) find.{0,60}",
        r"(?:sorry,? )?(?:nothing|not|nothing was) found",
        r"seite (?:wurde )?nicht gefunden",
        r"page (?:non trouvée|introuvable)",
        r"página no encontrada",
        r"pagina non trovata",
        r"página não encontrada",
        r"pagina niet gevonden",
        r"страница не найдена",
        r"сторінку не знайдено",
        r"(?:nie znaleziono strony|strona nie (?:została )?znaleziona)",
        r"(?:sidan (?:kunde inte hittas|hittades inte)|siden (?:ble ikke funnet|blev ikke fundet))",
        r"sayfa bulunamadı",
        r"ページが見つかりません(?:でした)?",
        r"页面(?:不存在|未找到)",
        r"الصفحة غير موجودة",
    ),
    _ROBOT: (
        r"just a (?:moment|second)",
        r"(?:one moment,? please|please wait)",
        r"attention required!?",
        r"checking (?:if the site|your browser).{0,60}",
        (
            r"(?:please )?(?:verify|verifying|confirm|prove) (?:that )?you(?: are|['’]re) (?:not )?(?:a )?"
            r"(?:human|robot|bot|person).{0,30}"
        ),
        r"(?:are you (?:a )?(?:human|robot|bot)|robot or human|i['’]m not a robot)",
        r"(?:human|security|browser|bot) (?:verification|check|challenge|detection|protection)",
        r"captcha.{0,30}",
        r"(?:please )?(?:enable|turn on|activate) (?:javascript|cookies).{0,60}",
        r"press (?:&|and) hold.{0,40}",
        r"unusual (?:traffic|activity).{0,40}",
        r"(?:ddos[- ]guard|pardon our interruption)",
    ),
    _BLOCKED: (
        rf"{_CODE}(?:40[0135-9]|42\d){_AFTER_CODE}",
        rf"access (?:to this (?:page|site|resource|website) )?{_HAS_BEEN}(?:denied|blocked|forbidden|restricted)",
        r"(?:forbidden|unauthori[sz]ed|too many requests|account suspended|incapsula.{0,30})",
        (
            r"(?:sorry,? )?(?:you|your (?:ip|ip address|access|request))(?:['’]ve been|['’]re)? ?"
            rf"{_HAS_BEEN}(?:blocked|banned|denied).{{0,30}}"
        ),
        rf"(?:the )?request {_HAS_BEEN}(?:blocked|rejected|could not be satisfied)",
        r"zugriff (?:verweigert|gesperrt)",
        r"accès (?:refusé|interdit)",
        r"acceso denegado",
        r"accesso negato",
        r"acesso negado",
        r"toegang geweigerd",
        r"доступ (?:запрещ[её]н|ограничен|заборонено)",
        r"dostęp zabroniony",
        r"åtkomst nekad",
    ),
    _FAULT: (
        rf"{_CODE}5\d\d{_AFTER_CODE}",
        r"(?:internal )?server error",
        r"(?:bad gateway|gateway time-?out|timed? ?out|error)",
        rf"(?:service|site|page|website) {_HAS_BEEN}(?:unavailable|down)",
        r"(?:an? )?(?:unexpected |application |fatal )?error (?:has )?occurred",
        r"(?:something went wrong|oops.{0,40})",
        r"(?:site |website |page )?(?:down |closed |under |scheduled )(?:for )?maintenance(?: mode)?",
        r"error establishing a database connection",
        r"we(?:['’]ll| will) be (?:right )?back(?: soon| shortly)?",
        r"(?:wartungsarbeiten|en maintenance|en mantenimiento)",
    ),
    _NO_SITE: (
        r"welcome to (?:nginx|openresty|caddy|apache).{0,20}",
        r"apache2? .{0,20}default page.{0,20}",
        r"(?:it works|iis windows server|default web ?site page|test page for .{0,40})",
        r"index of /.{0,80}",
        r"(?:this )?(?:domain|website) (?:name )?(?:is |has )?(?:for sale|parked|expired|not configured).{0,20}",
        r"under construction",
    ),
}
"""The titles and headings of such answers; the name of the site may precede or follow."""

_PHRASES: dict[str, Sequence[str]] = {
    _REGION: (
        r"european economic area|general data protection regulation|\bgdpr\b",
        r"access can(?:not|['’]t) be granted|unable to (?:provide|offer|grant) (?:you )?access",
        r"(?:un|not )available in (?:your|most) (?:european )?(?:country|countries|region|location)",
        r"attempting to access this (?:web)?site",
    ),
    _ROBOT: (
        (
            r"(?:verify|verifying|confirm|checking) (?:if |that |whether )?you(?: are|['’]re) (?:not )?(?:a )?"
            r"(?:human|robot|bot|person)"
        ),
        r"(?:enable|turn on|activate) (?:both )?(?:java ?script|js|cookies)\b",
        r"(?:unusual|suspicious|automated) (?:traffic|activity|requests|behaviou?r)|automated (?:software|tools)",
        r"\bcaptcha\b|checking your browser|press (?:&|and) hold|complete the (?:security )?check",
        r"\bray id\b|review the security of your connection",
    ),
    _BLOCKED: (
        (
            r"\byou(?:r (?:ip(?: address)?|access|request|device|network))? (?:has|have|had|was|were|are|is) (?:been )?"
            r"(?:temporarily )?(?:blocked|banned|denied)"
        ),
        r"(?:do not|don['’]t) have permission to (?:access|view)|access (?:(?:is|was|has been) )?(?:denied|forbidden)",
        r"security (?:service|solution|system|rule|policy)|web application firewall|online attacks|malformed data",
        r"\b(?:ray|incident|reference|support|error) ?(?:id|number|code|#)|cloudflare|akamai|incapsula|imperva",
        r"contact (?:the |our )?(?:site owner|support|administrator|webmaster)",
    ),
    _MISSING: (
        (
            r"(?:page|article|file|document|url|address) (?:that )?you(?: are|['’]re| were|) ?"
            r"(?:requested|looking for|tried to)"
        ),
        r"(?:could|can|was|were|does|did)(?: ?not|n['’]t) (?:be )?(?:found|exist)|no longer (?:exists?|available)",
        r"may have been (?:moved|removed|deleted|renamed)|check the (?:url|address|spelling)",
    ),
    _FAULT: (
        (
            r"(?:server|service|site|website|page) (?:is|was|has|encountered)\b.{0,40}"
            r"(?:unavailable|overloaded|unable|maintenance|\berror\b)"
        ),
        r"(?:please )?(?:try|check|come) (?:again|back) (?:later|soon|shortly|in a few)",
        r"(?:reload|refresh) (?:the|this) page",
    ),
}
_LONGEST_TITLE = 160
_MOST_TITLES = 3
_LONGEST_NOTICE = 1_000
"""Characters of a text that its phrases alone can make a notice."""
_PHRASES_TOGETHER = 2


def server_notice(tree: "HtmlElement", text: str) -> str | None:
    """Return what a page says in place of an article, a sentence that begins with a verb; None for what may be one.

    `text` is what was found on it; only short ones are to be asked about.
    """
    names = ("title", "h1") if tree.find(".//h1") is not None else ("title", "h2")
    lines = [" ".join(each.text_content().split()) for each in tree.iter(*names)][:_MOST_TITLES]
    for sentence, phrases in _TITLES.items():
        pattern = _title(tuple(phrases))
        if any(len(line) <= _LONGEST_TITLE and pattern.match(line) for line in lines):
            return sentence
    for sentence, phrases in _PHRASES.items() if len(text) <= _LONGEST_NOTICE else ():
        found = sum(re.search(phrase, text, re.IGNORECASE) is not None for phrase in phrases)
        if found >= _PHRASES_TOGETHER:
            return sentence
    return None


@cache
def _title(phrases: Sequence[str]) -> re.Pattern[str]:
    """Return the pattern of a whole title or heading."""
    either = "|".join(f"(?:{phrase})" for phrase in phrases)
    return re.compile(rf"(?:.{{1,60}}\s[|–—·»-]\s+)?[\W_]*(?:{either})[\W_]*(?:[|–—·:»-]\s.{{0,80}})?\Z", re.IGNORECASE)

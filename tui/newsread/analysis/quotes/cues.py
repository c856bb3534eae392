"""The words by which English news says that somebody says something, by their lemmas."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


REPORTING = _words(
    """acknowledge add admit affirm allege announce argue assert assure boast claim comment complain concede conclude
    confess confirm contend counter declare disclose emphasise emphasize estimate explain find hint imply
    indicate inform insist joke lament maintain mention note notify observe phrase pledge post predict promise
    quip reaffirm reassure recall recount reiterate relate remark remind repeat reply report respond retort
    reveal say show state stress suggest swear tell testify tweet underline underscore vow warn write"""
)
"""Verbs that take what is said as a clause: *said that*. They stand beside direct quotations too."""

OF_DOCUMENTS = _words("estimate find imply indicate predict reveal show suggest")
"""Reporting verbs whose subject is often no speaker: *the incident suggests that*."""

SPEAKING = (REPORTING - {"find", "show"}) | _words(
    """accuse address advise agree answer appeal ask beg bellow bemoan blast blog blurt brag bray caution challenge
    chime chuckle continue criticise criticize cry decry demand deny deplore describe dismiss elaborate enthuse
    exclaim finish gasp grin groan grumble gush hail implore inquire instruct interject lash laugh message murmur
    muse mutter object offer opine praise preach proclaim protest quote rail read reason recite recommend reflect
    request rule scoff scream shout shrug sigh sing slam smile snap sob speak speculate sum tease think thunder
    urge utter vent voice volunteer wail whisper wonder yell"""
)
"""Verbs that stand beside a quotation: *“…,” she whispered*."""

NAMING = _words(
    """accuse appeal blame brand call characterise characterize cite condemn criticise criticize decry demand denounce
    deny deride describe dismiss dub express hail label mock paint portray praise promise quote refer reject
    request slam speak swear talk term threaten urge view voice vow"""
)
"""Verbs that govern a few quoted words: *labelled it a “…”*."""

SOURCES = _words(
    """account agency analysis analyst article assessment authority data document estimate evidence expert figure file
    filing finding intelligence investigation investigator letter list media memo minister ministry newspaper
    official paper police poll record report researcher review scientist source spokesman spokesperson
    spokeswoman statement statistic study survey testimony transcript witness"""
)
"""Nouns for people and papers that report."""

OFFICES = _words(
    """ambassador candidate captain chairman chairwoman chancellor chief coach commander commissioner congressman
    congresswoman director doctor general governor judge king lawmaker lawyer leader mayor minister mp officer
    official pope premier president prime prince princess principal professor prosecutor queen secretary senator
    sergeant sheriff speaker spokesman spokesperson spokeswoman superintendent"""
)
"""Nouns that stand for a person named elsewhere: *the president*."""

PERSONS = OFFICES | _words(
    """analyst colleague doctor driver expert farmer father friend man mother neighbor neighbour nurse resident source
    student survivor teacher victim villager witness woman worker"""
)
"""Nouns for one person, whom *he* or *she* may mean though nobody names them: *a witness*."""

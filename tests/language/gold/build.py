"""Turn the hand-made labels below into offsets: the words were chosen by reading, only the numbers by this script."""
import json, os, re
from newsread.workspace import Workspace

SEEDS = "/work/main/seeds"
OUT = os.path.dirname(os.path.abspath(__file__))
IDS = sorted(n for n in os.listdir(SEEDS) if n.endswith(".txt"))
W = Workspace.open(SEEDS)
ART = [W.article(i) for i in IDS]
TXT = [a.text for a in ART]
SEN = [[(s.start, s.end) for s in a.sentences] for a in ART]

# ---------------------------------------------------------------- claims: sentences that cannot carry one
NO_CLAIM = {
    0: [0, 1, 2, 3, 11, 21, 22],
    1: [0, 1, 6, 26, 27],
    2: [1, 7, 18, 19, 27, 35],
    3: [0],
    4: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 24, 25],
}

# ---------------------------------------------------------------- entities
NAMES = {}   # entity id -> (canonical name, label)
FORMS = {}   # form -> (label, entity)
def ent(id_, name, label, *forms):
    NAMES[id_] = (name, label)
    for f in forms or (name,):
        FORMS[f] = (label, id_)
ent("zelensky", "Volodymyr Zelensky", "PERSON", "Zelensky", "Zelenskyy", "Volodymyr Zelensky", "Volodymyr Zelenskyy", "Володимир Зеленський")
ent("putin", "Vladimir Putin", "PERSON", "Putin", "Vladimir Putin")
ent("sybiha", "Andrii Sybiha", "PERSON", "Sybiha", "Andrii Sybiha")
ent("kuleba", "Dmytro Kuleba", "PERSON")
ent("xi-jinping", "Xi Jinping", "PERSON")
ent("trump", "Donald Trump", "PERSON", "Trump", "Donald Trump")
ent("biden", "Joe Biden", "PERSON", "Biden")
ent("de-wever", "Bart de Wever", "PERSON")
ent("varenikova", "Maria Varenikova", "PERSON")
ent("pierson", "David Pierson", "PERSON")
ent("zadorozhnyy", "Tim Zadorozhnyy", "PERSON")
for n in "Ukraine Russia China Iran Beijing Moscow Pyongyang Tarasivka Bilohorivka Sudzha".split():
    ent(n.lower(), n, "GPE")
ent("north-korea", "North Korea", "GPE")
ent("united-states", "United States", "GPE", "United States", "U.S.")
ent("kyiv", "Kyiv", "GPE", "Kyiv", "KYIV")
ent("donetsk-region", "Donetsk region", "GPE", "Donetsk region", "Donetsk Oblast")
ent("kursk-region", "Kursk region", "GPE", "Kursk region", "Kursk Region", "Kursk Oblast", "Kursk")
ent("belgorod-region", "Belgorod region", "GPE", "Belgorod region", "Belgorod")
ent("europe", "Europe", "LOC")
for n in ("Ukrainian", "Russian", "Chinese", "Belgian", "Western"):
    ent("norp:" + n.lower(), n, "NORP")
ent("norp:north-korean", "North Korean", "NORP", "North Korean", "North Koreans")
ent("nato", "NATO", "ORG")
ent("kremlin", "Kremlin", "ORG")
ent("afp", "AFP", "ORG")
ent("ap", "AP", "ORG")
ent("sbu", "Security Service of Ukraine", "ORG", "SBU", "Security Service")
ent("un-security-council", "UN Security Council", "ORG")
ent("new-york-times", "The New York Times", "ORG", "The New York Times", "New York Times")
ent("new-york-times-company", "The New York Times Company", "ORG")
ent("kyiv-independent", "The Kyiv Independent", "ORG")
ent("telegram", "Telegram", "ORG")
ent("x-platform", "X", "ORG")
ent("power-within", "The Power Within", "WORK_OF_ART")
ent("russia-ukraine-war", "Russia-Ukraine War", "EVENT")
ent("geneva-convention", "Geneva Convention", "LAW")
ent("mandarin", "Mandarin", "LANGUAGE")
def date(id_, *forms):
    NAMES.setdefault("date:" + id_, (id_, "DATE"))
    for f in forms:
        FORMS[f] = ("DATE", "date:" + id_)
date("2025-04-08", "Tuesday", "April 08, 2025", "April 8, 2025", "April 8", "2025-04-08", "today")
date("2025-04-09", "2025-04-09")
date("2025-04-07", "Monday")
date("2025-W15", "this week")
date("2024", "last year")
date("2025-03", "last month")
date("2024-summer", "last summer")
date("2024-fall", "last fall")
date("2022-02", "February 2022")
date("2025-01", "January")
date("2025-02", "February")
date("2025-03-late", "late March")
date("2025-03-27", "March 27")
date("2025", "2025")
for f in ("more than three years", "its third year"):
    FORMS[f] = ("DATE", None)
for f in ("hours", "nightly", "3:35 PM", "2 min"):
    FORMS[f] = ("TIME", None)
for f in ("two", "2", "six", "one", "One", "up to 12,000", "around 4,000", "two-thirds", "3,000", "a few hundred", "approximately 70", "more than two"):
    FORMS[f] = ("CARDINAL", None)
FORMS["first"] = ("ORDINAL", None)
FORMS["around 1,300 square kilometers"] = ("QUANTITY", None)

# One line a sentence, the mentions in their order; a trailing ? marks a doubtful one (see README.md).
MENTIONS = """
0.0 Zelensky; Ukrainian; Chinese; Russia
0.1 AFP
0.2 April 08, 2025
0.4 Ukrainian; Volodymyr Zelensky; Tuesday; two; Chinese; Russian; Beijing; Ukraine
0.5 two; Chinese; Russian
0.6 Ukraine; Donetsk region; Zelensky
0.7 one?
0.8 Moscow; Beijing
0.9 China
0.10 Moscow; NATO; Beijing; Russia; China
0.11 Russian; One?; Ukrainian; Kursk Region
0.12 Zelensky; Ukraine; Chinese; Russia; Ukraine; Beijing
0.13 two; Moscow; China; Putin; Zelensky
0.14 United States; Europe
0.15 United States; today; Kyiv
0.16 Zelensky; Chinese; Russia; Kremlin; North Korean; Russia; Kursk region
0.17 North Koreans; Kursk region; Chinese; Ukraine
0.19 Ukraine; Dmytro Kuleba; China; last year; Beijing
0.20 Zelensky; this week; China
1.0 Maria Varenikova; David Pierson; New York Times
1.2 KYIV; Ukraine; Volodymyr Zelenskyy; Ukraine; Tuesday; two; Chinese; Russian
1.3 Zelenskyy; two; Chinese; Donetsk region; Ukraine
1.4 Kyiv; Chinese
1.5 Chinese; Russian
1.7 Ukraine; Trump; Russia
1.8 Zelenskyy; Tuesday; Chinese; China; Vladimir Putin; Russia
1.9 Russia; China; Europe; Putin
1.10 Zelenskyy
1.11 Zelenskyy; Beijing; China
1.12 Andrii Sybiha; Chinese
1.13 Chinese; Russia; Ukraine; China; Sybiha
1.14 Russia; Ukraine; more than three years
1.15 Russia; North Korean
1.16 Chinese; Ukraine; Chinese
1.17 China; Ukraine
1.18 China; Beijing; Kremlin; Biden; Russia
1.19 China; Russian; Moscow
1.20 Ukraine; February 2022; China; Xi Jinping; Putin
1.21 Zelenskyy; Chinese; hours?; first; Ukrainian; Belgorod region; Russia
1.22 The New York Times; last month; Ukrainian; Belgorod; Kursk region
1.23 Russian; Kursk; Ukraine; last summer
1.24 nightly?; Monday; Zelenskyy; Kursk; Belgorod; Ukrainian
1.26 The New York Times
1.27 2025; The New York Times Company
2.0 Ukraine; two; Chinese; Russia; Donetsk region; China
2.2 Ukrainian; two; Chinese; Russian; Ukraine; Donetsk region
2.3 Zelensky; Chinese; Russian; China
2.4 China; Russia
2.5 Ukraine; U.S.; Europe
2.6 North Korea; Russia; Putin
2.7 Chinese; Ukraine
2.8 Ukrainian; two; Chinese; Russia; Donetsk region; Volodymyr Zelensky; Tuesday
2.9 Chinese
2.10 Ukraine; SBU
2.11 Zelensky; Ukrainian; Chinese; Russian
2.12 Ukraine; Andrii Sybiha; Beijing; Ukraine; China
2.13 North Korean; Russian; Kursk Oblast
2.14 two; Chinese; Russian
2.15 Ukrainian; Donetsk region
2.18 Volodymyr Zelenskyy; Володимир Зеленський; April 8, 2025
2.19 China; Russia-Ukraine War?
2.20 China; Russia?; Ukraine?; Western?; Ukraine
2.21 Russia; February 2022; China; Russia
2.22 China; Moscow; Russian
2.23 Chinese; Russia; Ukraine; China; Beijing; UN Security Council; Sybiha
2.24 Chinese
2.25 Western?; Chinese
2.26 a few hundred; Chinese; Russian
2.28 Zelensky; Chinese; Russia; United States; Europe
2.29 Russian; Vladimir Putin
2.30 Ukraine; North Korean; Russia; North Korean; Kursk Oblast
2.31 Ukraine
2.32 Ukraine; approximately 70; Russia
2.34 U.S.; Donald Trump; Ukrainian; Russian
2.36 Ukraine; China; China
2.37 Kyiv; Beijing; Moscow; its third year?
2.38 Ukraine; China; Western?
2.39 Mandarin; Geneva Convention
2.40 Ukraine
2.41 Zelensky
3.0 2025-04-09
3.1 more than two; Chinese; Zelensky
3.3 Ukrainian; six; Chinese; Tarasivka; Bilohorivka; Donetsk Oblast
3.4 two; Ukraine?; Security Service?; Zelensky
3.5 Andrii Sybiha; Beijing; Chinese
3.6 Sybiha; Ukraine; China
3.7 Chinese; Russia; Ukraine; China; Beijing; UN Security Council; X?
3.8 Zelensky; Chinese; Kremlin
3.10 United States; Europe
3.11 Zelensky; China; Iran; North Korea; Russia; Ukraine
3.12 North Koreans; Kursk; Chinese; Ukraine; Belgian; Bart de Wever
3.13 two; Chinese; Russian
3.14 Ukrainian; Donetsk region
3.16 China; Russia; Moscow
3.17 Zelensky; up to 12,000; North Korean; Kursk Oblast; last fall; Russian; Ukrainian
3.18 Ukrainian; around 1,300 square kilometers; North Korean
3.19 Sudzha
3.20 Zelensky; North Korean; Russia; around 4,000; two-thirds
3.21 Pyongyang; 3,000; Russia; January; February; AP; late March
4.0 2025-04-08
4.1 The Power Within; The Kyiv Independent; first?
4.2 first?
4.3 Ukraine; Russia; China; Volodymyr Zelensky
4.5 Ukraine; 2; Chinese; Russia; Zelensky
4.6 Tim Zadorozhnyy; April 8, 2025; 3:35 PM; 2 min?
4.7 Chinese; Ukraine; Russia; Telegram?; Zelensky
4.10 Ukrainian; two; Chinese; Russian; Ukraine; Volodymyr Zelensky; April 8
4.11 more than two; Chinese; Zelensky
4.13 Ukraine?; Security Service?; Zelensky
4.14 Andrii Sybiha; Beijing; Chinese
4.15 Zelensky; Chinese; Kremlin
4.17 United States; Europe
4.18 China; Russia; Moscow
4.19 Zelensky; up to 12,000; North Korean; Kursk Oblast; last fall; Russian; Ukrainian
4.20 Ukrainian; around 1,300 square kilometers; North Korean
4.21 Sudzha
4.22 Zelensky; North Korean; Russia; around 4,000; two-thirds
4.23 Pyongyang; 3,000; Russia; January; February; AP; March 27
4.24 The Kyiv Independent; Tim Zadorozhnyy
4.25 Tim Zadorozhnyy
"""

# ---------------------------------------------------------------- quotes
# article | D direct, S scare, P post without marks, I indirect | from sentence-to sentence | first words ... last words |
# speaker (sentence:words=entity, - none) | cue (sentence:words, - none) | ? doubtful
QUOTES = """
0|D|5-6|"Our military ... Donetsk region,"|6:Zelensky=zelensky|6:said|
0|D|7|"We have ... personal data,"|7:he=zelensky|7:added|
0|D|10|“decisive ... enabler”|10:NATO=nato|10:labeled|
0|D|12|“many ... citizens”|12:Zelensky=zelensky|12:said|
0|D|13|“a clear ... end the war,”|13:Zelensky=zelensky|13:said|
0|D|14|“everyone ... peace.”|14:He=zelensky|14:called for|
0|D|15|“I think ... today,”|15:he=zelensky|15:said|
0|D|17-18|“The North ... urgently,”|18:he=zelensky|18:said|
0|I|0|Ukrainian ... for Russia|0:Zelensky=zelensky|0:Says|
0|I|4|his armed ... Russian troops|4:Volodymyr Zelensky=zelensky|4:said|
0|I|4|he would ... allies|4:Volodymyr Zelensky=zelensky|4:adding|
0|I|11|Russian ... Kursk Region|11:Army=-|11:Says|
0|I|12|Ukraine had ... clarification|12:Zelensky=zelensky|12:said|
0|I|13|the capture ... end the war,”|13:He=zelensky|13:said|
0|I|16|Chinese ... side|16:Zelensky=zelensky|16:added|
1|I|2|two Chinese ... prisoners of war|2:Volodymyr Zelenskyy=zelensky|2:said|
1|I|3|the two ... Ukraine|3:Zelenskyy=zelensky|3:said|
1|D|4|“there are ... units,”|4:He=zelensky|4:added|
1|I|4|Kyiv had ... units,”|4:He=zelensky|4:added|
1|I|8|President ... peace|8:he=zelensky|8:pointed to|?
1|D|9-10|“Russia’s ... fighting,”|10:Zelenskyy=zelensky|10:wrote|
1|D|11|“immediately ... to this.”|11:Zelenskyy=zelensky|11:said|
1|I|11|he had ... to this.”|11:Zelenskyy=zelensky|11:said|
1|I|12|he had ... explanation|12:Andrii Sybiha=sybiha|12:confirmed|
1|D|13|“Chinese ... for peace,”|13:Sybiha=sybiha|13:wrote|
1|I|18|allowed ... offensive|18:the Biden administration=-|18:said|?
1|I|21|Ukrainian ... Russia|21:he=zelensky|21:confirmed|
1|I|22|Ukrainian ... Kursk region|22:The New York Times=new-york-times|22:reported|
1|I|23|the aim ... negotiations|23:Military analysts=-|23:said|
1|I|24|military ... the border|24:Zelenskyy=zelensky|24:said|
1|D|25|“completely ... justified,”|25:he=zelensky|25:Calling|
1|D|25|“The war ... from.”|25:he=zelensky|25:added|
2|D|3|“much ... more”|3:Zelensky=zelensky|3:claims|
2|I|3|there are ... units|3:Zelensky=zelensky|3:claims|
2|S|4|“no ... limits”|-|-|
2|I|8|Ukrainian ... Donetsk region|8:Volodymyr Zelensky=zelensky|8:announced|
2|I|11|Ukrainian ... units|11:Zelensky=zelensky|11:stated|
2|I|11|there are ... units|11:Ukrainian intelligence=-|11:indicates|?
2|P|14-17|Our military ... that…|18:Volodymyr Zelenskyy=zelensky|-|
2|S|21|“no ... limits”|-|-|
2|D|23|“Chinese ... Council,”|23:Sybiha=sybiha|23:said|
2|I|25|there is ... fighters|25:Western intelligence sources=-|25:suggest|
2|I|26|a few ... units|26:Some reports=-|26:indicate|
2|I|29|Russian President ... peace|29:He=zelensky|29:views|?
3|D|1|“We have ... units,”|1:Zelensky=zelensky|1:said|
3|D|2|“We have ... personal data,”|2:he=zelensky|2:added|
3|I|3|Ukrainian ... Oblast|3:the president=zelensky|3:according to|
3|I|4|The two ... Service|4:Zelensky=zelensky|4:according to|
3|I|6|Ukraine had ... matter|6:Sybiha=sybiha|6:said|
3|D|7|“Chinese ... Council,”|7:the minister=sybiha|7:posted|
3|I|8|the apparent ... aggression|8:Zelensky=zelensky|8:emphasized|
3|D|9-10|“We definitely ... peace,”|10:he=zelensky|10:stated|
3|I|11|China is ... Ukraine|11:Zelensky=zelensky|11:added|
3|D|12|“But there ... of Ukraine,”|12:the president=zelensky|12:said|
3|P|13-15|Our military ... possession.|-|-|
3|I|20|North Korean ... killed|20:Zelensky=zelensky|20:According to|
3|I|21|In response ... losses|21:AP=ap|21:reported|
4|I|5|Ukraine captured ... for Russia|5:Zelensky=zelensky|5:says|
4|I|10|Ukrainian ... against Ukraine|10:Volodymyr Zelensky=zelensky|10:said|
4|D|11|"We have ... units,"|11:Zelensky=zelensky|11:said|
4|D|12|"We have ... personal data."|11:Zelensky=zelensky|11:said|
4|I|13|The captured ... Service|13:Zelensky=zelensky|13:according to|
4|I|15|the apparent ... aggression|15:Zelensky=zelensky|15:said|
4|D|16-17|"We definitely ... peace,"|17:he=zelensky|17:added|
4|I|22|North Korean ... killed|22:Zelensky=zelensky|22:According to|
4|I|23|In response ... losses|23:AP=ap|23:reported|
"""

# ---------------------------------------------------------------- counterparts
# Undirected links with a strength: 9 same words, 8 same claim, 7 same core (one fuller, or one of several clauses), 6 same, doubtful;
# 5 related closely, 4 related, 3 related loosely. Both directions are written; a sentence's targets are ordered by strength.
LINKS = {
(0, 1): """4: 2=8 3=7 11=4 12=3 21=3
5: 2=8 3=7
6: 3=8 2=3
8: 5=8
9: 18=5 19=3
10: 18=5 19=4 20=4
12: 4=8 11=7 12=4
13: 9=9 8=7 10=5
16: 15=5 14=4
17: 15=4""",
(0, 2): """4: 8=8 2=8 14=8 0=7 12=4 3=4 5=4 28=4 15=3
5: 14=9 8=8 2=8 0=7 15=3
6: 15=9 2=7 0=7 8=7 14=3
7: 16=8 9=7 39=4
9: 20=7 4=4 22=4 0=3
10: 22=6 21=5 4=4 20=3
12: 11=8 3=8 12=7 17=4 26=4
13: 29=7 6=5
14: 28=8 5=8
15: 28=3 5=3
16: 13=5 6=4 30=4 32=4 26=4 31=3
17: 13=4 30=4 6=3
18: 41=8
19: 36=7 38=4 37=3
20: 36=7""",
(0, 3): """4: 13=8 5=4 6=4 10=4 9=3 14=3 3=3 4=3
5: 13=9 14=3 3=3 4=3
6: 14=9 3=4 13=3
7: 2=9 15=8
9: 16=3
10: 16=5 11=4
12: 1=8 5=7 6=4
13: 8=7
14: 10=8 9=6
15: 10=3
16: 12=5 17=5 11=5 21=3
17: 12=9 17=4 18=3""",
(0, 4): """4: 10=8 14=4 17=4 16=3 13=3
5: 10=8 13=3
6: 10=3
7: 12=9
9: 18=3
10: 18=5
12: 11=8 14=7
13: 15=7
14: 17=8 16=6
15: 17=3
16: 19=5 23=3
17: 19=4 20=3""",
(1, 2): """2: 8=8 2=8 14=8 0=7 15=3
3: 2=8 8=8 15=8 0=7 14=7
4: 11=8 3=8 17=5 26=4
7: 34=4
8: 29=7 6=5 24=4 25=4
9: 29=7 6=5
10: 29=5 6=4
11: 12=8 3=4
12: 12=8 3=7
13: 23=9 4=5 0=4
14: 31=8 32=5
15: 13=5 6=5 30=4 32=4 31=3 26=3
17: 26=5 24=3
18: 22=5 20=5 21=4 4=4
19: 22=5
20: 21=7
21: 8=3""",
(1, 3): """2: 13=8 4=4 14=3 3=3
3: 14=8 13=7 3=4 4=3
4: 1=8
8: 8=7
9: 8=8 11=4
10: 8=5
11: 5=8 6=4
12: 6=8 5=4
13: 7=9
15: 17=5 12=4 11=3 21=3
18: 16=5 11=4
19: 16=5
20: 16=5
21: 13=3
22: 18=5 19=3
23: 18=5 19=4 17=3""",
(1, 4): """2: 10=8 13=4
3: 10=7 13=3
4: 11=8
8: 15=7
9: 15=8
10: 15=5
11: 14=8
12: 14=4
15: 19=5 23=3
18: 18=5
19: 18=5
20: 18=5
21: 10=3
22: 20=5 21=3
23: 20=5 21=4 19=3""",
(2, 3): """0: 13=7 14=7 3=4 7=4 4=3
2: 13=8 14=7 3=4 4=3
3: 1=8 6=7 5=4
4: 7=5
5: 10=8 9=6
6: 17=6 8=5 12=3 11=3 21=3
8: 13=8 14=7 4=4 3=4
9: 15=8 2=7
10: 4=5
11: 1=8
12: 5=8 6=8
13: 17=5 12=4 21=3
14: 13=9 14=3 3=3 4=3
15: 14=9 3=4 13=3
16: 15=9 2=8
17: 1=5
21: 16=7 11=3
22: 16=7 11=4
23: 7=9
26: 1=4
28: 10=8 9=6
29: 8=8
30: 20=7 17=5 12=4 21=3""",
(2, 4): """0: 10=7 13=3
2: 10=8 13=3
3: 11=8 14=4
5: 17=8 16=6
6: 19=6 15=5 23=3
8: 10=8 13=4
9: 12=7
10: 13=5
11: 11=8
12: 14=8
13: 19=5 23=3
14: 10=8 13=3
15: 10=3
16: 12=8
17: 11=5
21: 18=7
22: 18=7
26: 11=4
28: 17=8 16=6
29: 15=8
30: 22=7 19=5 23=3""",
(3, 4): """1: 11=9
2: 12=9
3: 10=3
4: 13=9 10=4
5: 14=9
6: 14=4
8: 15=9
9: 16=9 17=5
10: 17=9 16=5
11: 18=4 19=3
12: 19=4 20=3
13: 10=8 13=3
14: 10=3
15: 12=8
16: 18=9
17: 19=9 23=3 20=3
18: 20=9 21=4 19=3
19: 21=9 20=4
20: 22=9 23=3
21: 23=9 22=3 19=3""",
}

# ---------------------------------------------------------------- facts
# sentence | words | what | kind | value | unit | approximator | group (the same quantity over the articles) | value a person knows where the article's own day is unknown
FACTS = """
0.4|Tuesday|say|date|2025-04-08||||
0.4|two|citizen|number|2|||captured|
0.5|two|citizen|number|2|||captured|
0.13|two|man|number|2|||captured|
0.15|today|happen|date|2025-04-08||||
0.19|last year|send|date|2024||||
0.20|this week|appoint|date|2025-W15||||
1.2|Tuesday|say|date|||||2025-04-08
1.2|two|citizen|number|2|||captured|
1.3|two|citizen|number|2|||captured|
1.8|Tuesday|suggest|date|||||2025-04-08
1.14|more than three years|war|duration|3|year|more than|length-of-war|
1.20|February 2022|invasion|date|2022-02|||invasion|
1.21|hours|announcement|duration||hour|||
1.22|last month|report|date|||||2025-03
1.23|last summer|offensive|date|||||2024-summer
1.24|Monday|address|date|||||2025-04-07
2.0|two|national|number|2|||captured|
2.2|two|national|number|2|||captured|
2.8|two|national|number|2|||captured|
2.8|Tuesday|announce|date|||||2025-04-08
2.14|two|citizen|number|2|||captured|
2.21|February 2022|invasion|date|2022-02|||invasion|
2.26|a few hundred|national|number|100||a few||
2.32|approximately 70|country|number|70||approximately||
2.37|third year|war|duration|3|year||length-of-war|
3.1|much more than two|citizen|number|2||much more than|chinese-in-units|
3.3|six|soldier|number|6|||clash|
3.4|two|captured|number|2|||captured|
3.13|two|citizen|number|2|||captured|
3.17|up to 12,000|troop|number|12000||up to|north-koreans-deployed|
3.17|last fall|deployment|date|2024-fall|||north-koreans-deployed-when|
3.18|around 1,300 square kilometers|capture|number|1300|square kilometer|around|area|
3.20|around 4,000|casualty|number|4000||around|north-korean-casualties|
3.20|two-thirds|casualty|number|2/3|||north-koreans-killed|
3.21|3,000|soldier|number|3000|||north-koreans-added|
3.21|January|transfer|date|2025-01|||north-koreans-added-when|
3.21|February|transfer|date|2025-02|||north-koreans-added-when|
3.21|late March|report|date|2025-03||late|ap-report|
4.10|two|national|number|2|||captured|
4.10|April 8|say|date|2025-04-08||||
4.11|much more than two|citizen|number|2||much more than|chinese-in-units|
4.19|up to 12,000|troop|number|12000||up to|north-koreans-deployed|
4.19|last fall|deployment|date|2024-fall|||north-koreans-deployed-when|
4.20|around 1,300 square kilometers|capture|number|1300|square kilometer|around|area|
4.22|around 4,000|casualty|number|4000||around|north-korean-casualties|
4.22|two-thirds|casualty|number|2/3|||north-koreans-killed|
4.23|3,000|soldier|number|3000|||north-koreans-added|
4.23|January|transfer|date|2025-01|||north-koreans-added-when|
4.23|February|transfer|date|2025-02|||north-koreans-added-when|
4.23|March 27|report|date|2025-03-27|||ap-report|
"""
DOUBTFUL_FACTS = {("1.21", "hours"), ("2.26", "a few hundred"), ("2.37", "third year"), ("3.4", "two")}
DOUBTFUL_LINKS = {(0, 10, 2, 22), (0, 10, 1, 18), (0, 13, 1, 8), (1, 10, 2, 29), (1, 14, 2, 32), (1, 17, 2, 26), (1, 19, 2, 22),
                  (1, 18, 2, 22), (2, 30, 3, 20), (2, 30, 4, 22), (0, 16, 3, 11), (0, 9, 2, 20), (0, 9, 1, 18)}


def word_at(text, needle, lo, hi):
    """First place of needle in text[lo:hi] that is no part of a longer word."""
    for m in re.finditer(re.escape(needle), text[lo:hi]):
        s, e = lo + m.start(), lo + m.end()
        before = text[s - 1] if s > lo else " "
        after = text[e] if e < hi else " "
        if (before.isalnum() and needle[0].isalnum()) or (after.isalnum() and needle[-1].isalnum()):
            if not (needle == "The Kyiv Independent" or (needle == "Tim Zadorozhnyy" and before == "t")):
                continue
        yield s, e


def main():
    entities = [[] for _ in IDS]
    for line in MENTIONS.strip().splitlines():
        key, rest = line.split(" ", 1)
        a, i = map(int, key.split("."))
        pos, end = SEN[a][i]
        for form in rest.split("; "):
            doubtful = form.endswith("?")
            form = form.rstrip("?")
            label, entity = FORMS[form]
            s, e = next(word_at(TXT[a], form, pos, end), (None, None))
            assert s is not None, (key, form)
            row = {"start": s, "end": e, "text": form, "label": label, "entity": entity}
            if doubtful:
                row["doubtful"] = True
            entities[a].append(row)
            pos = e

    quotes = [[] for _ in IDS]
    for line in QUOTES.strip().splitlines():
        a, kind, where, words, speaker, cue, doubt = line.split("|")
        a = int(a)
        text = TXT[a]
        lo, hi = (where.split("-") * 2)[:2]
        lo, hi = SEN[a][int(lo)][0], SEN[a][int(hi)][1]
        first, last = words.split(" ... ")
        s = text.index(first, lo, hi)
        e = text.rindex(last, s, hi) + len(last)
        def nearest(spec, edges):
            i, surface = spec.split(":", 1)
            b, c = SEN[a][int(i)]
            found = [p for p in word_at(text, surface, b, c) if p[1] <= s or p[0] >= e]
            assert found, (line, spec)
            return min(found, key=lambda p: min(abs(x - y) for x in p for y in edges))
        sp = cu = None
        if speaker != "-":
            spec, entity = speaker.rsplit("=", 1)
            p = nearest(spec, (s, e))
            sp = {"start": p[0], "end": p[1], "text": text[p[0]:p[1]], "entity": None if entity == "-" else entity}
        if cue != "-":
            p = nearest(cue, (sp["start"], sp["end"]) if sp else (s, e))
            cu = {"start": p[0], "end": p[1], "text": text[p[0]:p[1]]}
        row = {"start": s, "end": e, "text": text[s:e], "direct": kind != "I", "speaker": sp, "cue": cu}
        if kind == "S":
            row["scare"] = True
        if kind == "P":
            row["marks"] = False
            row["speaker_by_other_articles"] = "zelensky"
        if doubt:
            row["doubtful"] = True
        quotes[a].append(row)

    for a, id_ in enumerate(IDS):
        claims = [{"start": s, "end": e, "claim": i not in NO_CLAIM[a]} for i, (s, e) in enumerate(SEN[a])]
        data = {"article": id_, "entities": entities[a], "quotes": sorted(quotes[a], key=lambda q: (q["start"], -q["end"])), "claims": claims}
        write(f"{id_[:3]}.json", data)

    used = {}
    for rows in entities:
        for r in rows:
            if r["entity"]:
                used.setdefault(r["entity"], []).append(r)
    listing = [{"id": k, "name": NAMES[k][0], "label": NAMES[k][1], "forms": sorted({r["text"] for r in v}),
                "mentions": {IDS[a]: n for a in range(len(IDS)) if (n := sum(r["entity"] == k for r in entities[a]))}} for k, v in sorted(used.items())]
    write("entities.json", listing)

    directed = {}
    for (a, b), block in LINKS.items():
        for line in block.splitlines():
            i, rest = line.split(":")
            for item in rest.split():
                j, strength = map(int, item.split("="))
                doubt = strength == 6 or (a, int(i), b, j) in DOUBTFUL_LINKS
                directed.setdefault((a, int(i), b), []).append((-strength, j, doubt))
                directed.setdefault((b, j, a), []).append((-strength, int(i), doubt))
    rows = []
    for (a, i, b), targets in sorted(directed.items()):
        to = []
        for strength, j, doubt in sorted(targets):
            t = {"article": IDS[b], "start": SEN[b][j][0], "end": SEN[b][j][1], "band": "same" if -strength >= 6 else "related", "strength": -strength}
            if doubt:
                t["doubtful"] = True
            to.append(t)
        rows.append({"from": {"article": IDS[a], "start": SEN[a][i][0], "end": SEN[a][i][1]}, "to": to, "band": to[0]["band"]})
    write("counterparts.json", rows)

    facts = []
    for line in FACTS.strip().splitlines():
        key, words, what, kind, value, unit, approx, group, known = line.split("|")
        a, i = map(int, key.split("."))
        s, e = next(word_at(TXT[a], words, *SEN[a][i]))
        value = (int(value) if kind != "date" and value.isdigit() else value) or None
        row = {"article": IDS[a], "start": s, "end": e, "text": words, "kind": kind, "what": what, "value": value,
               "unit": unit or None, "approximator": approx or None, "group": group or None}
        if known:
            row["known"] = known
        if (key, words) in DOUBTFUL_FACTS:
            row["doubtful"] = True
        facts.append(row)
    write("facts.json", facts)


def write(name, data):
    with open(os.path.join(OUT, name), "w", encoding="utf-8") as f:
        if isinstance(data, list):
            f.write("[\n" + ",\n".join(json.dumps(r, ensure_ascii=False) for r in data) + "\n]\n")
        else:
            parts = []
            for k, v in data.items():
                if isinstance(v, list):
                    v = "[\n" + ",\n".join("    " + json.dumps(r, ensure_ascii=False) for r in v) + "\n  ]"
                else:
                    v = json.dumps(v, ensure_ascii=False)
                parts.append(f"  {json.dumps(k)}: {v}")
            f.write("{\n" + ",\n".join(parts) + "\n}\n")


main()

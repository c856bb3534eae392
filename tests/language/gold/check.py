"""Check the labels: offsets, ids, symmetry, completeness; print counts. Exit 1 where something is wrong.

    python check.py [SEEDS] [-v]     -v also lists chains of *same* that do not close (a help for a second reading, no error)
"""
import itertools, json, re, sys
from collections import Counter
from pathlib import Path
from newsread.workspace import Workspace

HERE = Path(__file__).parent
args = [a for a in sys.argv[1:] if a != "-v"]
SEEDS = Path(args[0] if args else "/work/main/seeds")
LABELS = {"PERSON", "NORP", "GPE", "LOC", "ORG", "FAC", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW", "LANGUAGE",
          "DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "MONEY", "PERCENT"}
wrong = []
def must(condition, *what):
    if not condition:
        wrong.append(what)

load = lambda name: json.loads((HERE / name).read_text(encoding="utf-8"))
work = Workspace.open(str(SEEDS))
articles = {p.name: work.article(p.name) for p in sorted(SEEDS.glob("*.txt"))}
gold = {i: load(i[:3] + ".json") for i in articles}
known = {e["id"]: e for e in load("entities.json")}
sentence = {i: {(s.start, s.end): n for n, s in enumerate(a.sentences)} for i, a in articles.items()}
claim = {i: {(c["start"], c["end"]): c["claim"] for c in g["claims"]} for i, g in gold.items()}

def spans(article, row, *where):
    text = articles[article].text
    must(0 <= row["start"] < row["end"] <= len(text), *where, "outside")
    if "text" in row:
        must(text[row["start"]:row["end"]] == row["text"], *where, row, "not the words")
    must(text[row["start"]:row["end"]].strip() == text[row["start"]:row["end"]], *where, row, "white space at an edge")

for i, g in gold.items():
    text = articles[i].text
    must(g["article"] == i, i)
    must(list(claim[i]) == list(sentence[i]), i, "claims are not the splitter's sentences")
    for a, b in itertools.pairwise(g["entities"]):
        must(a["end"] <= b["start"], i, "overlap or order", a, b)
    for r in g["entities"]:
        spans(i, r, i, "entity")
        must(r["label"] in LABELS, i, r)
        if r["entity"] is None:
            must(r["label"] in {"CARDINAL", "ORDINAL", "QUANTITY", "TIME", "DATE"}, i, r, "no id")
        else:
            must(r["entity"] in known and known[r["entity"]]["label"] == r["label"] and r["text"] in known[r["entity"]]["forms"], i, r)
        must(any(s <= r["start"] and r["end"] <= e for s, e in sentence[i]), i, r, "over a sentence's edge")
    covered = [(r["start"], r["end"]) for r in g["entities"]]
    inside = lambda s, e: any(a < e and s < b for a, b in covered)
    for form in {f for e in known.values() for f in e["forms"]}:
        for m in re.finditer(r"(?<!\w)" + re.escape(form) + r"(?!\w)", text):
            if not inside(*m.span()):
                print("note: unlabelled form", i[:3], m.span(), repr(text[m.start() - 20:m.end() + 20]))
    for m in re.finditer(r"\d[\d,:.]*|\b(one|two|three|four|five|six|ten|hundred|thousand|million|dozens?|first|second|third|half|days?|weeks?|months?|years?|hours?)\b", text, re.I):
        if not inside(*m.span()):
            print("note: unlabelled number", i[:3], m.span(), repr(text[max(0, m.start() - 20):m.end() + 20]))
    for m in re.finditer(r"(?<=[a-z,’'] )[A-ZА-Я][\w’'-]+", text):
        if not inside(*m.span()):
            print("note: unlabelled capital", i[:3], m.span(), repr(text[m.start() - 15:m.end() + 15]))
    marks = Counter()
    for q in g["quotes"]:
        spans(i, q, i, "quote")
        for part in ("speaker", "cue"):
            if q[part]:
                spans(i, q[part], i, part)
                must(q[part]["end"] <= q["start"] or q[part]["start"] >= q["end"], i, q, part, "inside its quote")
        if q["speaker"] and q["speaker"]["entity"] is not None:
            must(q["speaker"]["entity"] in known, i, q)
        if q["direct"] and q.get("marks", True):
            must(q["text"][0] + q["text"][-1] in ("“”", '""'), i, q, "no marks at its edges")
            for k in range(q["start"], q["end"]):
                marks[k] += text[k] in "“”\""
    for m in re.finditer('[“”"]', text):
        must(marks[m.start()], i, m.start(), "a quotation mark in no direct quotation", text[m.start() - 20:m.end() + 20])

pairs, rows = {}, load("counterparts.json")
number = lambda i, s: sentence[i].get((s["start"], s["end"]))
name = lambda i, n: f"{i[:3]}.{n}"
for r in rows:
    f = r["from"]
    a, n = f["article"], number(f["article"], f)
    must(n is not None, r, "no sentence")
    must(claim[a][f["start"], f["end"]], name(a, n), "carries no claim")
    must(len({t["article"] for t in r["to"]}) == 1 and r["to"][0]["article"] != a, r)
    must(r["band"] == r["to"][0]["band"], r, "band is not the best one's")
    must([t["strength"] for t in r["to"]] == sorted((t["strength"] for t in r["to"]), reverse=True), r, "order")
    for t in r["to"]:
        b, m = t["article"], number(t["article"], t)
        must(m is not None and claim[b][t["start"], t["end"]], name(a, n), t, "target carries no claim")
        must((t["band"] == "same") == (t["strength"] >= 6), r, t)
        must(((a, n), (b, m)) not in pairs, name(a, n), name(b, m), "twice")
        pairs[(a, n), (b, m)] = t["band"]
must(len({(r["from"]["article"], r["from"]["start"], r["to"][0]["article"]) for r in rows}) == len(rows), "two rows for one question")
for (x, y), band in pairs.items():
    must(pairs.get((y, x)) == band, name(*x), name(*y), band, "not symmetrical")
if "-v" in sys.argv:
    same = {p for p, b in pairs.items() if b == "same"}
    for x, y in sorted(same):
        for y2, z in same:
            if y2 == y and z[0] != x[0] and x < z and (x, z) not in same:
                print("chain:", name(*x), "=", name(*y), "=", name(*z), "but", pairs.get((x, z)))

facts = load("facts.json")
for f in facts:
    spans(f["article"], f, "fact")
    must(any(s <= f["start"] and f["end"] <= e and claim[f["article"]][s, e] for s, e in sentence[f["article"]]), f)
for g, group in itertools.groupby(sorted((f for f in facts if f["group"]), key=lambda f: f["group"]), key=lambda f: f["group"]):
    group = list(group)
    if len({(str(f["value"]), f["unit"], f["approximator"]) for f in group}) > 1:
        print("note: tellings differ:", g, [(f["article"][:3], f["text"]) for f in group])

print("\narticle  sentences  claims  mentions (doubtful)  direct (partial scare/post)  with speaker  indirect  facts")
for i, g in gold.items():
    q = g["quotes"]
    d = [x for x in q if x["direct"]]
    print(f"{i[:3]} {len(sentence[i]):12} {sum(claim[i].values()):8} {len(g['entities']):8} ({sum('doubtful' in e for e in g['entities'])})"
          f" {len(d):14} ({sum('scare' in x for x in d)} scare, {sum('marks' in x for x in d)} post) {sum(x['speaker'] is not None for x in d):8}"
          f" {len(q) - len(d):10} {sum(f['article'] == i for f in facts):8}")
print("labels:", dict(Counter(e["label"] for g in gold.values() for e in g["entities"]).most_common()))
print("entities:", len(known), "forms:", sum(len(e["forms"]) for e in known.values()), "mentions:", sum(len(g["entities"]) for g in gold.values()))
questions = sum(sum(claim[i].values()) * (len(articles) - 1) for i in articles)
print("questions (sentence, other article):", questions, "with a counterpart:", len(rows), dict(Counter(r["band"] for r in rows)), "none:", questions - len(rows))
print("links (directed):", dict(Counter(pairs.values())), "doubtful:", sum("doubtful" in t for r in rows for t in r["to"]))
print("by ordered pair:", {f"{a[:3]}>{b[:3]}": dict(Counter(r["band"] for r in rows if r["from"]["article"] == a and r["to"][0]["article"] == b)) for a in articles for b in articles if a != b})
print("facts:", dict(Counter(f["kind"] for f in facts)))
for w in wrong:
    print("WRONG:", *w)
sys.exit(bool(wrong))

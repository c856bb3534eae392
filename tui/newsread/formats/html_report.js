
"use strict";
(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const made = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  const form = one("#filters");
  const main = one("main");
  const columns = one("#columns");
  const list = one("#claims");
  const smooth = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

  // What the page says, read off it once.
  const articles = new Map(
    all(".column").map((column) => [
      column.id,
      {
        column,
        name: one("h2", column).textContent,
        scroller: one(".scroller", column),
        section: one(`.of-article[data-article="${column.id}"]`),
        shown: true,
      },
    ]),
  );
  const claims = all(".claim").map((card) => ({
    card,
    number: card.id.slice(1),
    article: articles.get(card.dataset.article),
    chip: document.getElementById(`w${card.id.slice(1)}`),
    marks: [],
    words: card.textContent.toLowerCase(),
    says: all(".saying", card).map((row) => ({ row, ...row.dataset })),
    shown: true,
  }));
  const claimOf = new Map(claims.map((claim) => [claim.number, claim]));
  const marks = all("mark").map((element) => {
    const stretches = element.dataset.claims.split(" ").map((pair) => {
      const [number, lane] = pair.split(":");
      return { claim: claimOf.get(number), lane };
    });
    for (const { claim } of stretches) claim.marks.push(element);
    return { element, stretches };
  });
  const stretchesOf = new Map(marks.map(({ element, stretches }) => [element, stretches]));

  // Filters: the annotator says whose sayings count, all others which claims are shown.
  const wanted = () => Object.fromEntries(new FormData(form));

  const fits = (claim, said, ask) => {
    if (!claim.article.shown || !said.length) return false;
    if ((ask.verdict || ask.aspect) && !said.some((each) => isVerdict(each, ask))) return false;
    if (ask.mark && !said.some((each) => each.mark === ask.mark)) return false;
    if (ask.grouped && !said.some((each) => each.group)) return false;
    return ask.words.toLowerCase().split(/\s+/).every((word) => claim.words.includes(word));
  };
  const isVerdict = (each, ask) =>
    each.verdict && (!ask.verdict || each.verdict === ask.verdict) && (!ask.aspect || each.aspect === ask.aspect);

  const kindOf = (said) => {
    const first = Math.min(...said.map((each) => each.rank));
    const kinds = new Set(said.filter((each) => Number(each.rank) === first).map((each) => each.kind));
    return kinds.size === 1 ? [...kinds][0] : "mixed";
  };
  const saysOf = (said) => {
    const counted = new Map();
    for (const { says } of said) counted.set(says, (counted.get(says) || 0) + 1);
    return [...counted].map(([says, number]) => (number === 1 ? says : `${says} ×${number}`)).join(" · ");
  };

  const update = () => {
    const ask = wanted();
    for (const claim of claims) {
      const said = ask.by ? claim.says.filter((each) => each.by === ask.by) : claim.says;
      claim.shown = fits(claim, said, ask);
      claim.card.hidden = !claim.shown;
      for (const each of claim.says) each.row.hidden = Boolean(ask.by) && each.by !== ask.by;
      if (claim.chip) claim.chip.hidden = !claim.shown;
      if (claim.shown) name(claim, kindOf(said), saysOf(said));
    }
    for (const { element, stretches } of marks) {
      const shown = stretches.filter(({ claim }) => claim.shown);
      element.className = shown.map(({ claim, lane }) => `l${lane}-${claim.kind}`).join(" ");
    }
    for (const article of articles.values()) {
      article.column.hidden = !article.shown;
      article.section.hidden = !article.shown || (isAsking(ask) && !one(".claim:not([hidden])", article.section));
    }
    if (chosen && !chosen.shown) chosen = null;
    light();
    tell();
  };
  const isAsking = (ask) => Object.values(ask).some(Boolean);
  const name = (claim, kind, says) => {
    claim.kind = kind;
    claim.card.className = `claim ${kind}`;
    if (!claim.chip) return;
    claim.chip.className = `chip ${kind}`;
    claim.chip.dataset.says = says;
    claim.chip.setAttribute("aria-label", `Claim ${claim.number}: ${says}`);
  };

  // A chosen claim, and its counterparts: the claims of other articles in a group with it.
  let chosen = null;
  let lit = [];
  const groupsOf = (claim) => new Set(claim.says.filter((each) => each.group && !each.row.hidden).map((each) => each.group));
  const counterparts = (claim) => {
    const groups = groupsOf(claim);
    if (!groups.size) return [];
    return claims.filter(
      (other) => other.article !== claim.article && [...groupsOf(other)].some((group) => groups.has(group)),
    );
  };

  const light = () => {
    for (const element of lit) element.classList.remove("on", "twin");
    lit = [];
    const shine = (claim, how) => {
      for (const element of [claim.card, claim.chip, ...claim.marks]) {
        if (!element) continue;
        element.classList.add(how);
        lit.push(element);
      }
    };
    one("[aria-current]", list)?.removeAttribute("aria-current");
    if (!chosen) return;
    counterparts(chosen).filter((claim) => claim.shown).forEach((claim) => shine(claim, "twin"));
    shine(chosen, "on");
    chosen.card.setAttribute("aria-current", "true");
  };

  const choose = (claim, from) => {
    chosen = claim;
    light();
    tell();
    if (!claim) return;
    claim.article.section.open = true;
    if (from !== list) show(claim.card, list, one("summary", claim.article.section).offsetHeight + 6);
    if (!claim.chip) return;
    if (from !== columns) {
      intoView(claim.article.column);
      show(claim.chip, claim.article.scroller, claim.article.scroller.clientHeight / 4);
    }
    const { chip, article } = claim;
    const height = from === columns ? offset(chip, article.scroller) : article.scroller.clientHeight / 4;
    const reached = new Set();
    for (const other of counterparts(claim)) {
      if (!other.chip || !other.shown || reached.has(other.article)) continue;
      reached.add(other.article);
      show(other.chip, other.article.scroller, Math.max(0, height));
    }
  };

  const offset = (element, scroller) => element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  // Brings an element to a height in what scrolls it, and never moves the page itself.
  const show = (element, scroller, height) => {
    scroller.scrollTo({ top: scroller.scrollTop + offset(element, scroller) - height, behavior: smooth });
  };
  // Whether the window is so small that the page scrolls as a whole, and links do what they always do.
  const isOnePage = () => getComputedStyle(main).display === "block";
  const intoView = (column) => {
    const [its, around] = [column.getBoundingClientRect(), columns.getBoundingClientRect()];
    const beyond = Math.max(0, its.right - around.right + 11) || Math.min(0, its.left - around.left - 11);
    if (beyond) columns.scrollTo({ left: columns.scrollLeft + beyond, behavior: smooth });
  };

  // What is told of all this.
  const told = made("p", { id: "told" });
  told.setAttribute("role", "status");
  const alone = made("button", { type: "button", textContent: "Only its articles" });
  const tell = () => {
    const shown = claims.filter((claim) => claim.shown).length;
    const [some, every] = [shown, claims.length].map((number) => number.toLocaleString("en"));
    const all = `${every} claim${claims.length === 1 ? "" : "s"}`;
    const parts = [some === every ? all : `${some} of ${all}`];
    const others = chosen ? counterparts(chosen) : [];
    if (chosen) parts.push(`claim ${chosen.number}`);
    if (others.length) parts.push(`${others.length} counterpart${others.length === 1 ? "" : "s"}`);
    const hidden = others.filter((claim) => !claim.shown).length;
    if (hidden) parts.push(`${hidden} of them hidden`);
    told.textContent = parts.join(" · ");
    alone.hidden = !others.length;
  };
  alone.onclick = () => {
    const claim = chosen;
    const wantedOnes = new Set([claim, ...counterparts(claim)].map((each) => each.article));
    for (const article of articles.values()) setShown(article, wantedOnes.has(article));
    update();
    choose(claim, null);
  };

  // Which articles are shown.
  const setShown = (article, shown) => {
    article.shown = shown;
    article.box.checked = shown;
    const count = [...articles.values()].filter((each) => each.shown).length;
    one("nav summary").textContent = count === articles.size ? `Articles: all ${count}` : `Articles: ${count} of ${articles.size}`;
  };
  const chooseArticles = () => {
    const links = all("nav li > a");
    [...articles.values()].forEach((article, number) => {
      article.box = made("input", { type: "checkbox", checked: true });
      article.box.setAttribute("aria-label", `Show ${article.name}`);
      article.box.onchange = () => {
        setShown(article, article.box.checked);
        update();
      };
      const link = links[number];
      const row = link.parentNode;
      const words = made("span", {}, ...row.childNodes);
      row.append(article.box, words);
      link.onclick = (event) => {
        event.preventDefault();
        setShown(article, true);
        update();
        intoView(article.column);
        article.scroller.focus({ preventScroll: true });
      };
      const close = made("button", { type: "button", textContent: "×", title: "Hide this article" });
      close.setAttribute("aria-label", `Hide ${article.name}`);
      close.onclick = () => {
        setShown(article, false);
        update();
        one("nav summary").focus();
      };
      one("header", article.column).append(close);
    });
    const every = (shown) => () => {
      for (const article of articles.values()) setShown(article, shown);
      update();
    };
    one("nav ol").prepend(
      made(
        "li",
        { className: "choose" },
        made("button", { type: "button", textContent: "All", onclick: every(true) }),
        made("button", { type: "button", textContent: "None", onclick: every(false) }),
      ),
    );
    for (const article of articles.values()) setShown(article, true);
  };

  const fill = (select, fact) => {
    const label = { verdict: (says) => says.replace(/^(decided: |statement: )+/, ""), mark: (says) => says }[fact];
    const values = new Map();
    for (const claim of claims) {
      for (const each of claim.says) if (each[fact]) values.set(each[fact], label ? label(each.says) : each[fact]);
    }
    const order = ["verified", "disputed", "unverifiable", "withdrawn", "content", "statement"];
    const rank = (value) => (order.indexOf(value) + 1 || order.length + 1);
    const sorted = [...values].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
    select.append(...sorted.map(([value, text]) => new Option(text, value)));
    select.parentNode.hidden = !values.size;
  };

  const step = (by) => {
    const shown = claims.filter((claim) => claim.shown);
    if (!shown.length) return;
    const at = shown.indexOf(chosen);
    const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(shown.length - 1, Math.max(0, at + by));
    choose(shown[next], null);
  };

  const begin = () => {
    document.body.classList.add("live");
    for (const fact of ["verdict", "aspect", "mark", "by"]) fill(form.elements[fact], fact);
    one(".check").hidden = !claims.some((claim) => groupsOf(claim).size);
    chooseArticles();
    const panel = made("button", { type: "button", textContent: "List of claims" });
    panel.setAttribute("aria-pressed", "true");
    panel.setAttribute("aria-controls", "claims");
    panel.onclick = () => panel.setAttribute("aria-pressed", String(!main.classList.toggle("wide")));
    const filters = made("button", { type: "button", className: "narrow", textContent: "Filters" });
    filters.setAttribute("aria-expanded", "false");
    filters.setAttribute("aria-controls", "filters");
    filters.onclick = () => filters.setAttribute("aria-expanded", String(bar.classList.toggle("open")));
    const bar = made("div", { className: "bar" });
    form.after(bar);
    bar.append(one("nav"), filters, form, panel, alone, told);
    form.hidden = false;

    form.addEventListener("input", update);
    form.addEventListener("reset", () => {
      for (const article of articles.values()) setShown(article, true);
      setTimeout(update);
    });
    form.addEventListener("submit", (event) => event.preventDefault());

    columns.addEventListener("click", (event) => {
      if (String(getSelection())) return;
      const chip = event.target.closest(".chip");
      const element = event.target.closest("mark");
      if (chip) {
        if (!isOnePage()) event.preventDefault();
        choose(claimOf.get(chip.id.slice(1)), columns);
      } else if (element) {
        // Of several claims on one word, the next one each time.
        const here = stretchesOf.get(element).map(({ claim }) => claim).filter((claim) => claim.shown).reverse();
        if (here.length) choose(here[(here.indexOf(chosen) + 1) % here.length], columns);
      }
    });
    list.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#w']");
      const card = event.target.closest(".claim");
      if (!link && (!card || event.target.closest("a") || String(getSelection()))) return;
      if (link && !isOnePage()) event.preventDefault();
      const claim = claimOf.get(link ? link.hash.slice(2) : card.id.slice(1));
      if (claim.shown) choose(claim, card ? list : null);
    });
    main.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === "j") step(1);
      if (event.key === "k") step(-1);
      if (event.key === "Escape") choose(null);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") all(".top details[open]").forEach((details) => (details.open = false));
    });
    document.addEventListener("click", (event) => {
      for (const details of all(".top details[open]")) if (!details.contains(event.target)) details.open = false;
    });
    addEventListener("beforeprint", () => all(".of-article").forEach((details) => (details.open = true)));
    addEventListener("hashchange", follow);
    update();
    follow();
  };
  const follow = () => {
    const claim = /^#[cw]\d+$/.test(location.hash) && claimOf.get(location.hash.slice(2));
    if (claim && claim.shown) choose(claim, null);
  };
  begin();
})();

// Filters the messages that the scripts in data/ have put into `polyspecRows`. Text is only ever set as text.
"use strict";
(() => {
  const rows = window.polyspecRows ?? [];
  const STEP = 200;
  const OURS = /^messages\/[a-z0-9][a-z0-9.-]*\/[a-z0-9][a-z0-9.-]*\.html$/;
  const FIELDS = ["q", "severity", "locale", "rule", "area"];
  const form = document.getElementById("search");
  const table = document.getElementById("found");
  const body = table.tBodies[0];
  const status = document.getElementById("count");
  const more = document.getElementById("more");
  const keys = rows.map((row) => row.slice(0, 3).join("\n").toLowerCase());
  let hits = [];
  let shown = 0;

  const cell = (tag, text, className) => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (className) element.className = className;
    return element;
  };

  // The page shows what is invisible in a name as its code, as the other pages do.
  const visible = (text) =>
    text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/gu, (c) => {
      const code = c.codePointAt(0);
      return `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
    });

  const line = ([row, counts]) => {
    const [name, scope, page, href] = row;
    const element = document.createElement("tr");
    const head = cell("th", "");
    head.scope = "row";
    const link = cell("a", visible(name));
    if (OURS.test(href)) link.href = href;
    head.append(link);
    if (scope) head.append(" ", cell("span", `(${visible(scope)})`, "soft"));
    element.append(head, cell("td", visible(page), "path"));
    for (const count of [counts[2], counts[1], counts[0]]) element.append(cell("td", count, count ? "number" : "number none"));
    return element;
  };

  const show = () => {
    const next = hits.slice(shown, shown + STEP);
    body.append(...next.map(line));
    shown += next.length;
    more.hidden = shown === hits.length;
  };

  const number = (value) => (value === "" ? null : Number(value));

  const search = () => {
    const given = Object.fromEntries(FIELDS.map((field) => [field, form.elements[field].value]));
    const words = given.q.toLowerCase().split(/\s+/).filter(Boolean);
    const [severity, locale, rule] = [given.severity, given.locale, given.rule].map(number);
    const filtered = severity !== null || locale !== null || rule !== null;
    hits = [];
    let findings = 0;
    rows.forEach((row, index) => {
      if (given.area && row[2].slice(0, Math.max(row[2].lastIndexOf("/"), 0)) !== given.area.replace(/^\.$/, "")) return;
      if (!words.every((word) => keys[index].includes(word))) return;
      const counts = [0, 0, 0];
      for (const [l, r, s, count] of row[4]) {
        const wanted = (locale ?? l) === l && (rule ?? r) === r && (severity ?? s) === s;
        if (wanted) counts[s] += count;
      }
      const total = counts[0] + counts[1] + counts[2];
      if (filtered && !total) return;
      findings += total;
      hits.push([row, counts]);
    });
    body.replaceChildren();
    shown = 0;
    table.hidden = hits.length === 0;
    status.textContent = `${hits.length} of ${rows.length} messages, ${findings} findings`;
    show();
    const query = new URLSearchParams(Object.entries(given).filter(([, value]) => value));
    history.replaceState(null, "", `#${query}`);
  };

  let waiting = 0;
  const restore = () => {
    const query = new URLSearchParams(location.hash.slice(1));
    for (const field of FIELDS) form.elements[field].value = query.get(field) ?? "";
    search();
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 150);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  more.addEventListener("click", show);
  window.addEventListener("hashchange", restore);
  form.hidden = false;
  restore();
})();

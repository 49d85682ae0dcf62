"use strict";
(() => {
  const data = JSON.parse(document.getElementById("pages").textContent);
  const byKey = new Map(data.apps.map((app) => [app.key, app]));
  const ROWS = 100;
  const PRINTED = 1000;
  const FILTERS = ["q", "status", "risk", "wave", "owner", "permission"];
  const ORDER = {
    status: ["needsDecision", "blocked", "review", "deleteOnly", "ready", "nothingToDo"],
    risk: ["high", "medium", "low", ""],
  };
  const $ = (id) => document.getElementById(id);

  /** Puts lines and an app's own values together again; all of it was escaped when the page was written. */
  const listOf = (texts, runs) =>
    runs.split(",").flatMap((run) => {
      const [first, count = "1"] = run.split("+");
      return texts.slice(Number(first), Number(first) + Number(count));
    });
  const hex = (character) => character.charCodeAt(0).toString(16).padStart(2, "0");
  const valueOf = (value) => {
    if (typeof value === "number") return data.shared[value];
    return value[0] === "=" ? Array.from(atob(value.slice(1)), hex).join("") : value;
  };
  const htmlOf = (app, runs) =>
    listOf(data.parts, runs)
      .flatMap((part) => listOf(data.lines, part))
      .join("\n")
      .replace(/&(\d+);/g, (_, place) => valueOf(app.values[place]));
  const nodesOf = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content;
  };
  const wordsOf = (app) => {
    app.words ??= [app.name, app.key, ...app.values.map(valueOf), ...app.permissions, ...app.owners]
      .join(" ")
      .toLowerCase();
    return app.words;
  };

  // What is shown is in the address: #<place>?<filters>.
  const readAddress = () => {
    const [place = "", query = ""] = location.hash.slice(1).split("?");
    return { place, query: new URLSearchParams(query) };
  };
  let state = new URLSearchParams();
  const address = () => "#apps" + (state.toString() === "" ? "" : "?" + state.toString());

  const form = $("filter");
  const table = $("app-table");
  const body = table.tBodies[0];
  const more = $("more-apps");
  let fitting = data.apps;
  let rows = ROWS;

  const fits = (app) => {
    const is = (name, values) => !state.get(name) || values.includes(state.get(name));
    const wanted = (state.get("q") ?? "").trim().toLowerCase();
    return (
      is("status", [app.status]) &&
      is("risk", [app.risk]) &&
      is("wave", [String(app.wave)]) &&
      is("owner", app.owners) &&
      is("permission", app.permissions) &&
      (wanted === "" || wordsOf(app).includes(wanted))
    );
  };
  const compareText = new Intl.Collator("en", { sensitivity: "base", numeric: true }).compare;
  const COMPARE = {
    name: (a, b) => compareText(a.name, b.name),
    status: (a, b) => ORDER.status.indexOf(a.status) - ORDER.status.indexOf(b.status),
    risk: (a, b) => ORDER.risk.indexOf(a.risk) - ORDER.risk.indexOf(b.risk),
    wave: (a, b) => (a.wave || Infinity) - (b.wave || Infinity),
    reach: (a, b) => b.reach - a.reach,
  };
  const sorted = (apps) => {
    const [key, direction] = (state.get("sort") ?? "").split("-");
    const compare = COMPARE[key];
    if (compare === undefined) return apps;
    const sign = direction === "down" ? -1 : 1;
    return apps.toSorted((a, b) => sign * (compare(a, b) || 0));
  };

  const fillRows = (from, to) => {
    const html = fitting.slice(from, to).map((app) => htmlOf(app, app.row));
    body.append(nodesOf(html.join("\n")));
  };
  const showRows = () => {
    body.textContent = "";
    fillRows(0, rows);
    const left = fitting.length - rows;
    more.hidden = left <= 0;
    more.textContent = "Show " + Math.min(ROWS, left) + " more of " + left;
  };
  const apply = () => {
    fitting = sorted(data.apps.filter(fits));
    rows = ROWS;
    showRows();
    $("filter-count").textContent = fitting.length + " of " + data.apps.length + " apps";
    const [key, direction] = (state.get("sort") ?? "").split("-");
    for (const button of table.querySelectorAll("button[data-sort]")) {
      const on = button.dataset.sort === key;
      const head = button.closest("th");
      if (on) head.ariaSort = direction === "down" ? "descending" : "ascending";
      else head.removeAttribute("aria-sort");
    }
  };
  const fillForm = () => {
    for (const name of FILTERS) {
      const wanted = state.get(name) ?? "";
      const control = form.elements[name];
      if (control.tagName === "SELECT" && ![...control.options].some(({ value }) => value === wanted)) {
        control.add(new Option(wanted, wanted));
      }
      control.value = wanted;
    }
  };
  const addOptions = (name, values, label) => {
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    const sortedCounts = [...counts].sort(([a], [b]) => compareText(String(a), String(b)));
    for (const [value, count] of sortedCounts) {
      form.elements[name].add(new Option(label(value) + " (" + count + ")", String(value)));
    }
  };

  addOptions("wave", data.apps.flatMap(({ wave }) => (wave === 0 ? [] : [wave])), (wave) => "Wave " + wave);
  addOptions("owner", data.apps.flatMap(({ owners }) => owners), String);
  addOptions("permission", data.apps.flatMap(({ permissions }) => permissions), String);
  form.hidden = data.apps.length === 0;

  const remember = () => {
    history.replaceState(null, "", address());
    apply();
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    for (const name of FILTERS) {
      const { value } = form.elements[name];
      if (value === "") state.delete(name);
      else state.set(name, value);
    }
    remember();
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    state = new URLSearchParams();
    fillForm();
    remember();
  });
  table.tHead.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-sort]");
    if (button === null) return;
    const { sort } = button.dataset;
    state.set("sort", state.get("sort") === sort ? sort + "-down" : sort);
    remember();
  });
  more.addEventListener("click", () => {
    const first = rows;
    rows += ROWS;
    fillRows(first, rows);
    const left = fitting.length - rows;
    more.hidden = left <= 0;
    more.textContent = "Show " + Math.min(ROWS, left) + " more of " + left;
    body.rows[first]?.querySelector("a")?.focus();
  });

  // Findings.
  const findingForm = $("finding-filter");
  const findingText = $("finding-text");
  const findingSeverity = $("finding-severity");
  const findingCount = $("finding-count");
  const kinds = [...document.querySelectorAll("article.finding")].map((article) => ({
    article,
    head: article.querySelector("h3").textContent.toLowerCase(),
    items: [...article.querySelectorAll("li.one")].map((item) => ({
      item,
      words: item.textContent.toLowerCase(),
    })),
  }));
  const applyToFindings = () => {
    const wanted = findingText.value.trim().toLowerCase();
    let shown = 0;
    let all = 0;
    for (const { article, head, items } of kinds) {
      const severe =
        findingSeverity.value === "" || article.dataset.severity === findingSeverity.value;
      let left = 0;
      for (const { item, words } of items) {
        const fitsToo = severe && (head.includes(wanted) || words.includes(wanted));
        item.hidden = !fitsToo;
        if (fitsToo) left += 1;
      }
      article.hidden = left === 0;
      shown += left;
      all += items.length;
    }
    findingCount.textContent = shown + " of " + all + " findings";
  };
  findingForm.hidden = false;
  findingForm.addEventListener("submit", (event) => event.preventDefault());
  findingForm.addEventListener("input", () => {
    applyToFindings();
    const query = new URLSearchParams();
    if (findingText.value !== "") query.set("q", findingText.value);
    if (findingSeverity.value !== "") query.set("severity", findingSeverity.value);
    const text = query.toString();
    history.replaceState(null, "", "#findings" + (text === "" ? "" : "?" + text));
  });

  // Pages of apps.
  const title = document.title;
  const overview = $("overview");
  const appPage = $("app-page");
  /** The app that a place names, or that a place within its page belongs to. */
  const appAt = (place) =>
    byKey.get(place) ?? data.apps.find(({ key }) => place.startsWith(key + "-"));
  const showApp = (app, place) => {
    if (document.getElementById(app.key) !== null) return ($(place) ?? appPage).scrollIntoView();
    $("app-body").replaceChildren(nodesOf(htmlOf(app, app.page)));
    $("back").href = address();
    const at = fitting.indexOf(app);
    $("app-place").textContent = at === -1 ? "" : at + 1 + " of " + fitting.length;
    appPage.hidden = false;
    overview.hidden = true;
    document.title = app.name + ": " + title;
    scrollTo(0, 0);
    appPage.querySelector("h2")?.focus({ preventScroll: true });
    if (place !== app.key) $(place)?.scrollIntoView();
    return undefined;
  };
  const showOverview = (place) => {
    const wasApp = !appPage.hidden;
    appPage.hidden = true;
    $("app-body").textContent = "";
    overview.hidden = false;
    document.title = title;
    if (place !== "" || wasApp) ($(place) ?? overview).scrollIntoView();
  };
  const route = () => {
    const { place, query } = readAddress();
    const app = appAt(place);
    if (app !== undefined) return showApp(app, place);
    if (place === "apps" || place === "") {
      state = new URLSearchParams([...query].filter(([name]) => name === "sort" || FILTERS.includes(name)));
      fillForm();
      apply();
    }
    if (place === "findings") {
      findingText.value = query.get("q") ?? "";
      findingSeverity.value = query.get("severity") ?? "";
      applyToFindings();
    }
    showOverview(place);
    return undefined;
  };
  addEventListener("hashchange", route);

  // Copying.
  const said = $("said");
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      return done;
    }
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button.copy");
    if (button === null) return;
    const done = await copy($(button.dataset.copy).textContent);
    said.textContent = done ? "Copied." : "The browser refused: select the text and copy it.";
    button.dataset.done = done ? "copied" : "refused";
    button.focus();
  });

  // How old the evidence is, as of now.
  const ageMs = Date.now() - Date.parse($("collected-at").dateTime);
  const dayMs = 86400000;
  const days = Math.floor(ageMs / dayMs);
  let age = " (" + days + (days === 1 ? " day old)" : " days old)");
  if (ageMs < -600000) age = " (a date in the future: is a clock off?)";
  else if (days < 1) age = " (less than a day old)";
  else if (ageMs > 7 * dayMs) age = " (" + days + " days old: older than 7 days: scan again before anything is changed)";
  for (const place of document.querySelectorAll(".evidence-age")) {
    place.textContent = age;
    if (ageMs > 7 * dayMs) place.classList.add("old");
  }

  // Printing: what is shown, the summary, or everything. A button in the head of a table is not painted again on its next
  // page; its text is.
  for (const button of table.tHead.querySelectorAll("button")) {
    button.closest("th").dataset.label = button.textContent.trim();
  }
  const pages = $("print-pages");
  const closed = [];
  const prepare = (mode) => {
    if (mode === "") delete document.body.dataset.print;
    else document.body.dataset.print = mode;
    if (mode !== "") {
      const shown = fitting.slice(0, PRINTED);
      body.textContent = "";
      fillRows(0, PRINTED);
      if (mode === "full") pages.replaceChildren(nodesOf(shown.map((app) => htmlOf(app, app.page)).join("\n")));
      if (fitting.length > PRINTED) {
        const note = document.createElement("p");
        note.textContent =
          "The first " + PRINTED + " of " + fitting.length + " apps are printed: filter for others; csv/plan.csv lists all.";
        pages.prepend(note);
      }
    }
    if (mode === "summary") return;
    for (const details of document.querySelectorAll("details:not([open])")) {
      details.open = true;
      closed.push(details);
    }
  };
  const restore = () => {
    for (const details of closed.splice(0)) details.open = false;
    pages.textContent = "";
    delete document.body.dataset.print;
    showRows();
  };
  const print = (mode) => {
    location.hash = address();
    route();
    prepare(mode);
    window.print();
  };
  let asked = "";
  $("tools").hidden = false;
  $("print-summary").addEventListener("click", () => print("summary"));
  $("print-full").addEventListener("click", () => print("full"));
  addEventListener("beforeprint", () => {
    if (document.body.dataset.print === undefined) prepare(asked);
  });
  addEventListener("afterprint", () => {
    if (asked === "") restore();
  });

  route();
  asked = readAddress().query.get("print") ?? "";
  if (asked !== "") prepare(asked);
})();

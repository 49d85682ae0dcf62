"use strict";
(() => {
  const form = document.getElementById("filter");
  const text = document.getElementById("filter-text");
  const status = document.getElementById("filter-status");
  const count = document.getElementById("filter-count");
  const rows = [...document.querySelectorAll("#app-table tbody tr")].map((row) => ({
    row,
    article: document.getElementById(row.dataset.for),
    words: row.textContent.toLowerCase() + " " + row.dataset.for,
  }));

  const apply = () => {
    const wanted = text.value.trim().toLowerCase();
    let shown = 0;
    for (const { row, article, words } of rows) {
      const fits =
        (status.value === "" || row.dataset.status === status.value) && words.includes(wanted);
      row.hidden = !fits;
      if (article !== null) article.hidden = !fits;
      if (fits) shown += 1;
    }
    count.textContent = shown + " of " + rows.length + " apps";
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  text.addEventListener("input", apply);
  status.addEventListener("change", apply);
  apply();

  const findingForm = document.getElementById("finding-filter");
  const findingText = document.getElementById("finding-text");
  const findingSeverity = document.getElementById("finding-severity");
  const findingCount = document.getElementById("finding-count");
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
        const fits = severe && (head.includes(wanted) || words.includes(wanted));
        item.hidden = !fits;
        if (fits) left += 1;
      }
      article.hidden = left === 0;
      shown += left;
      all += items.length;
    }
    findingCount.textContent = shown + " of " + all + " findings";
  };

  findingForm.hidden = false;
  findingForm.addEventListener("submit", (event) => event.preventDefault());
  findingText.addEventListener("input", applyToFindings);
  findingSeverity.addEventListener("change", applyToFindings);
  applyToFindings();
  const taken = document.getElementById("collected-at");
  const age = document.getElementById("evidence-age");
  const ageMs = Date.now() - Date.parse(taken.dateTime);
  const dayMs = 86400000;
  const days = Math.floor(ageMs / dayMs);
  if (ageMs < -600000) age.textContent = " (a date in the future: is a clock off?)";
  else if (days < 1) age.textContent = " (less than a day old)";
  else if (ageMs <= 7 * dayMs) age.textContent = " (" + days + (days === 1 ? " day old)" : " days old)");
  else if (ageMs > 7 * dayMs) {
    age.textContent = " (" + days + " days old: older than 7 days: scan again before anything is changed)";
    age.className = "old";
  }

  const closed = [];
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details:not([open])")) {
      details.open = true;
      closed.push(details);
    }
  });
  addEventListener("afterprint", () => {
    for (const details of closed.splice(0)) details.open = false;
  });
})();

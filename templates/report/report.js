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

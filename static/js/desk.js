// The desk, made lighter: dropping files, watching letters being read, keys for checking rows. Nothing needs it.

const form = document.querySelector("[data-upload]");
if (form) {
  const drop = form.querySelector("[data-drop]");
  const input = form.querySelector("input[type=file]");
  const count = form.querySelector("[data-count]");
  const list = form.querySelector("[data-list]");

  const show = () => {
    const files = [...input.files];
    count.textContent = files.length ? `${files.length} file${files.length === 1 ? "" : "s"} chosen` : "";
    list.replaceChildren(
      ...files.slice(0, 200).map((file) => {
        const item = document.createElement("li");
        item.textContent = `${file.name} (${Math.max(1, Math.round(file.size / 1024))} KB)`;
        return item;
      }),
    );
  };

  input.addEventListener("change", show);
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("is-over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    drop.addEventListener(name, () => drop.classList.remove("is-over"));
  }
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    const chosen = new DataTransfer();
    for (const file of [...input.files, ...event.dataTransfer.files]) chosen.items.add(file);
    input.files = chosen.files;
    show();
  });
  form.addEventListener("submit", () => {
    const button = form.querySelector("button[type=submit]");
    button.textContent = "Uploading…";
    setTimeout(() => {
      button.disabled = true;
    });
  });
}

const watched = document.querySelector("[data-watch]");
if (watched) {
  const done = new Set(["read", "needs_person"]);
  const look = async () => {
    let letters = [];
    try {
      const answer = await fetch(watched.dataset.watch, { headers: { Accept: "application/json" } });
      if (answer.ok) letters = (await answer.json()).letters;
    } catch {
      // The network may come back; the next look will tell.
    }
    for (const letter of letters) {
      const row = watched.querySelector(`[data-letter="${letter.id}"]`);
      if (!row || row.dataset.state === letter.state) continue;
      row.dataset.state = letter.state;
      row.querySelector("[data-label]").textContent = letter.label;
      row.querySelector("[data-label]").className = `state state-${letter.state}`;
      row.querySelector("[data-sentence]").textContent = letter.sentence;
      row.querySelector("[data-title]").textContent = letter.title;
    }
    if (!letters.length || letters.some((letter) => !done.has(letter.state))) setTimeout(look, 1500);
  };
  setTimeout(look, 800);
}

// The form of a row is fetched when it is asked for, and put where the row stands. The link does the same in a new page.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-edit]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const row = link.closest("[data-row]");
  try {
    const answer = await fetch(`${link.href.split("#")[0]}&only=row`);
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-row]");
    row.replaceWith(found);
    found.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  } catch {
    location.assign(link.href);
  }
});

// j and k move from row to row, c confirms, d dismisses, e opens the form; only outside of fields.
const rows = () => [...document.querySelectorAll("[data-row]")];
if (rows().length) {
  let at = -1;
  document.addEventListener("keydown", (event) => {
    const inField = event.target.closest("input, textarea, select, details[open], .row-form");
    if (inField || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = rows();
    const press = (value) => all[at]?.querySelector(`.row-verbs [value=${value}]`)?.click();
    if (event.key === "j" || event.key === "k") {
      at = Math.min(Math.max(at + (event.key === "j" ? 1 : -1), 0), all.length - 1);
      all[at].querySelector("button, a").focus();
      all[at].scrollIntoView({ block: "center" });
    } else if (event.key === "c") press("confirm");
    else if (event.key === "d") press("dismiss");
    else if (event.key === "e") {
      event.preventDefault();
      all[at]?.querySelector("[data-edit]")?.click();
    }
  });
}

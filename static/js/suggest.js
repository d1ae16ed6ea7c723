// The search box offers fields and their values: a combobox with a list, as the WAI-ARIA practices describe it.
// Without this file the box is a plain one.

const DELAY = 120;
let boxes = 0;

function combobox(input) {
  const form = input.form;
  const list = document.createElement("ul");
  const status = document.createElement("p");
  boxes += 1;
  list.id = `suggestions-${boxes}`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  status.className = "unseen";
  status.setAttribute("role", "status");
  (input.closest(".search-form") ?? form).append(list, status);

  // A search field may not be a combobox; a text field may.
  input.type = "text";
  input.enterKeyHint = "search";
  input.autocapitalize = "none";
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);

  let items = [];
  let place = { start: 0, end: 0 };
  let asked = "";
  let active = -1;
  let timer = 0;
  let asking = null;

  const close = () => {
    clearTimeout(timer);
    asking?.abort();
    items = [];
    active = -1;
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    status.textContent = "";
  };

  const mark = (index) => {
    active = index;
    for (const [at, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(at === index));
      if (at === index) option.scrollIntoView({ block: "nearest" });
    }
    if (index < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[index].id);
  };

  const show = () => {
    list.replaceChildren(
      ...items.map((item, index) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        const label = document.createElement("span");
        label.textContent = item.label;
        const detail = document.createElement("small");
        detail.textContent = item.detail;
        option.append(label, " ", detail);
        return option;
      }),
    );
    active = -1;
    list.hidden = !items.length;
    input.setAttribute("aria-expanded", String(items.length > 0));
    input.removeAttribute("aria-activedescendant");
    status.textContent = items.length ? `${items.length} suggestion${items.length === 1 ? "" : "s"}` : "";
  };

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const address = new URL(input.dataset.suggest, location.href);
    const value = input.value;
    address.searchParams.set("q", value);
    address.searchParams.set("at", input.selectionStart ?? input.value.length);
    try {
      const answer = await fetch(address, { signal: asking.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) return close();
      const found = await answer.json();
      if (document.activeElement !== input) return close();
      items = found.items;
      place = found;
      asked = value;
      show();
    } catch {
      // A newer question took its place, or the network is gone: the box stays a plain one.
    }
  };

  const take = (index) => {
    const item = items[index];
    const isField = item.text.endsWith(":");
    // What was typed since the list was asked for belongs to the part that it replaces; typed elsewhere, the list is old.
    const head = asked.slice(0, place.start);
    const after = asked.slice(place.end);
    const { value } = input;
    if (value.length < head.length + after.length || !value.startsWith(head) || !value.endsWith(after)) return ask();
    const gap = isField || /^[\s)]/.test(after) ? "" : " ";
    const before = head + item.text + gap;
    input.value = before + after;
    input.setSelectionRange(before.length, before.length);
    close();
    // Behind a field its values are offered at once.
    if (isField) ask();
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    // Enter must not take a choice made among what was offered for other words.
    mark(-1);
    if (input.value.trim()) timer = setTimeout(ask, DELAY);
    else close();
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!items.length) {
        if (event.key === "ArrowDown" && input.value.trim()) ask();
        return;
      }
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      // Past either end no item is marked: the words as typed.
      const next = active + step;
      mark(next >= items.length ? -1 : next < -1 ? items.length - 1 : next);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      take(active);
    } else if (event.key === "Escape" && items.length) {
      event.preventDefault();
      close();
    }
  });

  // The press must not take the focus from the box.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take([...list.children].indexOf(option));
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
}

for (const input of document.querySelectorAll("input[data-suggest]")) combobox(input);

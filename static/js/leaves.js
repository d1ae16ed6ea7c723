// What makes the pages of a letter lighter to handle: a mark and its entry light up together, page numbers move the
// strip without moving the page, and the number of the leaf in view is shown. Without this, all are plain links.

const strip = document.querySelector(".strip");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

function pair(mark) {
  const anchor = mark.getAttribute("href").split("#")[1];
  const row = document.getElementById(anchor);
  if (!row) return;
  const all = document.querySelectorAll(`.mark[href$="#${CSS.escape(anchor)}"]`);
  mark.addEventListener("pointerenter", () => row.classList.add("is-pointed"));
  mark.addEventListener("pointerleave", () => row.classList.remove("is-pointed"));
  row.addEventListener("pointerenter", () => all.forEach((each) => each.classList.add("is-shown")));
  row.addEventListener("pointerleave", () => all.forEach((each) => each.classList.remove("is-shown")));
}

document.querySelectorAll(".mark").forEach(pair);

if (strip && strip.children.length > 1) {
  const links = new Map(
    [...document.querySelectorAll('.leaf-numbers a[href^="#page-"]')].map((link) => [link.hash.slice(1), link]),
  );
  for (const [id, link] of links) {
    link.addEventListener("click", (event) => {
      const leaf = document.getElementById(id);
      if (!leaf) return;
      event.preventDefault();
      strip.scrollTo({ left: leaf.offsetLeft - strip.offsetLeft, behavior: calm.matches ? "auto" : "smooth" });
    });
  }
  const seen = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const link = links.get(entry.target.id);
        if (!link) continue;
        if (entry.isIntersecting) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    },
    { root: strip, threshold: 0.6 },
  );
  for (const leaf of strip.children) seen.observe(leaf);
}

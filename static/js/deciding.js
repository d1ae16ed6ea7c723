// Keys for deciding links: j and k move, a accepts, r rejects, u leaves open, z takes back, ? shows the keys.
// Everything they do a plain form or link does as well.

const form = document.querySelector("[data-verdict]");
const reason = form?.querySelector("textarea");
let wanted = "";

const button = (value) => form?.querySelector(`button[value=${value}]`);

function decide(value) {
  const found = button(value);
  if (!found) return;
  // To reject or to leave open takes a reason: the field is opened, and Ctrl and Enter send it.
  if (value !== "confirmed" && reason && !reason.value.trim()) {
    wanted = value;
    reason.focus();
    return;
  }
  found.click();
}

document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input, textarea, select");
  if (field) {
    if (event.key === "Escape") field.blur();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && field === reason) {
      event.preventDefault();
      button(wanted || "confirmed")?.click();
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const keys = document.querySelector("[data-keys]");
  if (event.key === "j") document.querySelector("[data-next]")?.click();
  else if (event.key === "k") document.querySelector("[data-before]")?.click();
  else if (event.key === "a") decide("confirmed");
  else if (event.key === "r") decide("rejected");
  else if (event.key === "u") decide("undecided");
  else if (event.key === "z") document.querySelector("[data-undo] button")?.click();
  else if (event.key === "?" && keys) {
    keys.open = !keys.open;
    if (keys.open) keys.scrollIntoView({ block: "nearest" });
  } else return;
  event.preventDefault();
});

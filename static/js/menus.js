// An open menu of the header closes by a click beside it and by Escape, which goes back to its word.
const opened = () => document.querySelector(".topbar details[open]");
document.addEventListener("click", (event) => {
  const menu = opened();
  if (menu && !menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  const menu = opened();
  if (menu && event.key === "Escape") {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

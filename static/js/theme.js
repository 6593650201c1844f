// Follow the system's light or dark theme, and keep following it when it changes.
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const apply = () =>
  document.documentElement.setAttribute("data-bs-theme", dark.matches ? "dark" : "light");
dark.addEventListener("change", apply);
apply();

// A form that was sent is not sent again by a second click: each would be another key or document.
const PAUSE_MS = 10000;
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  // Where the answer is a file or never comes, the page stays.
  setTimeout(() => delete form.dataset.sent, PAUSE_MS);
});
// The back button brings the page as it was left.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

/**
 * Runs before the program has come: remembers a form that was sent, shows the chosen appearance, and hides words that
 * stand in another language than the chosen one. It imports nothing, or it would wait for the program itself.
 */
const first = document.getElementById("first");
const language = preference("language");
const theme = preference("theme");
if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme;
if (first !== null && language !== undefined && language !== first.lang) first.hidden = true;
first?.addEventListener("submit", ({ target }) => {
  if (target instanceof HTMLFormElement) target.dataset["sent"] = "true";
});

// As preferences.ts keeps it; a browser that keeps nothing throws.
function preference(name: string): string | undefined {
  try {
    return localStorage.getItem(`recount.${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

export {};

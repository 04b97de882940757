/** Hands the first screen to the program: what was typed into it, where the cursor stood, whether it was sent. */

/** Shows the program's screen in place of the one that stood in the page; does nothing where none stood there. */
export function takeOver(): void {
  const [first, root] = [document.getElementById("first"), document.getElementById("root")];
  if (root === null) throw new Error("got no #root in the page, wanted one");
  if (first === null) return;
  root.hidden = false;
  for (const field of first.querySelectorAll("input")) handOver(field, counterpart(root, field));
  const forms = [...root.querySelectorAll("form")];
  const sent = [...first.querySelectorAll("form")].findIndex((form) => form.dataset["sent"] !== undefined);
  first.remove();
  setTimeout(() => forms[sent]?.requestSubmit()); // once React has what was typed
}

/** The same field of the program's. */
const counterpart = (root: HTMLElement, { type, autocomplete }: HTMLInputElement) =>
  root.querySelector<HTMLInputElement>(`input[type="${type}"][autocomplete="${autocomplete}"]`);

function handOver(field: HTMLInputElement, to: HTMLInputElement | null): void {
  if (to === null) return;
  if (field.value !== "") {
    // As typing does it: React hears of a value only by the browser's own setter and the event after it.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(to, field.value);
    to.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (document.activeElement !== field) return;
  to.focus();
  to.setSelectionRange(field.selectionStart, field.selectionEnd);
}

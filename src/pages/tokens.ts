/** Colours, type and spacing as custom properties: the one source for the application and for published pages. */

type Palette = { readonly [token: string]: string };

/** By light. Contrast of each text colour on paper, surface and sunken is held by a test. */
export const light: Palette = {
  paper: "#faf9f6",
  surface: "#ffffff",
  sunken: "#f0eee9",
  ink: "#1d2125",
  "ink-soft": "#4a5056",
  "ink-faint": "#63696f",
  edge: "#7d7a73",
  line: "#d5d1c9",
  accent: "#2a4a6b",
  "on-accent": "#ffffff",
  "accent-soft": "#e3eaf1",
  attention: "#6b4a00",
  "attention-ground": "#f6ecd6",
  fault: "#8a2f2a",
  "fault-ground": "#f7e6e3",
  diff: "#efe3c2",
  focus: "#7a2e6e",
};

/** By dark. */
export const dark: Palette = {
  paper: "#16181a",
  surface: "#1e2124",
  sunken: "#111314",
  ink: "#e9e7e2",
  "ink-soft": "#b9bcbf",
  "ink-faint": "#979ca1",
  edge: "#7e8489",
  line: "#373b3f",
  accent: "#9dbfe0",
  "on-accent": "#10202f",
  "accent-soft": "#243444",
  attention: "#e3c078",
  "attention-ground": "#3a3018",
  fault: "#efa39b",
  "fault-ground": "#402423",
  diff: "#453a1c",
  focus: "#e2a3d6",
};

// Every token has its system colour, so that a person's own contrast theme is never half applied.
const forced: Palette = {
  paper: "Canvas",
  surface: "Canvas",
  sunken: "Canvas",
  ink: "CanvasText",
  "ink-soft": "CanvasText",
  "ink-faint": "CanvasText",
  edge: "ButtonBorder",
  line: "CanvasText",
  accent: "LinkText",
  "on-accent": "Canvas",
  "accent-soft": "Canvas",
  attention: "CanvasText",
  "attention-ground": "Canvas",
  fault: "CanvasText",
  "fault-ground": "Canvas",
  diff: "Canvas",
  focus: "Highlight",
};

/** The tokens as CSS. Without `data-theme` on the root the device decides between light and dark. */
export const tokensCss = `:root {
${declare(light)}
  color-scheme: light;
  --sans: "Noto Sans", "Noto Sans Armenian", "Noto Sans Georgian", "Noto Naskh Arabic", system-ui, sans-serif;
  --serif: "Noto Serif", "Noto Serif Armenian", "Noto Serif Georgian", "Noto Naskh Arabic", Georgia, serif;
  --leading: 1.5;
}
.original { display: block; unicode-bidi: isolate; text-align: start; }
.original::before { content: "en"; content: "en" / ""; font-size: .75rem; line-height: 1.2; color: var(--ink-soft); border: 1px solid var(--edge); border-radius: 3px; padding-inline: .25rem; margin-inline-end: .375rem; }
:root:lang(hy) { --leading: 1.55; }
:root:lang(ka) { --leading: 1.6; }
:root:lang(ar) { --leading: 1.75; font-size: 112.5%; }
@media (prefers-color-scheme: dark) {
  :root:not([data-theme="light"]) {
${declare(dark)}
    color-scheme: dark;
  }
}
:root[data-theme="dark"] {
${declare(dark)}
  color-scheme: dark;
}
@media (forced-colors: active) {
  :root, :root:not([data-theme="light"]), :root[data-theme="dark"] {
${declare(forced)}
  }
}
`;

function declare(palette: Palette): string {
  return Object.entries(palette)
    .map(([token, colour]) => `  --${token}: ${colour};`)
    .join("\n");
}

/** The style of the page for families: small, and of the same tokens as all pages. */
import { fontFaces, fontFiles } from "./fonts.ts";
import { tokensCss } from "./tokens.ts";

const sans = fontFiles.filter((font) => font.style !== "serif");

/** The whole style sheet, with the faces of the fonts that the server has under /fonts/. */
export const enquiryStyle = `${fontFaces(sans, "/fonts/")}${tokensCss}
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--paper); color: var(--ink); font-family: var(--sans); line-height: var(--leading); overflow-wrap: anywhere; }
.leave, nav, main { max-width: 42rem; margin-inline: auto; padding-inline: 1.25rem; }
header { position: sticky; inset-block-start: 0; padding-block: .5rem; background: var(--paper); border-block-end: 1px solid var(--line); z-index: 1; }
main { padding-block: 0 4rem; }
.leave { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: center; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; margin: 1rem 0 0; }
nav li > * { display: inline-block; padding-block: .25rem; }
[aria-current] { font-weight: 600; }
h1 { font-size: 1.75rem; line-height: 1.3; font-weight: 600; text-wrap: balance; margin-block: 1.5rem 1rem; }
h2 { font-size: 1.25rem; line-height: 1.35; font-weight: 600; margin-block: 0 .5rem; }
h3 { font-size: 1rem; font-weight: 600; margin-block: 0 .5rem; }
h4 { font-size: 1rem; font-weight: 600; margin-block: .75rem .25rem; }
p { margin-block: 0 .75rem; }
a { color: var(--accent); text-underline-offset: .2em; }
form, section { border-block-start: 1px solid var(--edge); padding-block-start: 1.5rem; margin-block-start: 2rem; }
fieldset { border: 0; padding: 0; margin: 0 0 1.5rem; min-inline-size: 0; }
legend, .field > label { font-weight: 600; padding: 0; display: block; }
.field { margin-block-end: 1.25rem; }
.soft { color: var(--ink-soft); margin-block-end: .25rem; }
.key { white-space: nowrap; font-size: .875rem; }
.choice { display: flex; gap: .75rem; align-items: baseline; padding-block: .5rem; }
.choice input { inline-size: 1.25rem; block-size: 1.25rem; flex: none; accent-color: var(--accent); translate: 0 .2rem; }
input[type="text"], textarea { display: block; inline-size: 100%; font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--edge); border-radius: 3px; padding: .5rem .75rem; }
[aria-invalid] { border-color: var(--fault); outline: 1px solid var(--fault); }
.button { font: inherit; display: inline-block; padding: .625rem 1rem; min-block-size: 3rem; border: 1px solid var(--edge); border-radius: 3px; background: var(--surface); color: var(--ink); text-decoration: none; cursor: pointer; }
.main.button { background: var(--accent); color: var(--on-accent); border-color: var(--accent); }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; }
.fault, .attention { padding: .75rem 1rem; border-inline-start: 3px solid currentColor; border-radius: 3px; margin-block-end: 1rem; }
.fault { background: var(--fault-ground); color: var(--fault); }
.attention { background: var(--attention-ground); color: var(--attention); }
.fault p { margin: 0; }
#digits { font-size: 1.5rem; line-height: 1.6; font-variant-numeric: tabular-nums; word-spacing: .35em; overflow-wrap: normal; display: block; }
.told { white-space: pre-wrap; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
@media (forced-colors: active) { .main.button { forced-color-adjust: none; background: Highlight; color: HighlightText; } }
`;

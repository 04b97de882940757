/** The published page's own style, on screen and on paper. */

const screen = `
*, *::before, *::after { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font-family: var(--serif); font-size: 1.0625rem; line-height: var(--leading); overflow-wrap: anywhere; }
header, main, footer { max-width: 44rem; margin-inline: auto; padding-inline: 1.25rem; }
header { padding-block: 3rem 1rem; }
footer { padding-block: 1rem 4rem; border-block-start: 1px solid var(--line); margin-block-start: 3rem; font-size: .9375rem; }
h1, h2, h3, h4 { font-weight: 600; line-height: 1.3; text-wrap: balance; }
h1 { font-size: 2rem; margin: .25rem 0 1rem; }
h2 { font-size: 1.375rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1.125rem; margin: 1.75rem 0 .5rem; }
h4 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
footer h2 { font-size: 1rem; margin-block-start: 1rem; }
p, ul, ol, dl, figure, blockquote, pre { margin: 0 0 1rem; }
ul, ol { padding-inline-start: 1.5rem; }
li { margin-block-end: .25rem; }
blockquote { margin-inline: 0; padding-inline-start: 1rem; border-inline-start: 3px solid var(--line); }
hr { border: 0; border-block-start: 1px solid var(--line); margin-block: 2rem; }
em { font-style: normal; text-decoration: underline; text-decoration-style: dotted; text-underline-offset: .2em; }
code, pre { font-family: ui-monospace, monospace; font-size: .9375em; }
pre { overflow-x: auto; padding: .75rem; background: var(--sunken); white-space: pre-wrap; }
a { color: var(--accent); text-underline-offset: .2em; text-decoration-thickness: 1px; }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; inset-inline-start: 1rem; inset-block-start: -6rem; padding: .5rem 1rem; background: var(--surface); z-index: 1; }
.skip:focus { inset-block-start: 1rem; }
.kind, .soft { color: var(--ink-soft); }
.kind { margin: 0; }
.mark { inline-size: .8em; block-size: .8em; vertical-align: -.06em; flex: none; }
.addressees { margin-block-start: 1.5rem; }
.addressees h2 { font-size: 1rem; margin: 0 0 .25rem; color: var(--ink-soft); }
.addressees ul, .signatories { list-style: none; padding: 0; }
.attention { background: var(--attention-ground); color: var(--attention); padding: .75rem 1rem; border-inline-start: 3px solid currentColor; border-radius: 3px; }
.disputed { font-size: .875rem; white-space: nowrap; padding-block: .25em; }
.disputed .mark { margin-inline-end: .25em; }
.dispute { border-block-start: 1px solid var(--edge); margin-block-start: 2rem; scroll-margin-block-start: 1rem; }
.dispute:target { border-block-start-width: 3px; border-color: var(--accent); }
.dispute h4 { margin-block-start: 0; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem; }
.text { font-size: 1.125rem; }
.text > :first-child { margin-block-start: 1rem; }
.figure { white-space: nowrap; font-variant-numeric: tabular-nums; font-weight: 600; padding-block: .125em; }
.figure .mark { margin-inline-end: .25em; }
.figure .figure-id { font-size: .75em; font-weight: 400; }
.note { border-block-start: 1px solid var(--edge); margin-block-start: 2rem; scroll-margin-block-start: 1rem; }
.note:target { border-block-start-width: 3px; border-color: var(--accent); }
.note h3 { margin-block-start: 1rem; color: var(--ink-soft); font-size: 1rem; }
.note-number { font-size: 1.75rem; line-height: 1.25; font-variant-numeric: tabular-nums; }
.note-word { font-size: 1rem; color: var(--ink-soft); white-space: nowrap; }
dl > div { display: grid; grid-template-columns: 11rem 1fr; gap: .25rem 1rem; padding-block: .375rem; border-block-start: 1px solid var(--line); }
dt { color: var(--ink-soft); }
dd { margin: 0; }
dd p { margin: 0 0 .25rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; inline-size: 100%; font-size: .9375rem; margin-block-end: 1rem; }
th, td { text-align: start; vertical-align: top; padding: .375rem .75rem .375rem 0; padding-block: .375rem; padding-inline: 0 .75rem; border-block-end: 1px solid var(--line); font-weight: 400; overflow-wrap: break-word; }
thead th { color: var(--ink-soft); }
tfoot th, tfoot td { font-weight: 600; border-block-end: 0; }
.number { text-align: end; padding-inline-end: 0; font-variant-numeric: tabular-nums; white-space: nowrap; }
thead .number { white-space: normal; }
.picture { margin-block: 2rem; }
.picture figcaption { font-weight: 600; }
.picture .soft { margin: .125rem 0 .5rem; font-size: .9375rem; }
.picture svg { display: block; inline-size: 100%; min-inline-size: 34rem; block-size: auto; }
.picture summary { color: var(--accent); cursor: pointer; font-size: .9375rem; padding-block: .25rem; }
.picture summary:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
@media (max-width: 34rem) {
  h1 { font-size: 1.625rem; }
  header { padding-block-start: 1.5rem; }
  dl > div { grid-template-columns: 1fr; gap: 0; }
  .sides { grid-template-columns: 1fr; }
}
@media (prefers-reduced-motion: no-preference) { :root { scroll-behavior: smooth; } }
`;

// A4 and Letter: the margins fit both. Everything is ink on white, so that a photocopy loses nothing.
const print = `
@page { margin: 25mm; @bottom-center { content: counter(page) " / " counter(pages); font: 9pt serif; } }
@media print {
  :root, :root[data-theme="dark"], :root:not([data-theme="light"]) {
    --paper: #fff; --surface: #fff; --sunken: #fff; --ink: #000; --ink-soft: #000; --ink-faint: #000; --edge: #555;
    --line: #999; --accent: #000; --attention: #000; --attention-ground: #fff; color-scheme: light; font-size: 11pt;
  }
  :root:lang(ar) { font-size: 13pt; --leading: 1.7; }
  body { font-size: 1rem; line-height: 1.45; }
  :root:lang(ar) body { line-height: 1.7; }
  header, main, footer { max-width: none; padding-inline: 0; }
  header { padding-block-start: 0; }
  .text { font-size: 1rem; }
  h1 { font-size: 20pt; }
  h2, h3, h4 { break-after: avoid; }
  p, li { orphans: 3; widows: 3; }
  tr, dl > div, .picture, .note-number, blockquote, .addressees, .signatories li, .attention { break-inside: avoid; }
  thead { display: table-header-group; }
  .dispute h4, .note-number, .picture figcaption { break-after: avoid; }
  a { color: inherit; text-decoration: none; }
  a.outside::after, a[href^="letters/"]::after { content: " <" attr(href) ">"; font-size: .875em; }
  .skip, .note-back { display: none; }
  .wide { overflow: visible; }
  .attention { border: 1px solid #000; border-inline-start-width: 3px; }
  .picture svg { min-inline-size: 0; print-color-adjust: exact; }
  .picture details { display: none; }
}
`;

/** Style of the published page; it stands after the tokens. */
export const appealStyle = `${screen}${print}`;

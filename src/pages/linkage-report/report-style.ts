/** The linkage report's own style: wider than an appeal, since it is charts and tables. */

export const reportStyle = `
*, *::before, *::after { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font-family: var(--sans); font-size: 1rem; line-height: var(--leading); overflow-wrap: anywhere; }
header, main, footer { max-width: 60rem; margin-inline: auto; padding-inline: 1.25rem; }
header { padding-block: 2.5rem .5rem; }
footer { padding-block: 1rem 3rem; border-block-start: 1px solid var(--line); margin-block-start: 3rem; font-size: .9375rem; color: var(--ink-soft); }
h1, h2, h3, figcaption { font-weight: 600; line-height: 1.3; text-wrap: balance; }
h1 { font-size: 1.875rem; margin: 0 0 .5rem; }
h2 { font-size: 1.375rem; margin: 3rem 0 .75rem; padding-block-start: 1rem; border-block-start: 1px solid var(--line); }
h3, figcaption { font-size: 1.0625rem; margin: 1.5rem 0 .25rem; }
p, ul { margin: 0 0 .75rem; max-width: 44rem; }
a { color: var(--accent); text-underline-offset: .2em; }
a:focus-visible, button:focus-visible, input:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; max-width: none; }
.soft { color: var(--ink-soft); }
.attention { background: var(--attention-ground); color: var(--attention); padding: .75rem 1rem; border-inline-start: 3px solid currentColor; border-radius: 3px; max-width: none; }
.numbers { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: 1rem 1.5rem; margin: 1rem 0 0; }
.numbers div { display: flex; flex-direction: column-reverse; justify-content: flex-end; }
.numbers dt { color: var(--ink-soft); font-size: .875rem; }
.numbers dd { margin: 0; font-size: 1.5rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
figure { margin: 0 0 2rem; }
figure svg { display: block; max-inline-size: 100%; block-size: auto; font-family: var(--sans); }
.wide { overflow-x: auto; }
details { margin-block: .5rem; }
summary { cursor: pointer; color: var(--accent); font-size: .9375rem; }
table { border-collapse: collapse; inline-size: 100%; font-size: .9375rem; margin-block: .5rem; }
th, td { text-align: start; vertical-align: top; padding-block: .3125rem; padding-inline: 0 .75rem; border-block-end: 1px solid var(--line); font-weight: 400; }
thead th { color: var(--ink-soft); font-size: .875rem; }
.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
.pick { display: grid; grid-template-columns: minmax(16rem, 22rem) 1fr; gap: 1.5rem; align-items: start; }
@media (max-width: 48rem) { .pick { grid-template-columns: 1fr; } }
.pick input { inline-size: 100%; font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--edge); border-radius: 4px; padding: .375rem .5rem; }
.choices { list-style: none; margin: .5rem 0 0; padding: 0; max-block-size: 26rem; overflow-y: auto; border: 1px solid var(--line); border-radius: 4px; background: var(--surface); }
.choices button { display: block; inline-size: 100%; text-align: start; font: inherit; font-size: .875rem; color: inherit; background: none; border: 0; border-block-end: 1px solid var(--line); padding: .4375rem .625rem; cursor: pointer; }
.choices button:hover { background: var(--sunken); }
.choices button[aria-pressed="true"] { background: var(--accent-soft); }
.choices small { display: block; color: var(--ink-soft); font-size: .8125rem; font-variant-numeric: tabular-nums; }
.shown h3 { margin-block-start: 0; }
.shown tbody td:first-child { white-space: nowrap; }
.plus { fill: var(--accent); }
.minus { fill: var(--fault); }
.weak { color: var(--fault); }
.shown td svg { display: block; }
.shown line { stroke: var(--edge); }
.total td { font-weight: 600; border-block-end: 0; }
@media print { .pick { display: none; } body { background: none; } }
`;

/** Calm on a screen, in the dark and on paper. No outside file. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1c2430; --dim: #5b6675; --rule: #dfe3e8; --paper: #fff; --soft: #f5f6f8;
  --c1: #2563a8; --c2: #9a7b1c; --c3: #b3372f; --c4: #7a3f98; --good: #21714a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --dim: #9aa5b4; --rule: #333b47; --paper: #14181e; --soft: #1c222b;
  --c1: #74a9e6; --c2: #d6b656; --c3: #ee8078; --c4: #c394de; --good: #6cc496; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 64rem; font: 15px/1.5 system-ui, "Segoe UI", Roboto, sans-serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.7rem; margin: 0 0 .25rem; letter-spacing: -.01em; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; padding-bottom: .3rem; border-bottom: 1px solid var(--rule); }
p { max-width: 46rem; } .dim, figcaption { color: var(--dim); } figcaption { font-size: .87rem; margin-top: .4rem; }
.notice { border-left: 3px solid var(--c2); padding: .5rem .9rem; background: var(--soft); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: .75rem; margin: 1.25rem 0; }
.card { border: 1px solid var(--rule); border-radius: 6px; padding: .8rem 1rem; }
.card b { display: block; font-size: 1.7rem; font-weight: 600; line-height: 1.25; font-variant-numeric: tabular-nums; }
.card.kept b { color: var(--good); } .card.broken b { color: var(--c3); } .card small { display: block; color: var(--dim); }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; width: 100%; }
th, td { text-align: right; padding: .35rem .7rem; border-bottom: 1px solid var(--rule); } th { font-weight: 600; } th:first-child, td:first-child { text-align: left; }
.matrix { width: auto; } .matrix td:not(:first-child) { min-width: 5.5rem; text-align: center; } .matrix th:not(:first-child) { text-align: center; }
.matrix .right { background: color-mix(in srgb, var(--good) calc(var(--share) * .55%), transparent); }
.matrix .wrong { background: color-mix(in srgb, var(--c3) calc(var(--share) * 1.6%), transparent); }
.matrix .hand { background: color-mix(in srgb, var(--c2) calc(var(--share) * .8%), transparent); }
.charts { display: flex; flex-wrap: wrap; gap: 1.5rem; align-items: flex-start; } figure { margin: 0; flex: 354 1 18rem; } figure + figure { flex: 534 1 26rem; }
.charts { margin-bottom: 1.25rem; } @media (max-width: 48rem) { .charts { display: block; } table { display: block; overflow-x: auto; } }
svg { width: 100%; height: auto; font: 11px system-ui, sans-serif; fill: var(--dim); } .axes line { stroke: var(--rule); } .ideal { stroke: var(--dim); stroke-dasharray: 4 4; }
.line { fill: none; stroke-width: 2; } .line.c1 { stroke: var(--c1); } .line.c2 { stroke: var(--c2); } .line.c3 { stroke: var(--c3); } .line.c4 { stroke: var(--c4); }
.dot { fill: var(--c1); fill-opacity: .75; stroke: var(--paper); } .mark { stroke: var(--ink); stroke-dasharray: 2 3; } .marked { fill: var(--ink); }
pre { background: var(--soft); padding: .8rem 1rem; overflow-x: auto; border-radius: 6px; font-size: .85rem; }
.mistake { border: 1px solid var(--rule); border-radius: 6px; padding: .8rem 1rem; margin: .75rem 0; break-inside: avoid; }
.mistake h3 { font-size: 1rem; margin: 0 0 .2rem; } .mistake blockquote { margin: .4rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.word { display: inline-block; padding: 0 .4rem; margin: .1rem .2rem .1rem 0; border-radius: 4px; background: var(--soft); font-size: .87rem; } .word.for { color: var(--c3); } .word.against { color: var(--good); }
@media print { :root { color-scheme: light; --ink: #000; --dim: #444; --rule: #bbb; --paper: #fff; --soft: #f4f4f4; --c1: #2563a8; --c2: #8a6d10; --c3: #b3372f; --c4: #7a3f98; --good: #21714a; }
  body { padding: 0; max-width: none; font-size: 10.5pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; } h2 { break-after: avoid; } figure, table, .card { break-inside: avoid; } @page { margin: 16mm; } }
`;

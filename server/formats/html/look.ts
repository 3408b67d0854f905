/** The whole style sheet of a page: for screens of both schemes, and for print. Changes are told apart by more than colour. */
export const LOOK = `
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --soft: #595959; --in: #0b5345; --go: #8b1a1a; --line: #8a8a8a; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececec; --paper: #16181b; --soft: #b3b3b3; --in: #7fd6bd; --go: #f2a09a; --line: #7a7a7a; } }
body { margin: 0 auto; max-inline-size: 44rem; padding: 2rem 1.25rem; background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 Georgia, "Times New Roman", serif; }
header { display: grid; grid-template-columns: 1fr auto; column-gap: 2rem; border-block-end: 2px solid; padding-block-end: .75rem; margin-block-end: 2rem; }
header p { margin: 0; grid-column: 2; text-align: end; }
header .organisation { grid-column: 1; grid-row: 1 / span 5; max-inline-size: 22rem; text-align: start; font-size: 1.25rem; line-height: 1.3; font-weight: 700; }
.symbol { font-weight: 700; min-block-size: 1.55em; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin-block: 2rem .75rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.3rem; } h3 { font-size: 1.1rem; } h4, h5, h6 { font-size: 1rem; }
.number { display: inline-block; min-inline-size: 2.75rem; font-variant-numeric: tabular-nums; }
.paragraph, .subparagraph { padding-inline-start: 2.75rem; text-indent: -2.75rem; }
.paragraph > *, .subparagraph > * { text-indent: 0; }
.in-1 { margin-inline-start: 2rem; } .in-2 { margin-inline-start: 4rem; } .in-3 { margin-inline-start: 6rem; }
.in-4, .in-5, .in-6 { margin-inline-start: 8rem; }
h1[class], h2[class], h3[class], h4[class], h5[class], h6[class] { margin-inline-start: 0; }
ins { color: var(--in); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 3px; }
del { color: var(--go); text-decoration: line-through; }
.bracket { font-weight: 700; }
.attribution { color: var(--soft); font: italic .85em/1 system-ui, sans-serif; }
.status { color: var(--soft); font-style: italic; }
.remark { margin-inline-start: 2.75rem; color: var(--soft); font-size: .95rem; }
.paper { font-size: 1.15rem; font-weight: 700; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font: .85rem/1.4 system-ui, sans-serif; margin-block: 1rem; }
caption { text-align: start; font-weight: 700; padding-block: .5rem; }
th, td { border: 1px solid var(--line); padding: .35rem .5rem; text-align: start; vertical-align: top; }
table.cells { inline-size: 100%; font: inherit; overflow-wrap: anywhere; }
.cells p { margin: 0; } .cells p + p { margin-block-start: .5rem; }
footer { margin-block-start: 3rem; border-block-start: 1px solid var(--line); color: var(--soft); font-size: .85rem; }
a { color: inherit; }
.heard { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media print { body { max-inline-size: none; padding: 0; font-size: 11pt; } h1, h2, h3, h4, h5, h6 { break-after: avoid; } tr { break-inside: avoid; } thead { display: table-header-group; } }
`.trim();

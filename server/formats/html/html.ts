import { editionWords } from '../../../shared/manuscript/edition.ts';
import type { Block, Manuscript, TableBlock } from '../../../shared/manuscript/manuscript.ts';
import { mastheadLines } from '../../../shared/manuscript/masthead.ts';
import { titlesOf } from '../../../shared/manuscript/paper-words.ts';
import { directionOf } from '../../../shared/text/direction.ts';
import { headRows, withTables, type Table } from '../../../shared/text/tables.ts';
import { clauseHtml, hasNote, noteId } from './clause.ts';
import { escaped } from './escaping.ts';
import { LOOK } from './look.ts';
import { languageTag } from '../language-tag.ts';

/** A manuscript as one file of HTML that needs no other: no script, no font, nothing fetched. */
export function htmlOf(manuscript: Manuscript): string {
  const { masthead, title } = manuscript;
  const titles = titlesOf(manuscript);
  // Where the page has a title of its own, the headings of the text stand below it.
  const below = titles.length > 0 ? 1 : 0;
  const [first, ...others] = titles;
  const body = [
    '<header>',
    `<p class="organisation">${escaped(masthead.organisation)}</p>`,
    `<p class="symbol"><bdi>${escaped(masthead.symbol)}</bdi></p>`,
    ...mastheadLines(masthead).map((line) => `<p>${escaped(line)}</p>`),
    '</header>',
    '<main>',
    ...(first === undefined ? [] : [`<h1>${escaped(first)}</h1>`]),
    ...others.map((text) => `<p class="paper">${escaped(text)}</p>`),
    ...withTables(manuscript.blocks.map((block) => ({ block, cell: block.type === 'clause' ? block.cell : undefined }))).map(
      (one) => (one.type === 'one' ? blockHtml(one.item.block, manuscript, below) : cellsHtml(one.table, manuscript, below)),
    ),
    ...notes(manuscript),
    '</main>',
    `<footer><p>${escaped(editionWords(manuscript))}</p></footer>`,
  ];
  return [
    '<!doctype html>',
    `<html lang="${languageTag(masthead.language)}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped([masthead.symbol, title].filter((one) => one !== '').join(' · '))}</title>`,
    `<style>${LOOK}</style>`,
    '</head>',
    '<body>',
    ...body,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function blockHtml(block: Block, manuscript: Manuscript, below: number): string {
  switch (block.type) {
    case 'clause':
      return clauseHtml(block, manuscript, below);
    case 'heading':
      return `<h${block.level + 1}>${escaped(block.text)}</h${block.level + 1}>`;
    case 'prose':
      return `<p class="remark"${ownWay(block.text)}>${block.label === '' ? '' : `<b>${escaped(block.label)}:</b> `}${escaped(block.text)}</p>`;
    case 'table':
      return tableHtml(block);
  }
}

/** A table of the text: rows of headings in its head, and in each cell the clauses that stand there. */
function cellsHtml(table: Table<{ readonly block: Block }>, manuscript: Manuscript, below: number): string {
  const heads = headRows(table);
  const rows = table.rows.map(({ cells, isHead }) => {
    const [open, close] = isHead ? ['<th scope="col">', '</th>'] : ['<td>', '</td>'];
    const held = cells.map((cell) => `${open}${cell.map(({ block }) => blockHtml(block, manuscript, below)).join('')}${close}`);
    return `<tr>${held.join('')}</tr>`;
  });
  const head = heads === 0 ? '' : `<thead>${rows.slice(0, heads).join('\n')}</thead>`;
  const body = heads === rows.length ? '' : `<tbody>${rows.slice(heads).join('\n')}</tbody>`;
  return `<table class="cells">${head}${body}</table>`;
}

function tableHtml({ caption, columns, rows }: TableBlock): string {
  const head = columns.map((text) => `<th scope="col">${escaped(text)}</th>`).join('');
  const lines = rows.map((row) => `<tr>${row.map((text) => `<td${ownWay(text)}>${escaped(text)}</td>`).join('')}</tr>`);
  // A table wider than the page is scrolled, by key too.
  return `<div class="wide" tabindex="0" role="region" aria-label="${escaped(caption)}"><table><caption>${escaped(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${lines.join('\n')}</tbody></table></div>`;
}

/** What somebody said in Arabic or Hebrew runs its own way, as clauses do. */
function ownWay(text: string): string {
  return directionOf(text) === 'rtl' ? ' dir="rtl"' : '';
}

/** Rationale and positions, which stand beside the text and are none of it. */
function notes({ paper, proposals }: Manuscript): string[] {
  const noted = [...proposals.values()].filter((facts) => paper === 'negotiating' && hasNote(facts));
  if (noted.length === 0) return [];
  const items = noted.map((facts) => {
    const said = facts.positions.map(({ stance, names }) => `<p>${escaped(`${stance}: ${names.join(', ')}.`)}</p>`);
    const { rationale } = facts;
    const why = rationale === '' ? '' : `<p><b>Rationale:</b> <bdi${ownWay(rationale)}>${escaped(rationale)}</bdi></p>`;
    const by = escaped(facts.by ?? 'Proposer not recorded');
    return `<li id="${noteId(facts)}" value="${facts.no}"><p><b>${by}</b>, record ${facts.entry}</p>${why}${said.join('')}</li>`;
  });
  return [
    '<section aria-labelledby="notes">',
    '<h2 id="notes">Notes on proposals</h2>',
    `<ol>${items.join('\n')}</ol>`,
    '</section>',
  ];
}

import { groupBy } from '../base/group-by.ts';
import type { Registry } from '../participants/registry.ts';
import { listed, officialName, shortName } from '../projection/naming.ts';
import { behindNames, register, type RegisterRow } from '../projection/register.ts';
import type { ManuscriptSources } from './compose.ts';
import type { Block } from './manuscript.ts';

/** Every proposal with what became of it, a table for each article. */
export function registerTable(sources: ManuscriptSources): Block[] {
  const rows = register(sources);
  const open = rows.filter(({ closed }) => !closed).length;
  const blocks: Block[] = [{ type: 'prose', label: '', text: `${rows.length} in all, ${open} open.` }];
  for (const [article, own] of groupBy(rows, (row) => row.article)) {
    blocks.push({
      type: 'table',
      caption: article === '' ? 'Before the first heading, or no longer in the text' : article,
      columns: ['No.', 'At', 'Brought by', 'Words', 'What became of it', 'Where the words went', 'Record'],
      rows: own.map((row) => cells(row, sources)),
    });
  }
  return blocks;
}

function cells(row: RegisterRow, { registry }: ManuscriptSources): string[] {
  const by =
    row.sponsors.length === 0
      ? 'not recorded'
      : `${listed(row.sponsors.map((id) => shortName(registry, id)))}${behindNames(row, registry)}`;
  const ground = row.ground === '' ? '' : `. ${row.ground}`;
  return [String(row.no), row.number, by, row.words, `${row.outcome}${ground}`, row.went, decided(row, registry)];
}

/** The entry that tabled it, and by which it was decided, when, by whom and at which meeting. */
function decided({ entry, act }: RegisterRow, registry: Registry): string {
  if (act === null || act.entry === entry) return String(entry);
  const meeting = act.meeting === null ? '' : `, ${act.meeting}`;
  return `${entry}; ${act.entry} (${act.at.slice(0, DAY)}, ${officialName(registry, act.participant)}${meeting})`;
}

/** Length of a day in ISO 8601. */
const DAY = 10;

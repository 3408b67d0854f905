import { csvOf } from '../base/csv.ts';
import { capital } from '../base/phrases.ts';
import { addTo } from '../base/group-by.ts';
import type { Registry } from '../participants/registry.ts';
import { withoutRepeats } from '../participants/stand-in.ts';
import { asOneLine } from '../text/clause-words.ts';
import { listed, officialName, shortName } from './naming.ts';
import {
  behindNames,
  broughtFor,
  isInPart,
  NOBODY,
  register,
  WHOLE_REGISTER,
  type RegisterPart,
  type RegisterRow,
  type RegisterSources,
} from './register.ts';

/**
 * The register for print, or a part of it: every proposal once, by article; then, by delegation, the numbers under which its proposals stand
 * there.
 */
export function registerText(sources: RegisterSources, part: RegisterPart = WHOLE_REGISTER): string {
  const rows = register(sources).filter((row) => isInPart(row, part));
  const { registry, state } = sources;
  const blocks = [
    `Register of proposals on “${state.title}”${partWords(part, registry)}`,
    `${rows.length} in all, ${stillOpen(rows)} open`,
  ];
  let article: string | null = null;
  for (const row of rows) {
    if (row.article !== article) {
      article = row.article;
      blocks.push(underlined(article === '' ? 'Before the first heading, or no longer in the text' : article));
    }
    blocks.push(rowText(row, registry));
  }
  if (part.of === null) blocks.push(underlined('By delegation'));
  if (part.of === null)
    for (const [name, own] of byDelegation(rows, registry))
      blocks.push(`${name}\n${own.map((row) => `    no. ${row.no}: ${row.outcome}`).join('\n')}`);
  return [...blocks, ''].join('\n\n');
}

/** Of whom and of what a part is, behind the title. */
function partWords({ of, article }: RegisterPart, registry: Registry): string {
  const who = registry.all.find(({ id }) => id === of);
  const brought =
    of === NOBODY ? ', without recorded proposer' : who === undefined ? '' : `, brought by ${shortName(registry, who.id)}`;
  return `${brought}${article === null ? '' : `, under “${article}”`}`;
}

function stillOpen(rows: readonly RegisterRow[]): number {
  return rows.filter(({ closed }) => !closed).length;
}

function underlined(heading: string): string {
  return `${heading}\n${'-'.repeat(Math.min(heading.length, WIDTH))}`;
}

const WIDTH = 76;

function rowText(row: RegisterRow, registry: Registry): string {
  const head = `No. ${row.no} (record ${row.entry})${row.number === '' ? '' : `, at ${row.number}`}, ${brought(row, registry)}`;
  const act = row.act === null || row.act.entry === row.entry ? '' : ` (${actWords(row.act, registry)})`;
  return [head, `“${row.words}”`, `${capital(row.outcome)}${act}; ${row.went}.`, ...(row.ground === '' ? [] : [row.ground])]
    .map((line, index) => (index === 0 ? asOneLine(line) : `    ${asOneLine(line)}`))
    .join('\n');
}

function brought(row: RegisterRow, registry: Registry): string {
  if (row.sponsors.length === 0) return 'proposer not recorded';
  return `${listed(row.sponsors.map((id) => shortName(registry, id)))}${behindNames(row, registry)}`;
}

function actWords(act: NonNullable<RegisterRow['act']>, registry: Registry): string {
  const who = officialName(registry, act.participant);
  return `record ${act.entry}, ${act.at.slice(0, 10)}, ${who}${act.meeting === null ? '' : `, ${act.meeting}`}`;
}

/** Delegations by name, each with what it brought; those not named as they are written; those of nobody at the end. */
function byDelegation(rows: readonly RegisterRow[], registry: Registry): [string, RegisterRow[]][] {
  const own = new Map<string, RegisterRow[]>();
  for (const row of rows) {
    for (const name of new Set(row.sponsors.length === 0 ? [''] : broughtFor(row).map((id) => shortName(registry, id)))) {
      addTo(own, name, row);
    }
  }
  return [...own]
    .toSorted(([a], [b]) => Number(a === '') - Number(b === '') || a.localeCompare(b, 'en'))
    .map(([name, list]) => [name === '' ? 'Proposer not recorded' : name, list]);
}

const COLUMNS = [
  'No.',
  'Record',
  'Article',
  'Number',
  'Brought by',
  'Words',
  'Outcome',
  'Where the words went',
  'Decided in record',
  'On',
  'By',
  'Capacity',
  'Meeting',
  'Ground',
] as const;

/** The register for a spreadsheet (RFC 4180): every proposal a line, under a line of headings. */
export function registerCsv(sources: RegisterSources, part: RegisterPart = WHOLE_REGISTER): string {
  const { registry } = sources;
  const own = register(sources).filter((row) => isInPart(row, part));
  const lines = own.map((row) => [
    String(row.no),
    String(row.entry),
    row.article,
    row.number,
    `${withoutRepeats(row.sponsors.map((id) => shortName(registry, id))).join('; ')}${behindNames(row, registry)}`,
    row.words,
    row.outcome,
    row.went,
    row.act === null ? '' : String(row.act.entry),
    row.act?.at ?? '',
    row.act === null ? '' : officialName(registry, row.act.participant),
    row.act?.role ?? '',
    row.act?.meeting ?? '',
    row.ground,
  ]);
  return csvOf([[...COLUMNS], ...lines]);
}

import { SLOT } from '../../shared/text/clause.ts';
import type { Character } from '../simulator/naive.ts';
import { dispositionsOf, type Disposition } from './dispositions.ts';
import type { LeftBehind } from './left-behind.ts';
import { RESULT } from './votes.ts';

/** What is found wrong with what a conference left behind, in sentences; nothing where it is as it must be. */
export function faultsOf(left: LeftBehind): string[] {
  const dispositions = dispositionsOf(left.entries);
  return [
    ...openFaults(dispositions),
    ...adoptionFaults(left),
    ...cleanFaults(left, dispositions),
    ...registerFaults(left, dispositions),
  ];
}

function openFaults(dispositions: ReadonlyMap<string, Disposition>): string[] {
  return [...dispositions.values()].filter(({ outcome }) => outcome === 'open').map(({ id }) => `${id} is open still`);
}

/** The last vote is on the whole text, and carried as it was cast. */
function adoptionFaults({ entries }: LeftBehind): string[] {
  const results = entries.flatMap(({ event }) => (event.type === 'VoteRecorded' ? [event] : []));
  const last = results.at(-1);
  const opened = entries.find(({ number }) => number === last?.vote)?.event;
  const isWhole = opened?.type === 'VoteOpened' && opened.question.on === 'whole';
  const { counts } = last ?? {};
  const isResult = counts?.for === RESULT.for && counts.against === RESULT.against && counts.abstaining === RESULT.abstaining;
  return isWhole && isResult && last?.carried === true ? [] : [`the text was not adopted: ${JSON.stringify(last)}`];
}

/** Each character of the clean text names what brought it in: a proposal that was accepted and has it, or the base. */
function cleanFaults({ entries, first, last, clean }: LeftBehind, dispositions: ReadonlyMap<string, Disposition>): string[] {
  const faults: string[] = [];
  const order = [...dispositions.keys()];
  const was = (id: string): string => dispositions.get(id)?.outcome ?? 'unknown';
  const stays = last.filter(
    ({ character, insertions, deletions }) =>
      character !== SLOT && insertions.every((id) => was(id) === 'accepted') && deletions.every((id) => was(id) !== 'accepted'),
  );
  const origin = ({ insertions }: Character): string | null =>
    bringing(insertions).toSorted((a, b) => order.indexOf(b) - order.indexOf(a))[0] ?? null;
  const bringing = (ids: readonly string[]): string[] => ids.filter((id) => dispositions.get(id)?.isOption !== true);
  const base = byClause(first.filter(({ insertions }) => insertions.length === 0));
  const edited = new Map(
    entries.flatMap(({ event }) => (event.type === 'ClauseEdited' ? [[event.clause as string, event.after ?? '']] : [])),
  );
  for (const [clause, words] of byClause(stays.filter((one) => origin(one) === null)))
    if (!isWithin(words, edited.get(clause) ?? base.get(clause) ?? ''))
      faults.push(`words of ${clause} are nobody’s and not the base’s: ${words.slice(0, 80)}`);
  for (const [id, words] of grouped(stays, origin)) {
    if (id === '') continue;
    const brought = dispositions.get(id)?.inserted ?? wordsWith(first, id);
    if (!isWithin(words, brought)) faults.push(`${id} did not bring in ${words.slice(0, 80)}`);
  }
  return [...faults, ...printedFaults(stays, clean)];
}

/** What is exported is those characters: white space and commas that missing words leave behind apart. */
function printedFaults(stays: readonly Character[], clean: string): string[] {
  const bare = (text: string): string => text.replaceAll(/[\s,]/g, '');
  const lines = clean.split('\n\n').map(bare);
  const clauses = [...byClause(stays).values()].map(bare).filter((words) => words !== '');
  const strange: string[] = [];
  let next = 0;
  for (const line of lines) {
    if (line.endsWith(clauses[next] ?? '\n')) next += 1;
    else if (line !== '' && !TOMBSTONE.test(line))
      strange.push(`the clean text has a line that nobody brought: ${line.slice(0, 80)}`);
  }
  return next === clauses.length ? strange : [...strange, `the clean text lacks ${clauses[next]?.slice(0, 80)}`];
}

/** What stands for a clause of which nothing is left: a number, and that it went. */
const TOMBSTONE = /^\P{Lu}*(Deleted|Moved)\P{Lu}*\.$/u;

/** The register has each proposal once, in the order in which they came, with the entry that decided it. */
function registerFaults({ register }: LeftBehind, all: ReadonlyMap<string, Disposition>): string[] {
  const proposals = [...all.values()].filter(({ isProposal }) => isProposal);
  const [head = [], ...rows] = fieldsOf(register);
  const column = (name: string): number => head.indexOf(name);
  const numbered = rows.toSorted((a, b) => Number(a[0]) - Number(b[0]));
  if (numbered.length !== proposals.length)
    return [`the register has ${numbered.length} proposals, and the record ${proposals.length}`];
  return proposals.flatMap(({ id, entry, outcome }, index) => {
    const row = numbered[index] ?? [];
    const isIts = Number(row[0]) === index + 1 && Number(row[column('Decided in record')] || 0) === (entry ?? 0);
    return isIts ? [] : [`the register tells of ${id} (${outcome}, record ${entry}) as ${row.join(' | ').slice(0, 200)}`];
  });
}

/** Rows of fields (RFC 4180). */
function fieldsOf(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end = ''] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|$)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    if (row.length > 1) rows.push(row);
    row = [];
  }
  return rows;
}

function wordsWith(characters: readonly Character[], id: string): string {
  return characters.flatMap((one) => (one.insertions.includes(id) ? [one.character] : [])).join('');
}

function byClause(characters: readonly Character[]): Map<string, string> {
  return grouped(characters, ({ clause }) => clause);
}

/** The characters of each, in order. */
function grouped(characters: readonly Character[], by: (one: Character) => string | null): Map<string, string> {
  const found = new Map<string, string[]>();
  for (const one of characters) {
    const key = by(one) ?? '';
    const list = found.get(key);
    if (list === undefined) found.set(key, [one.character]);
    else list.push(one.character);
  }
  return new Map([...found].map(([key, list]) => [key, list.join('')]));
}

/** Whether these characters come in this order in a text, with others between them. */
function isWithin(words: string, text: string): boolean {
  let at = 0;
  for (const character of words) {
    at = text.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

import type { ProposalId } from '../base/ids.ts';
import { sha256 } from '../base/sha256.ts';
import { withoutSlots, type Clause, type Run } from '../text/clause.ts';
import { isNegotiated, isUntouched, MISSING, tidyTexts } from '../text/punctuation.ts';
import { standing, type OutcomeOf } from './standing.ts';

const known = new WeakMap<Clause, { readonly read: string; readonly version: string }>();

/** The words of a clause as they are read, without brackets: those that are not out. */
export function standingWords(clause: Clause, outcomeOf: OutcomeOf): string {
  return wordsOf(asRead(clause, outcomeOf));
}

function wordsOf(stretches: readonly (readonly string[])[]): string {
  return withoutSlots(stretches.map(([words = '']) => words).join(''));
}

/**
 * The version of a clause as people read it: what was circulated, voted on or agreed. Words that are out count for nothing, nor do spaces and
 * commas that they leave behind, which are not read either; an open bracket counts with the proposals that it is of, so that a decision changes
 * it as an edit does; and so does how it is set (kind, level, place in a table, bold). Its number does not count, since it may follow from other
 * clauses, and is issued with a revision. 64 hexadecimal digits; null where there are no words to be read.
 */
export function clauseVersion(clause: Clause, outcomeOf: OutcomeOf): string | null {
  const stretches = asRead(clause, outcomeOf);
  if (wordsOf(stretches).trim() === '') return null;
  const read = JSON.stringify([clause.id, clause.kind, clause.level, clause.cell ?? '', ...stretches]);
  const before = known.get(clause);
  if (before?.read === read) return before.version;
  const version = sha256(read);
  known.set(clause, { read, version });
  return version;
}

/** Stretches of words that are in the same open brackets and look the same; an empty place counts where it holds a bracket. */
function asRead(clause: Clause, outcomeOf: OutcomeOf): string[][] {
  const isOpen = (id: ProposalId): boolean => outcomeOf(id) === 'open';
  const stretches = clause.runs.map((run) => {
    const brackets = [
      ...run.insertions.filter(isOpen).map((id) => `+${id}`),
      ...run.deletions.filter(isOpen).map((id) => `-${id}`),
    ];
    const words = brackets.length === 0 ? withoutSlots(run.text) : run.text;
    return { words: standing(run, outcomeOf) === 'out' ? null : words, brackets, looks: looksOf(run), isBase: isUntouched(run) };
  });
  const texts = isNegotiated(clause) ? tidied(stretches) : stretches.map(({ words }) => words ?? '');
  const read: string[][] = [];
  for (const [index, { brackets, looks }] of stretches.entries()) {
    const words = texts[index] ?? '';
    const last = read.at(-1);
    if (words === '') continue;
    const as = [...brackets, ...looks];
    if (last !== undefined && last.slice(1).join() === as.join()) last[0] = `${last[0] ?? ''}${words}`;
    else read.push([words, ...as]);
  }
  return read;
}

/** Words of a clause, or null where they are out. */
interface Stretch {
  readonly words: string | null;
  readonly brackets: readonly string[];
  readonly isBase: boolean;
}

/** The words of each stretch without what is left out of the sentence that they make up, with its brackets. */
function tidied(stretches: readonly Stretch[]): string[] {
  let before = '';
  const sentence = stretches.flatMap(({ words, brackets, isBase }) => {
    if (words === null) return [MISSING, MISSING];
    const edge = brackets.join() === before ? { text: '', isBase } : EDGE;
    before = brackets.join();
    return [edge, { text: words, isBase }];
  });
  return tidyTexts(before === '' ? sentence : [...sentence, EDGE]).filter((_, index) => index % 2 === 1);
}

/** What stands for the edge of a bracket: a character beside which nothing is left out. */
const EDGE = { text: '|', isBase: false };

function looksOf({ bold, italic, link }: Run): string[] {
  return [
    ...(bold === true ? ['bold'] : []),
    ...(italic === true ? ['italic'] : []),
    ...(link === undefined ? [] : [`to ${link}`]),
  ];
}

/** The open proposals whose brackets stand in a clause, or round it. */
export function openIn(clause: Clause, outcomeOf: OutcomeOf): Set<ProposalId> {
  const open = new Set<ProposalId>();
  for (const run of clause.runs) {
    if (standing(run, outcomeOf) !== 'open') continue;
    for (const id of [...run.insertions, ...run.deletions]) if (outcomeOf(id) === 'open') open.add(id);
  }
  return open;
}

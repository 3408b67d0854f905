import type { ProposalId } from '../base/ids.ts';
import { sha256 } from '../base/canonical.ts';
import { withoutSlots, type Clause, type Run } from '../text/clause.ts';
import { standing, type OutcomeOf } from './standing.ts';

const known = new WeakMap<Clause, { readonly read: string; readonly version: string }>();

/** The words of a clause that are not out. */
export function standingWords(clause: Clause, outcomeOf: OutcomeOf): string {
  return withoutSlots(
    clause.runs
      .filter((run) => standing(run, outcomeOf) !== 'out')
      .map((run) => run.text)
      .join(''),
  );
}

/**
 * The version of a clause as people read it: what was circulated, voted on or agreed. Words that are out count for nothing; an open bracket
 * counts with the proposals that it is of, so that a decision changes it as an edit does; and so does how it is set (kind, level, place in a
 * table, bold). Its number does not count, since it may follow from other clauses, and is issued with a revision. 16 hexadecimal digits; null
 * where there are no words to be read.
 */
export function clauseVersion(clause: Clause, outcomeOf: OutcomeOf): string | null {
  if (standingWords(clause, outcomeOf).trim() === '') return null;
  const read = JSON.stringify([clause.id, clause.kind, clause.level, clause.cell ?? '', ...asRead(clause, outcomeOf)]);
  const before = known.get(clause);
  if (before?.read === read) return before.version;
  const version = sha256(read).slice(0, 16);
  known.set(clause, { read, version });
  return version;
}

/** Stretches of words that are in the same open brackets and look the same; an empty place counts where it holds a bracket. */
function asRead({ runs }: Clause, outcomeOf: OutcomeOf): string[][] {
  const isOpen = (id: ProposalId): boolean => outcomeOf(id) === 'open';
  const read: string[][] = [];
  for (const run of runs) {
    if (standing(run, outcomeOf) === 'out') continue;
    const brackets = [
      ...run.insertions.filter(isOpen).map((id) => `+${id}`),
      ...run.deletions.filter(isOpen).map((id) => `-${id}`),
    ];
    const words = brackets.length === 0 ? withoutSlots(run.text) : run.text;
    const last = read.at(-1);
    if (words === '') continue;
    const as = [...brackets, ...looksOf(run)];
    if (last !== undefined && last.slice(1).join() === as.join()) last[0] = `${last[0] ?? ''}${words}`;
    else read.push([words, ...as]);
  }
  return read;
}

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

import type { ProposalId } from '../base/ids.ts';
import { sha256 } from '../base/canonical.ts';
import { withoutSlots, type Clause } from '../text/clause.ts';
import { standing, type OutcomeOf } from './standing.ts';

const known = new WeakMap<Clause, { readonly words: string; readonly version: string }>();

/** The words of a clause that are not out. */
export function standingWords(clause: Clause, outcomeOf: OutcomeOf): string {
  return withoutSlots(
    clause.runs
      .filter((run) => standing(run, outcomeOf) !== 'out')
      .map((run) => run.text)
      .join(''),
  );
}

/** The version of a clause: a digest of its id and of the words that are not out, as a reader sees them. 16 hexadecimal digits. */
export function clauseVersion(clause: Clause, outcomeOf: OutcomeOf): string {
  const words = standingWords(clause, outcomeOf);
  const before = known.get(clause);
  if (before?.words === words) return before.version;
  const version = sha256(`${clause.id}\n${words}`).slice(0, 16);
  known.set(clause, { words, version });
  return version;
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

import { canonical, type Json } from '../base/canonical.ts';
import { sha256 } from '../base/sha256.ts';
import type { ProposalId } from '../base/ids.ts';
import { runsCarrying } from './carrying.ts';
import type { Clause } from './clause.ts';

/** A digest of a whole text, marks included: equal on client and server just where the texts are. */
export function textDigest(clauses: readonly Clause[]): string {
  return sha256(canonical(clauses as unknown as Json));
}

/**
 * The version of a proposal: a digest of every character that carries its id, with clause and role. A decision names the version
 * that the chair saw, and is refused where it has changed since (CRDT 2.3). All 64 hexadecimal digits:
 * of a shorter one whoever words a proposal could find two wordings that share it.
 */
export function proposalVersion(clauses: Iterable<Clause>, proposal: ProposalId): string {
  const pieces: Json[] = [];
  for (const clause of clauses) {
    for (const run of runsCarrying(clause, proposal)) {
      const inserts = run.insertions.includes(proposal);
      const deletes = run.deletions.includes(proposal);
      const last = pieces.at(-1);
      const role = `${inserts ? 'i' : ''}${deletes ? 'd' : ''}`;
      if (Array.isArray(last) && last[0] === clause.id && last[1] === role)
        pieces[pieces.length - 1] = [clause.id, role, `${String(last[2])}${run.text}`];
      else pieces.push([clause.id, role, run.text]);
    }
  }
  return sha256(canonical(pieces));
}

import { canonical, type Json } from '../base/canonical.ts';
import { sha256 } from '../base/sha256.ts';
import type { ClauseId } from '../base/ids.ts';
import { groupBy } from '../base/group-by.ts';
import { clauseVersion } from '../proposals/clause-version.ts';
import type { OutcomeOf } from '../proposals/standing.ts';
import type { Clause } from '../text/clause.ts';
import { asOne } from '../text/places.ts';

/** A clause as it was put before the delegations: its id and the version of what was read. */
export interface ReadClause {
  readonly clause: ClauseId;
  readonly version: string;
}

/** What circulating a text, and voting on it, need to know of the words as they stand. */
export interface TextReading {
  /** Every clause that reads as anything, in order. */
  all(): readonly ReadClause[];
  /** The version of a clause as it reads; null where it is not there, or nothing of it is to be read. */
  versionOf(clause: ClauseId): string | null;
}

/** The version of a whole text as it was read. */
export function wholeVersion(all: readonly ReadClause[]): string {
  return sha256(canonical(all as unknown as Json));
}

/** The reading of clauses; one that stands twice is read in both places. */
export function readingOf(clauses: readonly Clause[], outcomeOf: OutcomeOf): TextReading {
  const versions = new Map<ClauseId, string | null>();
  for (const [id, stands] of groupBy(clauses, ({ id }) => id)) {
    const clause = asOne(stands);
    versions.set(id, clause === null ? null : clauseVersion(clause, outcomeOf));
  }
  return {
    all: () => [...versions].flatMap(([clause, version]) => (version === null ? [] : [{ clause, version }])),
    versionOf: (clause) => versions.get(clause) ?? null,
  };
}

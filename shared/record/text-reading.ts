import { canonical, sha256, type Json } from '../base/canonical.ts';
import type { ClauseId } from '../base/ids.ts';
import { standing, type OutcomeOf } from '../proposals/standing.ts';
import { joinRuns, withoutSlots, type Clause } from '../text/clause.ts';
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

/**
 * The version of a clause as people read it: what is out counts for nothing, an open bracket counts with the proposals that it is of, so
 * that a decision changes it as an edit does. Its number does not count, since it may follow from other clauses. 16 hexadecimal digits;
 * null where nothing of it is to be read.
 */
export function readingVersion({ id, kind, level, runs }: Clause, outcomeOf: OutcomeOf): string | null {
  const isOpen = (proposal: Parameters<OutcomeOf>[0]): boolean => outcomeOf(proposal) === 'open';
  const read = joinRuns(
    runs
      .filter((run) => standing(run, outcomeOf) !== 'out')
      .map((run) => ({ ...run, insertions: run.insertions.filter(isOpen), deletions: run.deletions.filter(isOpen) })),
  );
  if (withoutSlots(read.map((run) => run.text).join('')).trim() === '') return null;
  return sha256(canonical({ id, kind, level, runs: read } as unknown as Json)).slice(0, VERSION_DIGITS);
}

/** The version of a whole text as it was read. */
export function wholeVersion(all: readonly ReadClause[]): string {
  return sha256(canonical(all as unknown as Json)).slice(0, VERSION_DIGITS);
}

/** The reading of clauses; one that stands twice is read in both places. */
export function readingOf(clauses: readonly Clause[], outcomeOf: OutcomeOf): TextReading {
  const places = new Map<ClauseId, Clause[]>();
  for (const clause of clauses) {
    const others = places.get(clause.id);
    if (others === undefined) places.set(clause.id, [clause]);
    else others.push(clause);
  }
  const versions = new Map<ClauseId, string | null>();
  for (const [id, stands] of places) {
    const clause = asOne(stands);
    versions.set(id, clause === null ? null : readingVersion(clause, outcomeOf));
  }
  return {
    all: () => [...versions].flatMap(([clause, version]) => (version === null ? [] : [{ clause, version }])),
    versionOf: (clause) => versions.get(clause) ?? null,
  };
}

const VERSION_DIGITS = 16;

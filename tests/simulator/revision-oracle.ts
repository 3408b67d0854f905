import * as Y from 'yjs';
import type { Entry } from '../../shared/record/event.ts';
import { textDigest } from '../../shared/text/digest.ts';
import { readText } from '../../shared/text/reading.ts';
import { charactersOf, outcomesOf, standingOf, type Character } from './naive.ts';
import { holds } from './violation.ts';
import { docOf, type World } from './world.ts';

/**
 * Each revision that was issued is still what was issued, on the disk and as it is read; and the next began with each of its characters that
 * was not out, or with those of the one restored, and no others (R10, R13).
 */
export function checkRevisions(world: World, entries: readonly Entry[]): void {
  const standing = new Map<number, readonly string[]>();
  for (const [index, { event }] of entries.entries()) {
    if (event.type !== 'RevisionIssued') continue;
    const { revision, restores, digest } = event;
    const frozen = world.durableOf(world.textRoom(revision)).doc;
    holds(textDigest(readText(frozen)) === digest, 'a revision stays as it was issued', () => `${revision}`);
    const room = world.rooms.revision(world.draft, revision);
    const read = room === null ? null : textDigest(readText(docOf(room)));
    holds(read === digest, 'an issued revision is read as it was issued', () => `${revision}`);
    const outcomes = outcomesOf(entries.slice(0, index));
    const kept = charactersOf(frozen).filter((one) => standingOf(one, outcomes) !== 'out');
    standing.set(revision, kept.map(tell));
    const expected = standing.get(restores ?? revision) ?? [];
    const began = beginningOf(world, revision + 1).map(tell);
    holds(
      JSON.stringify(began) === JSON.stringify(expected),
      'a revision begins with the words that stood in the one before or in the one restored',
      () => `${revision + 1}: ${began.join(' ')} instead of ${expected.join(' ')}`,
    );
  }
}

function beginningOf(world: World, revision: number): Character[] {
  const [first] = world.disk.drafts.updates(world.draft, 0, revision);
  const doc = new Y.Doc({ gc: false });
  if (first !== undefined) Y.applyUpdate(doc, first.bytes);
  return charactersOf(doc);
}

function tell({ character, clause, insertions, deletions }: Character): string {
  return `${character}${clause}+${[...new Set(insertions)].toSorted().join()}-${[...new Set(deletions)].toSorted().join()}`;
}

import type { Registry } from '../participants/registry.ts';
import type { Entry } from '../record/event.ts';
import { compareTexts, type ComparedClause } from './comparison.ts';
import { quotation } from './quotation.ts';
import type { TextWithRecord } from './revision.ts';
import { clausesById, shownText } from './shown-text.ts';
import { storyOf, type StoryLine } from './story.ts';

/** What became of a clause between two texts, and the entries of the record between the two that concern it, where anything did. */
export interface Difference {
  readonly clause: ComparedClause;
  readonly because: readonly StoryLine[];
}

/** What telling differences needs: the whole record up to the later of the two texts, at least. */
export interface DifferenceSources {
  readonly entries: readonly Entry[];
  readonly registry: Registry;
}

/**
 * Compares two texts as a reader sees each, clause by clause, in the order of the second. Either may be the later one; the entries are
 * those after the earlier and up to the later. Where none is told, the words were typed and their entry is still to come.
 */
export function differencesOf(then: TextWithRecord, now: TextWithRecord, { entries, registry }: DifferenceSources): Difference[] {
  const [earlier, later] = then.state.last <= now.state.last ? [then, now] : [now, then];
  const between = entries.slice(earlier.state.last, later.state.last).filter(({ event }) => event.type !== 'RevisionIssued');
  const [before, after] = [clausesById(earlier.clauses), clausesById(later.clauses)];
  const because = (id: ComparedClause['id']): readonly StoryLine[] => {
    const clause = after.get(id) ?? before.get(id);
    if (clause === undefined || between.length === 0) return [];
    const both = { ...clause, runs: [...(before.get(id)?.runs ?? []), ...(after.get(id)?.runs ?? [])] };
    return storyOf(both, {
      entries: between,
      state: later.state,
      registry,
      wordsOf: (proposal) => quotation([...after.values()], proposal) || quotation([...before.values()], proposal),
    });
  };
  const moved = new Set(between.flatMap(({ event }) => (event.type === 'ClauseMoved' ? [event.clause] : [])));
  return compareTexts(unique(shownText(then)), unique(shownText(now)), moved).map((clause) => ({
    clause,
    because: clause.type === 'same' && !clause.moved ? [] : because(clause.id),
  }));
}

/** Two drafters who move one clause at once leave it twice: it is compared where it stands first. */
function unique<T extends { readonly id: string }>(clauses: readonly T[]): T[] {
  const seen = new Set<string>();
  return clauses.filter(({ id }) => !seen.has(id) && seen.add(id));
}

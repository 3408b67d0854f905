import { useMemo } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import { storyOf } from '../../shared/projection/story.ts';
import { presentIn } from '../../shared/projection/telling.ts';
import { clauseName } from '../state/clause-name.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import { StoryLines } from './StoryLines.tsx';

/** The story of a clause as sentences, each with its number in the record. */
export function StoryPanel({ snapshot, clause: id }: { readonly snapshot: DraftSnapshot; readonly clause: ClauseId | null }) {
  const clause = id === null ? undefined : snapshot.byId.get(id);
  const lines = useMemo(() => {
    if (clause === undefined) return [];
    const { entries, state, registry, holding } = snapshot;
    return storyOf(clause, {
      entries,
      state,
      registry,
      ...presentIn((proposal) => holding.get(proposal) ?? []),
    });
  }, [snapshot, clause]);
  if (clause === undefined || id === null) {
    return <p className="empty">Click a passage, or go to a clause with ↑ and ↓, to read how it came to say what it says.</p>;
  }
  const number = snapshot.numbers.get(id) ?? '';
  const openHere = snapshot.points.filter((point) => point.clause === id).length;
  return (
    <section className="story" aria-label="Story of the clause">
      <h2>{number === '' ? clauseName(snapshot, id) : `The story of ${number}`}</h2>
      <StoryLines lines={lines} />
      {openHere > 0 && (
        <p className="muted">
          {openHere === 1
            ? 'One point opens here and is not yet decided.'
            : `${openHere} points open here and are not yet decided.`}
        </p>
      )}
    </section>
  );
}

import type { ClauseId, ProposalId } from '../../shared/base/ids.ts';
import { unsentWords, type Unsent } from '../floor/attributions.ts';
import type { EditorFacts } from '../editor/draft-editor.ts';
import { tagOf } from '../../shared/projection/attribution.ts';
import { statusOf } from '../../shared/projection/status.ts';
import { factsOf } from '../../shared/projection/points.ts';
import { withMerged } from '../../shared/proposals/merged.ts';
import type { DraftSnapshot } from './draft-snapshot.ts';

/** What the editor is to know of a draft's record. `tags` false: brackets without them. `unsent`: for whom some are, which the record does not
 * say yet. `stands`: whether the text holds a proposal now. */
export function editorFacts(
  { state, registry }: Pick<DraftSnapshot, 'state' | 'registry'>,
  {
    tags,
    unsent,
    stands,
    gone,
  }: {
    readonly tags: boolean;
    readonly unsent: Unsent;
    readonly stands: (proposal: ProposalId) => boolean;
    readonly gone: (clause: ClauseId) => string | null;
  },
): EditorFacts {
  const made = new Map<ProposalId, string>();
  const tag = (id: ProposalId): string => {
    if (!tags) return '';
    const proposal = state.proposals.get(id);
    const recorded = proposal === undefined ? '' : tagOf(withMerged(state.proposals, proposal), registry);
    const told = unsent.get(id);
    if (told === undefined) return recorded;
    return recorded === '' ? unsentWords(told, registry) : `${recorded} · ${unsentWords(told, registry)}`;
  };
  return {
    ...factsOf(state),
    // Asked for again with each key beside a bracket: it stays the same while the record does.
    tagOf(id) {
      let known = made.get(id);
      if (known === undefined) made.set(id, (known = tag(id)));
      return known;
    },
    isKnown: (id) => state.proposals.has(id) || stands(id),
    tombstoneOf: gone,
    isKept: (clause) => state.numbering.kept.has(clause),
    numbersFrozen: () => state.numbering.renumbered === null,
    statusOf: (clause) => statusOf(clause, state),
  };
}

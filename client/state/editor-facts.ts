import type { EditorFacts } from '../editor/draft-editor.ts';
import { tagOf } from '../../shared/projection/attribution.ts';
import { factsOf } from '../../shared/projection/points.ts';
import type { DraftSnapshot } from './draft-snapshot.ts';

/** What the editor is to know of a draft's record. `attributions` false: brackets without tags. */
export function editorFacts({ state, registry }: Pick<DraftSnapshot, 'state' | 'registry'>, attributions: boolean): EditorFacts {
  return {
    ...factsOf(state),
    tagOf: (id) => {
      const proposal = attributions ? state.proposals.get(id) : undefined;
      return proposal === undefined ? '' : tagOf(proposal, registry);
    },
    isKnown: (id) => state.proposals.has(id),
  };
}

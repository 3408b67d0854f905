import type { DraftingAct } from '../../shared/record/drafting.ts';
import { useServices } from '../chrome/Services.tsx';
import { tooEarly, type Failure } from '../state/api.ts';
import type { OpenPreparation } from '../state/open-draft.ts';

/**
 * What a delegation does about a preparation, apart from writing in it; the failure where it was not done. It waits until what was typed
 * before is the server's: words that came after a clearance would end it.
 */
export function useDraftingAct({ info, room }: OpenPreparation): (act: DraftingAct) => Promise<Failure | null> {
  const { api } = useServices();
  return async (act) => {
    const unsaved = await room.arrived();
    if (unsaved !== null) return tooEarly(unsaved);
    const answer = await api.draftingAct(info.id, act);
    return answer.ok ? null : answer.refusal;
  };
}

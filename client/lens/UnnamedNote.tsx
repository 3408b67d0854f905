import { lensFor } from '../../shared/policy/policy.ts';
import { useSitting } from '../chrome/Services.tsx';
import { useReadable } from '../chrome/useReadable.ts';
import type { OpenDraft } from '../state/open-draft.ts';

/** Beside words that a delegation is about to put into a record in which it is not named. */
export function UnnamedNote({ model }: Pick<OpenDraft, 'model'>) {
  const { seat } = useSitting();
  const { lens } = useReadable(model).state;
  return lensFor(seat, lens) === 'named' ? null : (
    <p className="small">Your name is not shown with these words, but the words are: let them name nobody.</p>
  );
}

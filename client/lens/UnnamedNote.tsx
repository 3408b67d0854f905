import type { Lens } from '../../shared/participants/lens.ts';
import { lensFor } from '../../shared/policy/policy.ts';
import { useSitting } from '../chrome/Services.tsx';

/** Beside words that a delegation is about to put into a record in which it is not named. */
export function UnnamedNote({ lens }: { readonly lens: Lens }) {
  const { seat } = useSitting();
  return lensFor(seat, lens) === 'named' ? null : (
    <p className="small">Your name is not shown with these words, but the words are: let them name nobody.</p>
  );
}

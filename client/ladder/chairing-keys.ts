import { may } from '../../shared/policy/policy.ts';
import type { Clause } from '../../shared/text/clause.ts';
import type { DraftDesk } from '../points/DraftDesk.ts';
import { agreeingOn } from './agreeing.ts';
import type { Chairing } from './useChairing.ts';

/** The keys of meetings, of the ladder and of the lens. False where one does not apply. */
export function chairingKey(
  key: string,
  { setAgreeing, setSitting }: Chairing,
  { desk: { seat, snapshot }, selected }: { readonly desk: DraftDesk; readonly selected: readonly Clause[] },
): boolean {
  if (key === 'M' && may(seat, 'hold meetings')) {
    setSitting('meeting');
    return true;
  }
  if (key === 'H' && may(seat, 'set lens')) {
    setSitting('lens');
    return true;
  }
  const act = key === 's' || key === 'S' ? 'agree' : key === 'u' ? 'reopen' : null;
  if (act === null || !may(seat, 'agree')) return false;
  const agreeing = agreeingOn(snapshot, act, { selected, whole: key === 'S' });
  if (agreeing !== null) setAgreeing(agreeing);
  return agreeing !== null;
}

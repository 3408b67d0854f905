import type { ProposalId } from '../../shared/base/ids.ts';
import { unsentWords } from '../floor/attributions.ts';
import { useDraftDesk } from './DraftDesk.ts';

/** For whom a bracket was said to be on this page, while the record does not say so. Nothing where that was told. */
export function SaidHere({ proposal }: { readonly proposal: ProposalId }) {
  const { snapshot, unsent } = useDraftDesk();
  const said = unsent.get(proposal);
  return said === undefined ? null : <strong>For {unsentWords(said, snapshot.registry)}.</strong>;
}

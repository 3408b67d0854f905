import { pointAt } from '../points/point-cursor.ts';
import { CirculateDialog } from '../procedures/CirculateDialog.tsx';
import { VoteDialog } from '../procedures/VoteDialog.tsx';
import type { Workspace } from './useWorkspace.ts';

/** A silence or a vote about to be begun. */
export function Beginning({ workspace: { beginning, setBeginning, cursor, desk } }: { readonly workspace: Workspace }) {
  const about = cursor === null || pointAt(desk.snapshot.points, cursor) === null ? null : cursor.proposal;
  if (beginning === 'silence') return <CirculateDialog onClose={() => setBeginning(null)} />;
  return beginning === 'vote' ? <VoteDialog about={about} onClose={() => setBeginning(null)} /> : null;
}

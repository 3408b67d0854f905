import { useMemo } from 'react';
import type { ProposalId } from '../../shared/base/ids.ts';
import { withFootnoteNumbers } from '../../shared/projection/footnotes.ts';
import { newForm, outlooks } from '../chair/decision.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';

/** The sentences as they would read with the decision that lies open in the chair's hands. */
export function AsDecided({
  snapshot,
  intent,
  proposal,
}: {
  readonly snapshot: DraftSnapshot;
  readonly intent: 'accept' | 'drop';
  readonly proposal: ProposalId;
}) {
  const outlook = useMemo(() => outlooks(snapshot, newForm(snapshot, intent, proposal)), [snapshot, intent, proposal]);
  if (!outlook.ok) return null;
  const changed = outlook.value.filter((one) => one.now !== one.then);
  return (
    <aside className="big-screen-prospect" aria-label="As it would read" aria-live="polite">
      <h2>{intent === 'accept' ? 'If this is accepted, it would read' : 'If this is dropped, it would read'}</h2>
      {changed.slice(0, 2).map((one) => (
        <p key={one.clause}>
          {one.then === '' ? <em>The clause goes.</em> : withFootnoteNumbers(one.then, snapshot.beside.footnotes)}
        </p>
      ))}
      {changed.length > 2 && <p className="muted">and {changed.length - 2} more clauses</p>}
    </aside>
  );
}

import { useMemo, useState, type FormEvent } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import { may } from '../../shared/policy/policy.ts';
import { Notice } from '../chrome/Notice.tsx';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { useGiving } from '../procedures/useGiving.ts';
import { ClauseSelect } from './ClauseSelect.tsx';
import { GoTo } from './GoTo.tsx';
import { numberedPlaces } from './places.ts';

/** Clauses that are said to be alternatives of others, and the acts that say so. An addition is none: it is numbered bis. */
export function AlternativesList({ onGo }: { readonly onGo: (clause: ClauseId) => void }) {
  const { snapshot, seat } = useDraftDesk();
  const { busy, reason, give } = useGiving();
  const places = useMemo(() => numberedPlaces(snapshot), [snapshot]);
  const nameOf = (clause: ClauseId): string => places.find((place) => place.clause === clause)?.name ?? 'what is gone';
  const marked = [...snapshot.state.numbering.alternatives];
  const [clause, setClause] = useState<ClauseId | null>(null);
  const [of, setOf] = useState<ClauseId | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (clause === null || of === null || busy) return;
    void give({ type: 'mark-alternative', clause, of }).then((done) => {
      if (!done) return;
      setClause(null);
      setOf(null);
    });
  };
  return (
    <>
      {marked.length === 0 ? (
        <p className="empty">No clause is said to be an alternative of another.</p>
      ) : (
        <ul className="tombstones">
          {marked.map(([id, alternative]) => (
            <li key={id}>
              <GoTo clause={id} words={nameOf(id)} onGo={onGo} /> instead of {nameOf(alternative.of)}
              {may(seat, 'number') && (
                <button
                  type="button"
                  className="quiet"
                  onClick={() => void give({ type: 'mark-alternative', clause: id, of: null })}
                >
                  No alternative
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {may(seat, 'number') && snapshot.state.numbering.renumbered === null && (
        <form className="row" onSubmit={submit}>
          <ClauseSelect label="Clause" places={places} value={clause} onChange={setClause} />
          <ClauseSelect label="is an alternative of" places={places} value={of} onChange={setOf} />
          <button type="submit" className="main-act" disabled={busy || clause === null || of === null}>
            Number it alt
          </button>
        </form>
      )}
      {reason !== null && <Notice tone="refused">{reason}</Notice>}
    </>
  );
}

import { useState } from 'react';
import { useLocation } from 'wouter';
import type { DraftId } from '../../shared/base/ids.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { withWholeTables } from '../../shared/text/tables.ts';
import { Notice } from '../chrome/Notice.tsx';
import { useServices } from '../chrome/Services.tsx';
import type { Failure } from '../state/api.ts';

/** What a delegation sets out to do with clauses. */
export type ClauseIntent = 'change' | 'add' | 'delete';

/**
 * Opens a preparation and goes there; the failure where it could not be opened. Of a table all is there to write in, though one cell was
 * picked; to be deleted is what was picked alone.
 */
export function usePreparing(
  draft: DraftId,
  text: readonly Clause[],
): (intent: ClauseIntent, clauses: readonly Clause[]) => Promise<Failure | null> {
  const { api } = useServices();
  const [, go] = useLocation();
  return async (intent, clauses) => {
    const concerned = intent === 'delete' ? clauses : withWholeTables(clauses, text);
    const answer = await api.prepare(draft, { clauses: concerned.map((clause) => clause.id), insertAfter: intent === 'add' });
    if (!answer.ok) return answer.refusal;
    go(`/preparations/${answer.value.id}${intent === 'delete' ? '?begin=delete' : ''}`);
    return null;
  };
}

export interface ClauseActsProps {
  readonly draft: DraftId;
  readonly clauses: readonly Clause[];
  /** The whole text. */
  readonly text: readonly Clause[];
  readonly onClear: () => void;
}

/** What a delegation may do with the clauses it has picked out. */
export function ClauseActs({ draft, clauses, text, onClear }: ClauseActsProps) {
  const prepare = usePreparing(draft, text);
  const [failure, setFailure] = useState<Failure | null>(null);
  const begin = (intent: ClauseIntent): void => void prepare(intent, clauses).then(setFailure);
  const several = clauses.length > 1;
  return (
    <div className="clause-acts" role="toolbar" aria-label={several ? `${clauses.length} clauses` : 'This clause'}>
      {several && <span className="muted small">{clauses.length} clauses</span>}
      <button type="button" className="act" aria-keyshortcuts="e" onClick={() => begin('change')}>
        Propose a change <kbd aria-hidden="true">e</kbd>
      </button>
      <button type="button" className="act" aria-keyshortcuts="i" onClick={() => begin('add')}>
        {clauses.at(-1)?.cell === undefined ? 'Propose a new clause after' : 'Propose a new row'} <kbd aria-hidden="true">i</kbd>
      </button>
      <button type="button" className="act" aria-keyshortcuts="x" onClick={() => begin('delete')}>
        Propose to delete <kbd aria-hidden="true">x</kbd>
      </button>
      <button type="button" className="quiet" onClick={onClear}>
        Clear
      </button>
      {failure !== null && (
        <Notice tone="refused" onDismiss={() => setFailure(null)}>
          {failure.reason}
        </Notice>
      )}
    </div>
  );
}

import { useMemo, useState, type FormEvent } from 'react';
import { proposalId, type ClauseId } from '../../shared/base/ids.ts';
import { may } from '../../shared/policy/policy.ts';
import { FATE_WORDS } from '../../shared/projection/numbers-text.ts';
import { planRenumbering } from '../../shared/projection/renumbering.ts';
import type { ConcordanceRow } from '../../shared/record/numbering.ts';
import { Notice } from '../chrome/Notice.tsx';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { useGiving } from '../procedures/useGiving.ts';
import { GoTo } from './GoTo.tsx';
import { NumbersTable } from './NumbersTable.tsx';

/** Every number as it was and as it is, or would be; with the act that renumbers, and the one that takes it back. */
export function Concordance({ onGo }: { readonly onGo: (clause: ClauseId) => void }) {
  const { snapshot, seat } = useDraftDesk();
  const { clauses, state } = snapshot;
  const { renumbered } = state.numbering;
  const planned = useMemo(
    () => (renumbered === null ? planRenumbering(clauses, state, proposalId('preview')) : null),
    [clauses, state, renumbered],
  );
  const rows = renumbered?.rows ?? planned?.plan.rows ?? [];
  return (
    <>
      <p>
        {renumbered === null
          ? `After renumbering: ${sentence(rows, planned?.plan.inserted.length ?? 0)}`
          : `Renumbered in record ${renumbered.entry}: ${sentence(rows, renumbered.inserted.length)}`}
      </p>
      {may(seat, 'number') && (renumbered === null ? <Renumbering version={planned?.version ?? ''} /> : <Undoing />)}
      <NumbersTable
        heads={['Was', 'Is', 'What became of it']}
        rows={rows}
        isShown={({ fate }) => fate !== 'same'}
        others="numbers that stay as they are"
        none="Every number stays as it is."
      >
        {(row) => (
          <tr key={row.clause} data-fate={row.fate}>
            <td>
              <GoTo clause={row.clause} words={row.from} onGo={onGo} />
            </td>
            <td>{row.to}</td>
            <td>{row.fate === 'renumbered' ? '' : `${FATE_WORDS[row.fate]} ${row.went}`.trim()}</td>
          </tr>
        )}
      </NumbersTable>
    </>
  );
}

function sentence(rows: readonly ConcordanceRow[], rewritten: number): string {
  const changed = rows.filter(({ to, fate }) => fate !== 'same' && to !== '').length;
  const gone = rows.filter(({ to }) => to === '').length;
  const parts = [
    changed === 1 ? '1 clause has another number' : `${changed} clauses have another number`,
    ...(gone === 0 ? [] : [gone === 1 ? '1 number is given up' : `${gone} numbers are given up`]),
    rewritten === 1 ? '1 place in headings and references rewritten' : `${rewritten} places in headings and references rewritten`,
  ];
  return `${parts.join(', ')}.`;
}

function Renumbering({ version }: { readonly version: string }) {
  const { snapshot } = useDraftDesk();
  const { busy, reason, give } = useGiving();
  const open = snapshot.points.length;
  if (open > 0)
    return (
      <p className="muted">
        Numbers stay frozen while {open === 1 ? 'a point is' : `${open} points are`} open. The text is renumbered once it is
        clean.
      </p>
    );
  return (
    <div className="row">
      <button type="button" className="main-act" disabled={busy} onClick={() => void give({ type: 'renumber', version })}>
        Renumber the text
      </button>
      {reason !== null && <Notice tone="refused">{reason}</Notice>}
    </div>
  );
}

function Undoing() {
  const { busy, reason, give } = useGiving();
  const [why, setWhy] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (why.trim() !== '' && !busy) void give({ type: 'undo-renumbering', reason: why });
  };
  return (
    <form className="row" onSubmit={submit}>
      <label>
        Reason <input type="text" value={why} size={40} onChange={(event) => setWhy(event.target.value)} />
      </label>
      <button type="submit" className="act" disabled={busy || why.trim() === ''}>
        Go back to the old numbers
      </button>
      {reason !== null && <Notice tone="refused">{reason}</Notice>}
    </form>
  );
}

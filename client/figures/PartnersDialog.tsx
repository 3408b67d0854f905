import { useMemo, useState } from 'react';
import type { ParticipantId } from '../../shared/base/ids.ts';
import { capital, oneOrMore } from '../../shared/base/phrases.ts';
import { lensFor } from '../../shared/policy/policy.ts';
import { shortName } from '../../shared/projection/naming.ts';
import { partnersOf, type Partners } from '../../shared/projection/partners.ts';
import { outcomeWords } from '../../shared/projection/register.ts';
import { registerNumber } from '../../shared/proposals/proposal.ts';
import { useSitting } from '../chrome/Services.tsx';
import { ParticipantPicker } from '../participants/ParticipantPicker.tsx';
import { sought } from '../participants/sought.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { FigureDialog } from './FigureDialog.tsx';
import type { FigureProps } from './MatrixDialog.tsx';

/** So many pairs are drawn until more are asked for. */
const AT_ONCE = 200;

type By = 'count' | 'name';

/** Who brings proposals with whom. */
export function PartnersDialog({ onGo, onClose }: Pick<FigureProps, 'onGo' | 'onClose'>) {
  const { registry, state } = useDraftDesk().snapshot;
  const { seat } = useSitting();
  const isNamed = lensFor(seat, state.lens) === 'named';
  const pairs = useMemo(() => partnersOf(state), [state]);
  const [of, setOf] = useState<ParticipantId | null>(null);
  const [by, setBy] = useState<By>('count');
  const named = (id: ParticipantId): string => shortName(registry, id);
  const everybody = useMemo(() => sought(registry, new Set(pairs.flatMap(({ pair }) => pair))), [registry, pairs]);
  const rows = pairs
    .filter(({ pair }) => of === null || pair.some((id) => id === of))
    .map((row) => ({ row, names: inOrder(row.pair, of).map(named) }));
  if (by === 'name') rows.sort((a, b) => a.names.join('\n').localeCompare(b.names.join('\n'), 'en'));
  return (
    <FigureDialog
      title="Who sponsors with whom"
      onClose={onClose}
      head={
        <>
          <ParticipantPicker
            label="With"
            labelled="before"
            among={everybody}
            chosen={of}
            none="anybody"
            clears
            onChange={setOf}
          />
          <span className="muted">
            {capital(oneOrMore(rows.length, 'pair'))}
            {isNamed ? '' : ' of those who are named to you'}
          </span>
        </>
      }
    >
      {!isNamed && <p className="muted small">A pair is told only where both are named to you.</p>}
      {isNamed && rows.length === 0 && <p className="empty">No two participants have brought a proposal together yet.</p>}
      {rows.length > 0 && <Pairs rows={rows} by={by} onSort={setBy} onGo={onGo} />}
    </FigureDialog>
  );
}

interface Row {
  readonly row: Partners;
  readonly names: readonly string[];
}

function Pairs({
  rows,
  by,
  onSort,
  onGo,
}: {
  readonly rows: readonly Row[];
  readonly by: By;
  readonly onSort: (by: By) => void;
  readonly onGo: FigureProps['onGo'];
}) {
  const [most, setMost] = useState(AT_ONCE);
  return (
    <>
      <table className="figure-table">
        <thead>
          <tr>
            <SortedHead by="name" sorted={by} onSort={onSort} words="Sponsors" spans={2} />
            <SortedHead by="count" sorted={by} onSort={onSort} words="Together" spans={1} />
            <th scope="col">Proposals</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, most).map(({ row, names }) => (
            <tr key={row.pair.join(' ')}>
              <th scope="row">{names[0]}</th>
              <td>{names[1]}</td>
              <td>
                <strong>{row.proposals.length}</strong>
              </td>
              <td>
                <ProposalsOf row={row} onGo={onGo} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > most && (
        <p>
          <button type="button" className="act" onClick={() => setMost(most + AT_ONCE)}>
            Show {Math.min(AT_ONCE, rows.length - most)} more
          </button>
        </p>
      )}
    </>
  );
}

/** The one asked for first. */
function inOrder([a, b]: Partners['pair'], of: ParticipantId | null): [ParticipantId, ParticipantId] {
  return b === of ? [b, a] : [a, b];
}

function SortedHead({
  by,
  sorted,
  words,
  spans,
  onSort,
}: {
  readonly by: By;
  readonly sorted: By;
  readonly words: string;
  readonly spans: number;
  readonly onSort: (by: By) => void;
}) {
  const isSorted = by === sorted;
  return (
    <th
      scope={spans === 1 ? 'col' : 'colgroup'}
      colSpan={spans}
      aria-sort={isSorted ? (by === 'count' ? 'descending' : 'ascending') : 'none'}
    >
      <button type="button" className="sort" onClick={() => onSort(by)}>
        {words} {isSorted && <span aria-hidden="true">{by === 'count' ? '↓' : '↑'}</span>}
      </button>
    </th>
  );
}

function ProposalsOf({ row, onGo }: { readonly row: Partners; readonly onGo: FigureProps['onGo'] }) {
  const { state, registry, pointOf } = useDraftDesk().snapshot;
  return row.proposals.map((id, index) => {
    const proposal = state.proposals.get(id);
    if (proposal === undefined) return null;
    const words = `no. ${registerNumber(proposal)}, ${outcomeWords(proposal, { state, registry })}`;
    return (
      <span key={id}>
        {index > 0 && '; '}
        {pointOf.has(id) ? (
          <button type="button" className="in-sentence" onClick={() => onGo(id)}>
            {words}
          </button>
        ) : (
          words
        )}
      </span>
    );
  });
}

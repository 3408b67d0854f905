import { useMemo, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { ClauseId, DraftId } from '../../shared/base/ids.ts';
import { isStandIn, withoutRepeats } from '../../shared/participants/stand-in.ts';
import { shortName } from '../../shared/projection/naming.ts';
import { register, type RegisterRow } from '../../shared/projection/register.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';

export interface RegisterDialogProps {
  readonly draft: DraftId;
  readonly onGo: (clause: ClauseId) => void;
  readonly onClose: () => void;
}

/** Every proposal with what became of it, of all delegations or one, article by article. */
export function RegisterDialog({ draft, onGo, onClose }: RegisterDialogProps) {
  const { snapshot } = useDraftDesk();
  const { clauses, state, entries, registry } = snapshot;
  const rows = useMemo(() => register({ clauses, state, entries, registry }), [clauses, state, entries, registry]);
  const delegations = useMemo(() => {
    const all = new Set(rows.flatMap((row) => row.sponsors.filter((id) => !isStandIn(id))));
    return [...all].map((id) => ({ id, name: shortName(registry, id) })).toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  }, [rows, registry]);
  const [of, setOf] = useState('');
  const shown = rows.filter(
    (row) => of === '' || (of === NOBODY ? row.sponsors.length === 0 : row.sponsors.some((id) => id === of)),
  );
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="modal register-modal">
        <Dialog className="dialog register">
          <div className="register-head">
            <Heading slot="title">Register of proposals</Heading>
            <label>
              Brought by{' '}
              <select value={of} onChange={(event) => setOf(event.target.value)}>
                <option value="">all delegations</option>
                {delegations.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
                <option value={NOBODY}>proposer not recorded</option>
              </select>
            </label>
            <span className="muted">
              {shown.length} of {rows.length}
            </span>
            <span className="register-acts">
              <a className="act" href={`/api/drafts/${draft}/export?format=register`} download>
                For print
              </a>
              <a className="act" href={`/api/drafts/${draft}/export?format=register-csv`} download>
                For a spreadsheet
              </a>
              <button type="button" className="main-act" onClick={onClose}>
                Close
              </button>
            </span>
          </div>
          <Rows rows={shown} onGo={onGo} />
          {shown.length === 0 && <p className="empty">No proposal yet.</p>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

const NOBODY = 'nobody';

function byArticle(rows: readonly RegisterRow[]): ReadonlyMap<string, readonly RegisterRow[]> {
  const articles = new Map<string, RegisterRow[]>();
  for (const row of rows) {
    const list = articles.get(row.article);
    if (list === undefined) articles.set(row.article, [row]);
    else list.push(row);
  }
  return articles;
}

function Rows({ rows, onGo }: { readonly rows: readonly RegisterRow[]; readonly onGo: (clause: ClauseId) => void }) {
  const articles = byArticle(rows);
  return (
    <table>
      <thead>
        <tr>
          {['No.', 'At', 'Brought by', 'Words', 'Outcome', 'Where the words went'].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      {[...articles].map(([article, list]) => (
        <tbody key={article}>
          <tr>
            <th colSpan={6} scope="rowgroup">
              {article === '' ? 'Before the first heading, or no longer in the text' : article}
            </th>
          </tr>
          {list.map((row) => (
            <Row key={row.proposal} row={row} onGo={onGo} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Row({ row, onGo }: { readonly row: RegisterRow; readonly onGo: (clause: ClauseId) => void }) {
  const { snapshot } = useDraftDesk();
  const { clause, act } = row;
  return (
    <tr data-proposal={row.proposal}>
      <td title={`record ${row.entry}`}>{row.no}</td>
      <td>
        {clause === null ? (
          ''
        ) : (
          <button type="button" className="quiet" onClick={() => onGo(clause)}>
            {row.number === '' ? 'Show' : row.number}
          </button>
        )}
      </td>
      <td>
        {withoutRepeats(row.sponsors.map((id) => shortName(snapshot.registry, id))).join(', ') || (
          <span className="muted">not recorded</span>
        )}
      </td>
      <td className="register-words">{row.words}</td>
      <td>
        <strong>{row.outcome}</strong>
        {act !== null && act.entry !== row.entry && (
          <span className="muted">
            {' '}
            record {act.entry}, {act.at.slice(0, 10)}
            {act.meeting === null ? '' : `, ${act.meeting}`}
          </span>
        )}
        {row.ground !== '' && <span className="register-ground">{row.ground}</span>}
      </td>
      <td>{row.went}</td>
    </tr>
  );
}

import { useMemo, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { nextRevision } from '../../shared/projection/revision.ts';
import { standing } from '../../shared/proposals/standing.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { nextSymbol, symbolFault, tidySymbol } from '../../shared/record/symbol.ts';
import { withoutSlots } from '../../shared/text/clause.ts';
import { Notice } from '../chrome/Notice.tsx';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { SymbolField } from './SymbolField.tsx';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';

export interface IssueDialogProps {
  /** The issued revision whose text work is to go back to; null: it goes on with the present text. */
  readonly restores: number | null;
  readonly onClose: () => void;
  readonly onIssued: () => void;
}

/** Issues a revision: under which symbol, and what will be left behind. */
export function IssueDialog({ restores, onClose, onIssued }: IssueDialogProps) {
  const { snapshot, give } = useDraftDesk();
  const { issued } = snapshot.state;
  const [symbol, setSymbol] = useState(() => nextSymbol(issued));
  const [reason, setReason] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const restored = issued.find(({ revision }) => revision === restores)?.symbol ?? null;
  const fault = symbolFault(tidySymbol(symbol), issued);
  async function issue(): Promise<void> {
    setBusy(true);
    setReason(null);
    const failure = await give(
      restores === null ? { type: 'issue-revision', symbol } : { type: 'restore-revision', revision: restores, symbol },
    );
    setBusy(false);
    if (failure === null) onIssued();
    else setReason(failure.reason);
  }
  return (
    <ModalOverlay className="overlay" isOpen isDismissable={!busy} onOpenChange={(open) => !open && onClose()}>
      <Modal className="modal wide">
        <Dialog className="dialog">
          <Heading slot="title">{restored === null ? 'Issue a revision' : `Go back to ${restored}`}</Heading>
          <form
            className="issue-form"
            onSubmit={(event) => {
              event.preventDefault();
              if (fault === null && !busy) void issue();
            }}
          >
            <p>
              The text as it stands is frozen under a symbol, and stays readable for ever.{' '}
              {restored === null
                ? 'Work goes on with the same text.'
                : `Work then goes on with the text of ${restored}. Decisions taken since stand: what was accepted or dropped is shown so in it.`}
            </p>
            <SymbolField
              label="Symbol of the text that is frozen"
              symbol={symbol}
              issued={issued}
              busy={busy}
              isFirst
              onChange={setSymbol}
            />
            {symbol.trim() !== '' && fault !== null && <p className="warn small">{fault.reason}</p>}
            {restores === null && <LeftBehind snapshot={snapshot} />}
            {reason !== null && <Notice tone="refused">{reason}</Notice>}
            <div className="row end">
              <button type="button" className="act" disabled={busy} onClick={onClose}>
                Cancel
              </button>
              <button type="submit" className="main-act" disabled={busy || fault !== null}>
                {restored === null ? 'Issue' : 'Issue and go back'}
              </button>
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function LeftBehind({ snapshot: { clauses, state, points } }: { readonly snapshot: DraftSnapshot }) {
  const left = useMemo(() => {
    const outcomeOf = outcomesOf(state);
    const out = clauses.flatMap((clause) => clause.runs).filter((run) => standing(run, outcomeOf) === 'out');
    const words = out.flatMap((run) => withoutSlots(run.text).split(/\s+/)).filter((word) => word !== '').length;
    return { words, proposals: nextRevision({ clauses, state }, null).issued.leftBehind.length };
  }, [clauses, state]);
  return (
    <ul className="small">
      <li>
        {left.words === 0
          ? 'No words are left behind.'
          : `${count(left.words, 'word')} that ${left.words === 1 ? 'is' : 'are'} out will be left behind, of ${count(left.proposals, 'closed proposal')}; ${left.proposals === 1 ? 'it cannot' : 'they cannot'} be reopened then.`}
      </li>
      <li>{points.length === 0 ? 'Nothing is open.' : `${count(points.length, 'open point')} will stay open.`}</li>
    </ul>
  );
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}

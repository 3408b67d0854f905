import { useMemo, useState } from 'react';
import { counted } from '../../shared/base/phrases.ts';
import { countWordsOf } from '../../shared/projection/length.ts';
import { mendings } from '../../shared/projection/mending.ts';
import { nextRevision } from '../../shared/projection/revision.ts';
import { standing } from '../../shared/proposals/standing.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { nextSymbol, symbolFault, tidySymbol } from '../../shared/record/symbol.ts';
import type { Run } from '../../shared/text/clause.ts';
import { FormDialog } from '../chrome/FormDialog.tsx';
import { Repairs } from '../instruments/Repairs.tsx';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { useGiving } from '../procedures/useGiving.ts';
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
  const { snapshot } = useDraftDesk();
  const { busy, reason, give } = useGiving();
  const { issued } = snapshot.state;
  const [symbol, setSymbol] = useState(() => nextSymbol(issued));
  const restored = issued.find(({ revision }) => revision === restores)?.symbol ?? null;
  const fault = symbolFault(tidySymbol(symbol), issued);
  const issue = (): void =>
    void give(
      restores === null ? { type: 'issue-revision', symbol } : { type: 'restore-revision', revision: restores, symbol },
    ).then((done) => done && onIssued());
  return (
    <FormDialog
      title={restored === null ? 'Issue a revision' : `Go back to ${restored}`}
      act={restored === null ? 'Issue' : 'Issue and go back'}
      ready={fault === null}
      busy={busy}
      reason={reason}
      onAct={issue}
      onClose={onClose}
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
    </FormDialog>
  );
}

function LeftBehind({ snapshot: { clauses, state, points } }: { readonly snapshot: DraftSnapshot }) {
  const left = useMemo(() => {
    const outcomeOf = outcomesOf(state);
    const isOut = (run: Run): boolean => standing(run, outcomeOf) === 'out';
    const words = clauses.reduce((sum, { runs }) => sum + countWordsOf(runs, isOut), 0);
    const { leftBehind, mended = [] } = nextRevision({ clauses, state }, null).issued;
    const repairs = clauses.flatMap((clause) => (mended.includes(clause.id) ? mendings(clause, outcomeOf) : []));
    return { words, proposals: leftBehind.length, repairs };
  }, [clauses, state]);
  return (
    <>
      <ul className="small">
        <li>
          {left.words === 0
            ? 'No words are left behind.'
            : `${counted(left.words, 'word')} that ${left.words === 1 ? 'is' : 'are'} out will be left behind, of ${counted(left.proposals, 'closed proposal')}; ${left.proposals === 1 ? 'it cannot' : 'they cannot'} be reopened then.`}
        </li>
        <li>{points.length === 0 ? 'Nothing is open.' : `${counted(points.length, 'open point')} will stay open.`}</li>
      </ul>
      <Repairs
        repairs={left.repairs}
        heading={<p className="small muted">Already left out with the brackets; from then on not written either:</p>}
      />
    </>
  );
}

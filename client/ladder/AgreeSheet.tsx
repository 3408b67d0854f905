import { useLayoutEffect, useRef } from 'react';
import { lowered } from '../../shared/base/phrases.ts';
import { sentenceOf } from '../../shared/projection/repair.ts';
import type { Rung } from '../../shared/record/ladder.ts';
import { Notice } from '../chrome/Notice.tsx';
import { Sheet, SheetEnd } from '../chrome/Sheet.tsx';
import { useKeyDown } from '../chrome/useKeyDown.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { WordsBeside } from '../points/WordsBeside.tsx';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import { bracketsIn, type Agreeing } from './agreeing.ts';
import { StatusTag } from './StatusTag.tsx';
import { useAgreeing, type AgreeingForm } from './useAgreeing.ts';

export interface AgreeSheetProps {
  readonly agreeing: Agreeing;
  readonly onClose: (done: boolean) => void;
}

/** Declares clauses agreed, or reopens them: what is in the way is shown before. */
export function AgreeSheet({ agreeing, onClose }: AgreeSheetProps) {
  const { snapshot } = useDraftDesk();
  const { act } = agreeing;
  const form = useAgreeing(agreeing, () => onClose(true));
  const sheet = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => sheet.current?.querySelector<HTMLElement>('input:checked, input[type=text]')?.focus(), [form.failure]);
  useKeyDown(sheet, (event) => {
    const onButton = event.target instanceof HTMLElement && event.target.closest('button') !== null;
    if (event.key === 'Escape') onClose(false);
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey || !onButton)) form.confirm();
    else return false;
    return true;
  });
  return (
    <Sheet
      title={`${act === 'agree' ? 'Agree' : 'Reopen'} ${agreeing.name}`}
      lead={
        act === 'agree'
          ? 'It is these words that are agreed: any change to them opens the clause again.'
          : 'It is open again on every rung of the ladder.'
      }
      busy={form.sending}
      ref={sheet}
    >
      {act === 'agree' ? (
        <Rungs rungs={snapshot.state.ladder.rungs} chosen={form.rung.id} onChoose={form.choose} />
      ) : (
        <label className="field">
          Reason, for the record
          <input type="text" value={form.reason} maxLength={20_000} onChange={(event) => form.setReason(event.target.value)} />
        </label>
      )}
      <ClauseList snapshot={snapshot} agreeing={agreeing} />
      <InTheWay form={form} />
      <SheetEnd
        act={act === 'agree' ? `Confirm: ${lowered(form.rung.name)}` : 'Confirm: reopen'}
        busy={form.sending}
        ready={form.ready}
        onAct={form.confirm}
        onClose={() => onClose(false)}
      />
    </Sheet>
  );
}

/** Why it cannot be done as things stand, with the way on. */
function InTheWay({ form: { stopped, failure, lookAgain, putFailureAway } }: { readonly form: AgreeingForm }) {
  if (stopped?.code === 'changed-since')
    return (
      <Notice tone="refused">
        {stopped.reason}{' '}
        <button type="button" className="act" onClick={lookAgain}>
          Go on with the words as they are now
        </button>
      </Notice>
    );
  if (stopped !== null)
    return <p className="warn">{stopped.code === 'unknown-clause' ? 'All of it stands there already.' : stopped.reason}</p>;
  return failure === null ? null : (
    <Notice tone="refused" onDismiss={putFailureAway}>
      {failure.reason}
    </Notice>
  );
}

function Rungs({
  rungs,
  chosen,
  onChoose,
}: {
  readonly rungs: readonly Rung[];
  readonly chosen: string;
  readonly onChoose: (rung: string) => void;
}) {
  return (
    <fieldset className="rungs">
      <legend>How far</legend>
      {rungs.map((rung) => (
        <label key={rung.id} className="rung-choice">
          <input type="radio" name="rung" checked={rung.id === chosen} onChange={() => onChoose(rung.id)} />
          <span>
            {rung.name}
            {rung.body !== '' && <span className="muted small"> · {rung.body}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function ClauseList({ snapshot, agreeing }: { readonly snapshot: DraftSnapshot; readonly agreeing: Agreeing }) {
  return (
    <ul className="agree-clauses" aria-label="Clauses">
      {agreeing.clauses.map((id) => {
        const clause = snapshot.byId.get(id);
        if (clause === undefined) return null;
        const brackets = bracketsIn(snapshot, clause);
        const status = snapshot.statusOf.get(id);
        const drawn = snapshot.drawnOf.get(id);
        return (
          <li key={id}>
            <span className="number">{snapshot.numbers.get(id) ?? ''}</span>
            <span className="first-words">{drawn !== undefined && <WordsBeside words={sentenceOf(drawn)} />}</span>
            {brackets > 0 ? (
              <span className="in-the-way">{brackets === 1 ? 'a bracket is open' : `${brackets} brackets are open`}</span>
            ) : (
              <span>{status !== undefined && <StatusTag status={status} />}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

import { useLayoutEffect, useMemo, useRef } from 'react';
import type { ProposalId } from '../../shared/base/ids.ts';
import { broughtBy } from '../../shared/projection/attribution.ts';
import { pendingFault } from '../../shared/record/pending.ts';
import { Notice } from '../chrome/Notice.tsx';
import { Sheet, SheetEnd } from '../chrome/Sheet.tsx';
import { useKeyDown } from '../chrome/useKeyDown.ts';
import { Stretches } from '../points/Alternative.tsx';
import { Amending } from '../points/Amending.tsx';
import { useDraftDesk, type Intent } from '../points/DraftDesk.ts';
import { comparedWith, presentPieces } from '../points/reading.ts';
import { overtaken, pieceKey, rivalsShown } from './decision.ts';
import { Overtaken } from './Overtaken.tsx';
import { Prospects } from './Prospects.tsx';
import { Rivals } from './Rivals.tsx';
import { useDecision, type Deciding } from './useDecision.ts';
import { WordingFields } from './WordingFields.tsx';

export interface DecisionSheetProps {
  readonly intent: Intent;
  readonly proposal: ProposalId;
  readonly onClose: (decided: boolean) => void;
}

/** A decision before it is taken: the sentence as it would then read, and what would fall with it. */
export function DecisionSheet({ intent, proposal: id, onClose }: DecisionSheetProps) {
  const { snapshot } = useDraftDesk();
  const deciding = useDecision(intent, id, () => onClose(true));
  const { outlook, changed, failure, sending, wanting } = deciding;
  const sheet = useRef<HTMLDialogElement>(null);
  const { form } = deciding;
  const gone = useMemo(() => overtaken(snapshot, form), [snapshot, form]);
  // Again after the words changed or it was refused: the button that was pressed has gone, or was disabled, and the focus with it.
  useLayoutEffect(() => {
    if (changed === null) sheet.current?.querySelector<HTMLElement>('[data-first]')?.focus();
  }, [changed, failure]);
  useKeyDown(sheet, (event) => {
    if (event.key === 'Escape') onClose(false);
    else if (event.key === 'Enter' && confirms(event)) deciding.confirm();
    else return false;
    return true;
  });
  const proposal = snapshot.state.proposals.get(id);
  if (proposal === undefined) return null;
  const whose = broughtBy(snapshot.state.proposals, proposal, snapshot.registry);
  return (
    <Sheet
      title={TITLES[intent]}
      lead={whose === null ? 'Proposer not recorded' : `Proposed by ${whose}`}
      busy={sending}
      ref={sheet}
    >
      <div className="sheet-body">
        <div className="sheet-outlook">
          <Prospects outlook={outlook} intent={intent} />
          {intent !== 'reopen' && <Amending proposal={proposal} />}
          <Overtaken overtaken={gone} />
        </div>
        <Fields intent={intent} id={id} deciding={deciding} />
      </div>
      {changed !== null && <ChangedWords changed={changed} lookAgain={deciding.lookAgain} />}
      {failure !== null && changed === null && (
        <Notice tone="refused" onDismiss={deciding.putFailureAway}>
          {failure.reason}
        </Notice>
      )}
      <SheetEnd
        act={CONFIRMS[intent]}
        busy={sending}
        ready={changed === null && outlook.ok && wanting === null}
        first={intent === 'accept'}
        onAct={deciding.confirm}
        onClose={() => onClose(false)}
      >
        {wanting !== null && <span className="muted small">{wanting}</span>}
      </SheetEnd>
    </Sheet>
  );
}

function Fields({ intent, id, deciding }: { readonly intent: Intent; readonly id: ProposalId; readonly deciding: Deciding }) {
  const { snapshot } = useDraftDesk();
  const { form, change } = deciding;
  const replaces = snapshot.state.proposals.get(id)?.drawsOn ?? [];
  const rivals = rivalsShown(snapshot, id);
  const accepts = intent === 'accept' || intent === 'amend';
  const waits = pendingFault({ on: 'proposal', proposal: id }, { state: snapshot.state, clauses: snapshot.clauses });
  return (
    <div className="sheet-fields">
      {intent === 'amend' && (
        <WordingFields
          pieces={presentPieces(snapshot, id)}
          wording={form.wording}
          onChange={(piece, text) => change({ wording: new Map(form.wording).set(pieceKey(piece), text) })}
        />
      )}
      {accepts && rivals.length > 0 && <Rivals rivals={rivals} falls={form.falls} onChange={(falls) => change({ falls })} />}
      {accepts && replaces.length > 0 && <p className="small">What the chair’s text draws on is replaced with its acceptance.</p>}
      {accepts && waits !== null && (
        <label className="field">
          {waits.reason.replace(/ It can be dropped;.*$/, '')} Why it is accepted all the same, for the record
          <input
            type="text"
            value={form.despite}
            maxLength={20_000}
            onChange={(event) => change({ despite: event.target.value })}
          />
        </label>
      )}
      {intent === 'drop' && (
        <label className="check">
          <input type="checkbox" checked={form.noSupport} onChange={(event) => change({ noSupport: event.target.checked })} /> For
          lack of support
        </label>
      )}
      <label className="field">
        {accepts && form.falls.size > 0 ? GROUND_FOR_ALL : GROUNDS[intent]}
        <input
          type="text"
          data-first={accepts ? undefined : true}
          value={form.ground}
          maxLength={20_000}
          onChange={(event) => change({ ground: event.target.value })}
        />
      </label>
    </div>
  );
}

interface ChangedWordsProps extends Pick<Deciding, 'lookAgain'> {
  readonly changed: NonNullable<Deciding['changed']>;
}

/** The words, be it of what is to fall, are no longer those that the chair began with: what they were, what they are, and the way on. */
function ChangedWords({ changed: { seen, present }, lookAgain }: ChangedWordsProps) {
  return (
    <Notice tone="refused">
      The words have changed since you began. They were “{seen.words}” and are now{' '}
      <q>
        <Stretches stretches={comparedWith(present.words, seen.words)} />
      </q>
      .{' '}
      <button type="button" className="act" onClick={lookAgain}>
        Decide on the words as they are now
      </button>
    </Notice>
  );
}

/** Enter alone confirms from a line of text; from anywhere, with Ctrl. On a button it is the button's. */
function confirms(event: KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || (event.target instanceof HTMLInputElement && event.target.type === 'text');
}

const TITLES: Readonly<Record<Intent, string>> = { accept: 'Accept', amend: 'Accept as amended', drop: 'Drop', reopen: 'Reopen' };
const GROUNDS: Readonly<Record<Intent, string>> = {
  accept: 'Ground, for the record (may stay empty)',
  amend: 'Ground, for the record (may stay empty)',
  drop: 'Ground, for the record',
  reopen: 'Reason, for the record',
};
const GROUND_FOR_ALL = 'Ground for what falls, and for what is accepted, for the record (may stay empty)';
const CONFIRMS: Readonly<Record<Intent, string>> = {
  accept: 'Confirm: accept',
  amend: 'Confirm: accept as amended',
  drop: 'Confirm: drop',
  reopen: 'Confirm: reopen',
};

import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { ProposalId } from '../../shared/base/ids.ts';
import { proposersOf } from '../../shared/projection/attribution.ts';
import { unreachable } from '../../shared/base/assert.ts';
import { Notice } from '../chrome/Notice.tsx';
import { useDraftDesk, type Intent } from '../points/DraftDesk.ts';
import { Stretches } from '../points/Alternative.tsx';
import { comparedWith, presentPieces } from '../points/reading.ts';
import type { Failure } from '../state/api.ts';
import { commandOf, outlooks, pieceKey, seeNow, type DecisionForm } from './decision.ts';
import { Prospects } from './Prospects.tsx';
import { Rivals } from './Rivals.tsx';
import { WordingFields } from './WordingFields.tsx';

export interface DecisionSheetProps {
  readonly intent: Intent;
  readonly proposal: ProposalId;
  readonly onClose: (decided: boolean) => void;
}

/** A decision before it is taken: the sentence as it would then read, and what would fall with it. Not modal: the text stays in sight. */
export function DecisionSheet({ intent, proposal: id, onClose }: DecisionSheetProps) {
  const { snapshot, give } = useDraftDesk();
  const [form, setForm] = useState<DecisionForm>(() => newForm(intent, id, rivalsAtFirst()));
  const [seen, setSeen] = useState(() => seeNow(snapshot, id));
  const [failure, setFailure] = useState<Failure | null>(null);
  const [sending, setSending] = useState(false);
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => sheet.current?.querySelector<HTMLElement>('[data-first]')?.focus(), []);
  const proposal = snapshot.state.proposals.get(id);
  const present = useMemo(() => seeNow(snapshot, id), [snapshot, id]);
  const outlook = useMemo(() => outlooks(snapshot, form), [snapshot, form]);
  const changed = intent !== 'reopen' && present.version !== seen.version;
  const point = snapshot.pointOf.get(id);
  const rivals = (point?.proposals ?? []).filter((other) => other !== id);

  async function confirm(): Promise<void> {
    if (sending || changed) return;
    setSending(true);
    const failed = await give(commandOf(snapshot, form, seen));
    setSending(false);
    if (failed === null) onClose(true);
    else setFailure(failed);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') onClose(false);
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey || (event.target instanceof HTMLInputElement && event.target.type === 'text'))) void confirm();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function rivalsAtFirst(): ReadonlySet<ProposalId> {
    const at = snapshot.pointOf.get(id);
    return new Set((intent === 'accept' || intent === 'amend') && at?.relation === 'exclusive' ? at.proposals.filter((other) => other !== id) : []);
  }

  if (proposal === undefined) return null;
  return (
    <section className="sheet" role="dialog" aria-labelledby="sheet-title" ref={sheet} onKeyDown={onKeyDown}>
      <header className="sheet-head">
        <h2 id="sheet-title">{TITLES[intent]}</h2>
        <p className="muted">{proposal.proposer === null ? 'Proposer not recorded' : `Proposed by ${proposersOf(proposal, snapshot.registry)}`}</p>
      </header>
      <div className="sheet-body">
        <Prospects outlook={outlook} intent={intent} />
        <div className="sheet-fields">
          {intent === 'amend' && (
            <WordingFields
              pieces={presentPieces(snapshot, id)}
              wording={form.wording}
              onChange={(piece, text) => setForm({ ...form, wording: new Map(form.wording).set(pieceKey(piece), text) })}
            />
          )}
          {(intent === 'accept' || intent === 'amend') && rivals.length > 0 && (
            <Rivals rivals={rivals} falls={form.falls} onChange={(falls) => setForm({ ...form, falls })} />
          )}
          {(intent === 'drop' || intent === 'reopen') && (
            <label className="field">
              {intent === 'drop' ? 'Ground, for the record (may stay empty)' : 'Reason, for the record (may stay empty)'}
              <input type="text" data-first value={form.ground} maxLength={20_000} onChange={(event) => setForm({ ...form, ground: event.target.value })} />
            </label>
          )}
        </div>
      </div>
      {changed && (
        <Notice tone="refused">
          The words have changed since you began. They were “{seen.words}” and are now{' '}
          <q>
            <Stretches stretches={comparedWith(present.words, seen.words)} />
          </q>
          .{' '}
          <button type="button" className="act" onClick={() => lookAgain()}>
            Decide on the words as they are now
          </button>
        </Notice>
      )}
      {failure !== null && !changed && (
        <Notice tone="refused" onDismiss={() => setFailure(null)}>
          {failure.reason}
        </Notice>
      )}
      <footer className="row end">
        <button type="button" className="act" onClick={() => onClose(false)}>
          Cancel <kbd aria-hidden="true">Esc</kbd>
        </button>
        <button type="button" className="main-act" data-first={intent === 'accept' ? true : undefined} disabled={sending || changed || !outlook.ok} onClick={() => void confirm()}>
          {sending ? 'Recording …' : CONFIRMS[intent]} <kbd aria-hidden="true">Ctrl+Enter</kbd>
        </button>
      </footer>
    </section>
  );

  function lookAgain(): void {
    setSeen(present);
    setFailure(null);
    setForm({ ...form, wording: new Map() });
  }
}

function newForm(intent: Intent, proposal: ProposalId, falls: ReadonlySet<ProposalId>): DecisionForm {
  switch (intent) {
    case 'accept':
    case 'amend':
      return { intent, proposal, falls, ground: '', wording: new Map() };
    case 'drop':
    case 'reopen':
      return { intent, proposal, falls: new Set(), ground: '', wording: new Map() };
    default:
      return unreachable(intent);
  }
}

const TITLES: Readonly<Record<Intent, string>> = { accept: 'Accept', amend: 'Accept as amended', drop: 'Drop', reopen: 'Reopen' };
const CONFIRMS: Readonly<Record<Intent, string>> = { accept: 'Confirm: accept', amend: 'Confirm: accept as amended', drop: 'Confirm: drop', reopen: 'Confirm: reopen' };

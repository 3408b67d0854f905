import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ProposalId } from '../../shared/base/ids.ts';
import { Notice } from '../chrome/Notice.tsx';
import { Sheet, SheetEnd } from '../chrome/Sheet.tsx';
import { useKeyDown } from '../chrome/useKeyDown.ts';
import { useInstruments } from '../instruments/Instruments.ts';
import { ParticipantPicker } from '../participants/ParticipantPicker.tsx';
import { AlternativeWords } from '../points/Alternative.tsx';
import { ARRANGEMENT_WORDS } from '../points/arrangements.ts';
import { useDraftDesk, type Arrangement } from '../points/DraftDesk.ts';
import { presentPieces } from '../points/reading.ts';
import { arrangedOutlooks, arrangementCommand, newArrangement, rivalsOf, type ArrangementForm } from './arranging.ts';
import { pieceKey } from './decision.ts';
import { Prospects } from './Prospects.tsx';
import { WordingFields } from './WordingFields.tsx';

export interface ArrangementSheetProps {
  readonly arrangement: Arrangement;
  readonly proposal: ProposalId;
  readonly onClose: () => void;
}

/** An act of the chair that does not decide: where a proposal goes, what becomes one, a text of the chair. */
export function ArrangementSheet({ arrangement, proposal, onClose }: ArrangementSheetProps) {
  const { snapshot, give } = useDraftDesk();
  const { marked } = useInstruments();
  const [form, setForm] = useState(() => newArrangement(snapshot, arrangement, { proposal, marked }));
  const [reason, setReason] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const sheet = useRef<HTMLDialogElement>(null);
  const words = ARRANGEMENT_WORDS.find((one) => one.arrangement === arrangement);
  const command = arrangementCommand(snapshot, form);
  const shows = arrangement === 'merge' || arrangement === 'bridge';
  const outlook = useMemo(() => (shows ? arrangedOutlooks(snapshot, form) : null), [shows, snapshot, form]);
  useLayoutEffect(() => sheet.current?.querySelector<HTMLElement>('[data-first]')?.focus(), [reason]);
  async function send(): Promise<void> {
    if (!command.ok || sending) return;
    setSending(true);
    const failure = await give(command.value);
    setSending(false);
    if (failure === null) onClose();
    else setReason(failure.reason);
  }
  useKeyDown(sheet, (event) => {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey || event.target instanceof HTMLInputElement)) void send();
    else return false;
    return true;
  });
  return (
    <Sheet title={words?.title ?? ''} lead="It stays open, in brackets." busy={sending} ref={sheet}>
      <div className={`sheet-body${outlook === null ? ' narrow' : ''}`}>
        {outlook !== null && <Prospects outlook={outlook} intent="amend" />}
        <div className="sheet-fields">
          <Fields form={form} change={(changes) => setForm({ ...form, ...changes })} />
        </div>
      </div>
      {reason !== null && (
        <Notice tone="refused" onDismiss={() => setReason(null)}>
          {reason}
        </Notice>
      )}
      <SheetEnd
        act={words?.confirm ?? ''}
        busy={sending}
        ready={command.ok}
        first={arrangement === 'call-back'}
        onAct={() => void send()}
        onClose={onClose}
      >
        {!command.ok && <span className="muted small">{command.refusal}</span>}
      </SheetEnd>
    </Sheet>
  );
}

interface FieldsProps {
  readonly form: ArrangementForm;
  readonly change: (changes: Partial<ArrangementForm>) => void;
}

function Fields({ form, change }: FieldsProps) {
  const { snapshot } = useDraftDesk();
  switch (form.arrangement) {
    case 'refer':
      return (
        <>
          <Line label="To which body" first value={form.name} onChange={(name) => change({ name })} />
          <Line label="Note, for the record (may stay empty)" value={form.note} onChange={(note) => change({ note })} />
        </>
      );
    case 'park':
      return (
        <>
          <Line label="With whom" first value={form.name} onChange={(name) => change({ name })} />
          <label className="field">
            Comes back on
            <input type="date" value={form.day} onChange={(event) => change({ day: event.target.value })} />
          </label>
          <Line label="Reason, for the record (may stay empty)" value={form.note} onChange={(note) => change({ note })} />
        </>
      );
    case 'reserve':
      return (
        <>
          <ParticipantPicker
            label="For which delegation"
            among={snapshot.registry.all}
            chosen={form.participant}
            none="Choose a participant"
            first
            onChange={(participant) => change({ participant })}
          />
          <Line label="Reason, for the record (may stay empty)" value={form.note} onChange={(note) => change({ note })} />
        </>
      );
    case 'call-back':
      return <Line label="Note, for the record (may stay empty)" value={form.note} onChange={(note) => change({ note })} />;
    case 'merge':
    case 'bridge':
      return <Streamlining form={form} change={change} />;
  }
}

function Streamlining({ form, change }: FieldsProps) {
  const { snapshot } = useDraftDesk();
  const { marked } = useInstruments();
  const rivals = rivalsOf(snapshot, form.proposal, marked);
  const merges = form.arrangement === 'merge';
  const toggle = (id: ProposalId): void => {
    const others = new Set(form.others);
    if (!others.delete(id)) others.add(id);
    change({ others });
  };
  return (
    <>
      {rivals.length > 0 && (
        <fieldset className="rivals">
          <legend>{merges ? 'What becomes one with it' : 'What else it draws on, and replaces when accepted'}</legend>
          {rivals.map((id, index) => {
            const proposal = snapshot.state.proposals.get(id);
            return proposal === undefined ? null : (
              <label key={id} className="rival drawn-on" data-proposal={id}>
                <input
                  type="checkbox"
                  data-first={merges && index === 0 ? true : undefined}
                  checked={form.others.has(id)}
                  onChange={() => toggle(id)}
                />
                <AlternativeWords proposal={proposal} />
              </label>
            );
          })}
        </fieldset>
      )}
      {merges && <p className="small muted">Change the words below only where all of them become one new wording.</p>}
      <div data-wording>
        <WordingFields
          pieces={presentPieces(snapshot, form.proposal)}
          wording={form.wording}
          onChange={(piece, text) => change({ wording: new Map(form.wording).set(pieceKey(piece), text) })}
        />
      </div>
      <Line label="Why, for the record (may stay empty)" value={form.note} onChange={(note) => change({ note })} />
    </>
  );
}

interface LineProps {
  readonly label: string;
  readonly value: string;
  readonly first?: boolean;
  readonly onChange: (value: string) => void;
}

function Line({ label, value, first = false, onChange }: LineProps) {
  return (
    <label className="field">
      {label}
      <input
        type="text"
        maxLength={1_000}
        data-first={first ? true : undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}

import { useEffect, useRef, useState } from 'react';
import type { ParticipantId } from '../../shared/base/ids.ts';
import { may } from '../../shared/policy/policy.ts';
import { proposersOf } from '../../shared/projection/attribution.ts';
import type { Proposal } from '../../shared/proposals/proposal.ts';
import { reintroductionFault, reintroductionsOf } from '../../shared/record/reintroduction.ts';
import { Notice } from '../chrome/Notice.tsx';
import { useKeyDown } from '../chrome/useKeyDown.ts';
import { SpeakerField } from '../procedures/SpeakerField.tsx';
import { useGiving } from '../procedures/useGiving.ts';
import { useDraftDesk } from './DraftDesk.ts';
import { SpeakingFor } from './SpeakingFor.tsx';

/** On the card of a proposal that was withdrawn: by what it was taken up, or a way to take it up in one's own name. */
export function Reintroducing({ proposal }: { readonly proposal: Proposal }) {
  const { seat, snapshot } = useDraftDesk();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  if (proposal.status.state !== 'withdrawn') return null;
  const later = reintroductionsOf(snapshot.state.proposals, proposal.id);
  const offered =
    reintroductionFault(snapshot.state, proposal.id) === null && (may(seat, 'reintroduce') || may(seat, 'note for others'));
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <>
      {later.map((one) => (
        <p key={one.id} className="facts muted">
          Reintroduced by {proposersOf(one, snapshot.registry)} (record {one.entry}).
        </p>
      ))}
      {offered && !open && (
        <div className="acts">
          <button
            type="button"
            className="act"
            ref={button}
            data-act="reintroduce"
            aria-keyshortcuts="r"
            onClick={() => setOpen(true)}
          >
            {may(seat, 'reintroduce') ? 'Reintroduce' : 'Record reintroduction'} <kbd aria-hidden="true">r</kbd>
          </button>
        </div>
      )}
      {offered && open && <ReintroductionForm proposal={proposal} onClose={close} />}
    </>
  );
}

function ReintroductionForm({ proposal, onClose }: { readonly proposal: Proposal; readonly onClose: () => void }) {
  const { seat } = useDraftDesk();
  const [rationale, setRationale] = useState('');
  const [group, setGroup] = useState<ParticipantId | null>(null);
  const [noted, setNoted] = useState<ParticipantId | null>(null);
  const { busy, reason, give, putAway } = useGiving();
  const frame = useRef<HTMLFormElement>(null);
  const notes = !may(seat, 'reintroduce');
  useEffect(() => frame.current?.querySelector<HTMLElement>('select, input')?.focus(), []);
  useKeyDown(frame, (event) => {
    if (event.key !== 'Escape') return false;
    onClose();
    return true;
  });
  const participant = notes ? noted : (group ?? seat.participant);
  return (
    <form
      className="reintroducing"
      aria-label="Reintroduce"
      ref={frame}
      onSubmit={(event) => {
        event.preventDefault();
        if (participant !== null) void give({ type: 'reintroduce', proposal: proposal.id, participant, rationale });
      }}
    >
      {notes && <SpeakerField label="Who reintroduces it" chosen={noted} onChange={setNoted} />}
      <label className="field">
        Rationale, for the record (may stay empty)
        <input type="text" value={rationale} maxLength={20_000} onChange={(event) => setRationale(event.target.value)} />
      </label>
      <SpeakingFor chosen={group} onChange={setGroup} />
      {reason !== null && (
        <Notice tone="refused" onDismiss={putAway}>
          {reason}
        </Notice>
      )}
      <div className="row end">
        <button type="button" className="act" onClick={onClose}>
          Cancel <kbd aria-hidden="true">Esc</kbd>
        </button>
        <button type="submit" className="main-act" disabled={busy || participant === null}>
          {busy ? 'Recording …' : 'Reintroduce'}
        </button>
      </div>
    </form>
  );
}

/** On the card of a proposal that takes up what another withdrew: whose that was. */
export function TakenUp({ proposal }: { readonly proposal: Proposal }) {
  const { snapshot } = useDraftDesk();
  const old = proposal.reintroduces === undefined ? undefined : snapshot.state.proposals.get(proposal.reintroduces);
  if (old === undefined || old.status.state !== 'withdrawn') return null;
  return (
    <p className="facts muted">
      Takes up what {proposersOf(old, snapshot.registry)} withdrew (record {old.status.entry}).
    </p>
  );
}

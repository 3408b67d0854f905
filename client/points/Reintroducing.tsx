import { useState } from 'react';
import type { ParticipantId } from '../../shared/base/ids.ts';
import { may } from '../../shared/policy/policy.ts';
import { broughtBy } from '../../shared/projection/attribution.ts';
import type { Proposal } from '../../shared/proposals/proposal.ts';
import { reintroductionFault, reintroductionsOf } from '../../shared/record/reintroduction.ts';
import { GivingForm } from '../procedures/GivingForm.tsx';
import { SpeakerField } from '../procedures/SpeakerField.tsx';
import { useDraftDesk } from './DraftDesk.ts';
import { SpeakingFor } from './SpeakingFor.tsx';

/** On the card of a proposal that was withdrawn: by what it was taken up, or a way to take it up in one's own name. */
export function Reintroducing({ proposal }: { readonly proposal: Proposal }) {
  const { seat, snapshot } = useDraftDesk();
  const [form, setForm] = useState<'unopened' | 'open' | 'left'>('unopened');
  if (proposal.status.state !== 'withdrawn') return null;
  const later = reintroductionsOf(snapshot.state.proposals, proposal.id);
  const offered =
    reintroductionFault(snapshot.state, proposal.id) === null && (may(seat, 'reintroduce') || may(seat, 'note for others'));
  return (
    <>
      {later.map((one) => (
        <p key={one.id} className="facts muted">
          Reintroduced by {broughtBy(snapshot.state.proposals, one, snapshot.registry)} (record {one.entry}).
        </p>
      ))}
      {offered && form !== 'open' && (
        <div className="acts">
          <button
            type="button"
            className="act"
            data-act="reintroduce"
            aria-keyshortcuts="r"
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- whoever leaves the form goes on where they were
            autoFocus={form === 'left'}
            onClick={() => setForm('open')}
          >
            {may(seat, 'reintroduce') ? 'Reintroduce' : 'Record reintroduction'} <kbd aria-hidden="true">r</kbd>
          </button>
        </div>
      )}
      {offered && form === 'open' && <ReintroductionForm proposal={proposal} onClose={() => setForm('left')} />}
    </>
  );
}

function ReintroductionForm({ proposal, onClose }: { readonly proposal: Proposal; readonly onClose: () => void }) {
  const { seat } = useDraftDesk();
  const [rationale, setRationale] = useState('');
  const [group, setGroup] = useState<ParticipantId | null>(null);
  const [noted, setNoted] = useState<ParticipantId | null>(null);
  const notes = !may(seat, 'reintroduce');
  const participant = notes ? noted : (group ?? seat.participant);
  return (
    <GivingForm
      className="card-note"
      label="Reintroduce"
      act="Reintroduce"
      command={participant === null ? null : { type: 'reintroduce', proposal: proposal.id, participant, rationale }}
      startsAt="first field"
      onClose={onClose}
    >
      {notes && <SpeakerField label="Who reintroduces it" chosen={noted} onChange={setNoted} />}
      <label className="field">
        Rationale, for the record (may stay empty)
        <input type="text" value={rationale} maxLength={20_000} onChange={(event) => setRationale(event.target.value)} />
      </label>
      <SpeakingFor chosen={group} onChange={setGroup} />
    </GivingForm>
  );
}

/** On the card of a proposal that takes up what another withdrew: whose that was. */
export function TakenUp({ proposal }: { readonly proposal: Proposal }) {
  const { snapshot } = useDraftDesk();
  const old = proposal.reintroduces === undefined ? undefined : snapshot.state.proposals.get(proposal.reintroduces);
  if (old === undefined || old.status.state !== 'withdrawn') return null;
  return (
    <p className="facts muted">
      Takes up what {broughtBy(snapshot.state.proposals, old, snapshot.registry)} withdrew (record {old.status.entry}).
    </p>
  );
}

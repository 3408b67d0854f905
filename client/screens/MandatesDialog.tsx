import { useEffect, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { ParticipantId } from '../../shared/base/ids.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import { may } from '../../shared/policy/policy.ts';
import { Notice } from '../chrome/Notice.tsx';
import { useServices, useSitting } from '../chrome/Services.tsx';

/** For the secretariat: the way to say who speaks for groups. */
export function MandatesAct() {
  const { seat } = useSitting();
  const [open, setOpen] = useState(false);
  if (!may(seat, 'give mandates')) return null;
  return (
    <>
      <button type="button" className="act" onClick={() => setOpen(true)}>
        Who speaks for groups …
      </button>
      {open && <MandatesDialog onClose={() => setOpen(false)} />}
    </>
  );
}

/** For which groups each delegation's seat may speak. */
function MandatesDialog({ onClose }: { readonly onClose: () => void }) {
  const { api } = useServices();
  const [seats, setSeats] = useState<readonly Seat[] | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  useEffect(() => {
    void api.seats().then((answer) => (answer.ok ? setSeats(answer.value.seats) : setRefused(answer.refusal.reason)));
  }, [api]);
  const give = (seat: Seat, mandates: readonly ParticipantId[]): void =>
    void api.giveMandates(seat.id, mandates).then((answer) => {
      setRefused(answer.ok ? null : answer.refusal.reason);
      if (answer.ok) setSeats((before) => before?.map((one) => (one.id === seat.id ? { ...one, mandates } : one)) ?? null);
    });
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="modal wide">
        <Dialog className="dialog">
          <Heading slot="title">Who speaks for groups</Heading>
          <p>Besides its delegation, a seat may speak for the groups named here, from now on.</p>
          {refused !== null && <Notice tone="refused">{refused}</Notice>}
          <ul className="mandates">
            {(seats ?? [])
              .filter(({ role }) => role === 'delegate')
              .map((seat) => (
                <Mandates key={seat.id} seat={seat} onChange={(mandates) => give(seat, mandates)} />
              ))}
          </ul>
          <div className="row end">
            <button type="button" className="main-act" onClick={onClose}>
              Done
            </button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Mandates({ seat, onChange }: { readonly seat: Seat; readonly onChange: (mandates: readonly ParticipantId[]) => void }) {
  const { registry } = useSitting();
  const own = seat.mandates ?? [];
  const groups = registry.all.filter(({ id, kind }) => kind === 'group' && !own.includes(id));
  return (
    <li>
      <span>
        <strong>{seat.name}</strong> <span className="muted">{registry.byId.get(seat.participant)?.name}</span>
      </span>
      {own.map((id) => (
        <button
          key={id}
          type="button"
          className="act"
          aria-label={`${seat.name} no longer speaks for ${registry.byId.get(id)?.name ?? ''}`}
          onClick={() => onChange(own.filter((one) => one !== id))}
        >
          {registry.byId.get(id)?.code} <span aria-hidden="true">×</span>
        </button>
      ))}
      <select
        aria-label={`A group for which ${seat.name} speaks`}
        value=""
        onChange={(event) => onChange([...own, ...groups.filter(({ id }) => id === event.target.value).map(({ id }) => id)])}
      >
        <option value="">Add a group …</option>
        {groups.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </li>
  );
}

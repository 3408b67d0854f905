import { useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { LENSES, type Lens } from '../../shared/participants/lens.ts';
import { Notice } from '../chrome/Notice.tsx';
import { useDraftDesk } from '../points/DraftDesk.ts';

/** The chair says whose names are shown of the draft. */
export function LensDialog({ onClose }: { readonly onClose: () => void }) {
  const { snapshot, give } = useDraftDesk();
  const { lens: present } = snapshot.state;
  const [lens, setLens] = useState<Lens>(present);
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const ready = lens !== present && reason.trim() !== '' && !busy;
  async function set(): Promise<void> {
    setBusy(true);
    setRefused(null);
    const failure = await give({ type: 'set-lens', lens, reason });
    setBusy(false);
    if (failure === null) onClose();
    else setRefused(failure.reason);
  }
  return (
    <ModalOverlay className="overlay" isOpen isDismissable={!busy} onOpenChange={(shown) => !shown && onClose()}>
      <Modal className="modal">
        <Dialog className="dialog">
          <Heading slot="title">Whose names are shown</Heading>
          <form
            className="issue-form"
            onSubmit={(event) => {
              event.preventDefault();
              if (ready) void set();
            }}
          >
            <LensChoice lens={lens} present={present} busy={busy} onChoose={setLens} />
            <p className="small">
              It holds for the whole record, also for what was done before, and in every export. Chair and secretariat go on
              seeing names, and each delegation its own. What people have read already they know; and words that delegations write
              are shown as they wrote them.
            </p>
            <label className="field">
              Reason, which everybody reads
              <input
                type="text"
                maxLength={20_000}
                disabled={busy}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            </label>
            {refused !== null && <Notice tone="refused">{refused}</Notice>}
            <div className="row end">
              <button type="button" className="act" disabled={busy} onClick={onClose}>
                Cancel
              </button>
              <button type="submit" className="main-act" disabled={!ready}>
                Show it so
              </button>
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function LensChoice({
  lens,
  present,
  busy,
  onChoose,
}: {
  readonly lens: Lens;
  readonly present: Lens;
  readonly busy: boolean;
  readonly onChoose: (lens: Lens) => void;
}) {
  return (
    <fieldset className="lenses" disabled={busy}>
      <legend>Delegations and observers see</legend>
      {LENSES.map((one) => (
        <label key={one}>
          <input
            type="radio"
            name="lens"
            checked={one === lens}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- what the dialog asks for first
            autoFocus={one === present}
            onChange={() => onChoose(one)}
          />
          <strong>{LENS_NAMES[one]}</strong>
          <span className="muted small">{LENS_MEANS[one]}</span>
        </label>
      ))}
    </fieldset>
  );
}

const LENS_NAMES: Readonly<Record<Lens, string>> = { named: 'Names', group: 'Groups', unnamed: 'No names' };
const LENS_MEANS: Readonly<Record<Lens, string>> = {
  named: 'Who proposed, supported, opposed and decided.',
  group: 'A delegation is shown as one of its regional group, and groups by name.',
  unnamed: 'Chatham House Rule: a delegation, several delegations.',
};

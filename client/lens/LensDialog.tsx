import { useMemo, useState } from 'react';
import { shortened } from '../../shared/base/shortened.ts';
import { wordsReadAsAnothers } from '../../shared/import/feigned-words.ts';
import { LENSES, type Lens } from '../../shared/participants/lens.ts';
import { listed } from '../../shared/projection/naming.ts';
import { knownWithoutGroup } from '../../shared/record/masking.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { Words as Directed } from '../paper/Words.tsx';
import { FormDialog } from '../chrome/FormDialog.tsx';
import { useSitting } from '../chrome/Services.tsx';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { useGiving } from '../procedures/useGiving.ts';

/** The chair says whose names are shown of the draft. */
export function LensDialog({ onClose }: { readonly onClose: () => void }) {
  const { snapshot } = useDraftDesk();
  const { busy, reason: refused, give } = useGiving();
  const { lens: present } = snapshot.state;
  const [lens, setLens] = useState<Lens>(present);
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title="Whose names are shown"
      act="Show names so"
      breadth="columns"
      ready={lens !== present && reason.trim() !== ''}
      busy={busy}
      reason={refused}
      onAct={() => void give({ type: 'set-lens', lens, reason }).then((done) => done && onClose())}
      onClose={onClose}
    >
      <LensChoice lens={lens} present={present} busy={busy} onChoose={setLens} />
      {lens === 'group' && <KnownWithoutGroup />}
      {lens !== 'named' && <ReadAsAnothers />}
      <p className="small">
        It holds for the whole record, also for what was done before, and in every export. Chair and secretariat go on seeing
        names, and each delegation its own. What people have read already they know; and words that delegations write are shown as
        they wrote them.
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
    </FormDialog>
  );
}

/** Who is not hidden by it, said before it is set. */
function KnownWithoutGroup() {
  const { registry } = useSitting();
  const known = knownWithoutGroup(registry);
  if (known.length === 0) return null;
  return <p className="small">Not hidden by group: {listed(known.map(({ name }) => name))}, of which no group can be told.</p>;
}

/** Of which words the names beside them are all that says that they are not another's, said before those go. */
function ReadAsAnothers() {
  const { snapshot } = useDraftDesk();
  // Costs the words of all open proposals.
  const words = useMemo(() => {
    const { holding, state, registry } = snapshot;
    return wordsReadAsAnothers({ holding, proposals: state.proposals, outcomeOf: outcomesOf(state), registry });
  }, [snapshot]);
  if (words.length === 0) return null;
  const shown = words.slice(0, MOST_SHOWN).map((one) => `“${shortened(one.trim(), LONGEST_SHOWN)}”`);
  const more = words.length - shown.length;
  return (
    <p className="small">
      Without names beside them, these words of open proposals read as if others had said them: <Directed words={listed(shown)} />
      {more > 0 && `, and ${more} more`}.
    </p>
  );
}

const MOST_SHOWN = 5;
const LONGEST_SHOWN = 200;

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

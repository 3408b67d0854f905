import type { ParticipantId } from '../../shared/base/ids.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';

export interface SpeakerFieldProps {
  readonly label: string;
  readonly chosen: ParticipantId | null;
  readonly onChange: (participant: ParticipantId | null) => void;
}

/** For secretariat and chair: which delegation's word is noted. */
export function SpeakerField({ label, chosen, onChange }: SpeakerFieldProps) {
  const { snapshot } = useDraftDesk();
  const states = snapshot.registry.all.filter(({ kind }) => kind === 'state');
  return (
    <label className="field">
      {label}
      <select value={chosen ?? ''} onChange={(event) => onChange(states.find(({ id }) => id === event.target.value)?.id ?? null)}>
        <option value="">Choose a delegation</option>
        {states.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

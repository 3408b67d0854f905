import type { ParticipantId } from '../../shared/base/ids.ts';
import { useSitting } from '../chrome/Services.tsx';

export interface SpeakingForProps {
  /** The group for which this person speaks; null: the delegation. */
  readonly chosen: ParticipantId | null;
  readonly onChange: (group: ParticipantId | null) => void;
}

/** For whom a person speaks who has a mandate besides the delegation's; nothing where there is no choice. */
export function SpeakingFor({ chosen, onChange }: SpeakingForProps) {
  const { seat, registry } = useSitting();
  const groups = (seat.mandates ?? []).flatMap((id) => registry.byId.get(id) ?? []);
  if (groups.length === 0) return null;
  return (
    <label className="speaks-for">
      for{' '}
      <select
        value={chosen ?? ''}
        aria-keyshortcuts="g"
        onChange={(event) => onChange(groups.find(({ id }) => id === event.target.value)?.id ?? null)}
      >
        <option value="">{registry.byId.get(seat.participant)?.name ?? ''}</option>
        {groups.map(({ id, code }) => (
          <option key={id} value={id}>
            {code}
          </option>
        ))}
      </select>
    </label>
  );
}

import type { ClauseId } from '../../shared/base/ids.ts';
import type { NumberedPlace } from './places.ts';

export interface ClauseSelectProps {
  readonly label: string;
  readonly places: readonly NumberedPlace[];
  readonly value: ClauseId | null;
  readonly onChange: (clause: ClauseId | null) => void;
}

/** One of the numbered clauses that stand. */
export function ClauseSelect({ label, places, value, onChange }: ClauseSelectProps) {
  return (
    <label>
      {label}{' '}
      <select
        value={value ?? ''}
        onChange={(event) => onChange(places.find(({ clause }) => clause === event.target.value)?.clause ?? null)}
      >
        <option value="">choose …</option>
        {places.map(({ clause, name }) => (
          <option key={clause} value={clause}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

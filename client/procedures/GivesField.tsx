import type { Rung } from '../../shared/record/ladder.ts';

/** Which rung of the status ladder passing, or carrying, gives to the clauses. `''`: none. */
export function GivesField({
  label,
  rungs,
  chosen,
  onChange,
}: {
  readonly label: string;
  readonly rungs: readonly Rung[];
  readonly chosen: string;
  readonly onChange: (rung: string) => void;
}) {
  return (
    <label className="field">
      {label}
      <select value={chosen} onChange={(event) => onChange(event.target.value)}>
        <option value="">None: only the record tells of it</option>
        {rungs.map(({ id, name, body }) => (
          <option key={id} value={id}>
            {body === '' ? name : `${name} · ${body}`}
          </option>
        ))}
      </select>
    </label>
  );
}

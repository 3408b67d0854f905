import type { ParticipantPickerProps } from './ParticipantPicker.tsx';

/** Few participants, all of which are seen at a glance. */
export function ShortList<Id extends string>({
  label,
  labelled = 'over',
  among,
  chosen,
  none,
  clears = false,
  first = false,
  onChange,
}: ParticipantPickerProps<Id>) {
  const list = (
    <select
      aria-label={labelled === 'heard' ? label : undefined}
      data-first={first ? true : undefined}
      value={chosen ?? ''}
      onChange={(event) => onChange(among.find(({ id }) => id === event.target.value)?.id ?? null)}
    >
      {(clears || chosen === null) && <option value="">{none}</option>}
      {among.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
  return labelled === 'heard' ? (
    <span className="picker">{list}</span>
  ) : (
    <label className={`picker is-${labelled}`}>
      {label} {list}
    </label>
  );
}

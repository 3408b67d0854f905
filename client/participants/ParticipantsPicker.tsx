import { useMemo, useRef } from 'react';
import { ParticipantPicker } from './ParticipantPicker.tsx';
import type { Sought } from './candidates.ts';

export interface ParticipantsPickerProps<Id extends string> {
  /** What the field asks for: one more. */
  readonly label: string;
  /** What the button that takes somebody out says to those who hear it. */
  readonly takeOut: (name: string) => string;
  readonly among: readonly (Sought & { readonly id: Id })[];
  readonly chosen: readonly Id[];
  readonly none: string;
  readonly onChange: (ids: readonly Id[]) => void;
}

/** Several of the participants, picked one after the other; each is taken out again by its own button. */
export function ParticipantsPicker<Id extends string>({
  label,
  takeOut,
  among,
  chosen,
  none,
  onChange,
}: ParticipantsPickerProps<Id>) {
  const frame = useRef<HTMLDivElement>(null);
  const left = useMemo(() => among.filter(({ id }) => !chosen.includes(id)), [among, chosen]);
  const picked = chosen.flatMap((id) => among.find((one) => one.id === id) ?? []);
  return (
    <div className="participants" ref={frame}>
      {picked.map(({ id, name, code }) => (
        <button
          key={id}
          type="button"
          className="act participant"
          // Whoever speaks to the page says what is read on the button.
          aria-label={name.length > LONGEST ? `${code}: ${takeOut(name)}` : takeOut(name)}
          onClick={() => {
            onChange(chosen.filter((one) => one !== id));
            // The button goes, and the focus with it.
            frame.current?.querySelector<HTMLElement>('input, select')?.focus();
          }}
        >
          {name.length > LONGEST ? code : name} <span aria-hidden="true">×</span>
        </button>
      ))}
      <ParticipantPicker
        label={label}
        labelled="heard"
        among={left}
        chosen={null}
        none={none}
        onChange={(id) => id !== null && onChange([...chosen, id])}
      />
    </div>
  );
}

/** Longer names are told by their code. */
const LONGEST = 24;

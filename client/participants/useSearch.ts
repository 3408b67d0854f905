import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { isComposed } from '../chrome/key-meant.ts';
import { useSitting } from '../chrome/Services.tsx';
import { candidates, type Sought } from './candidates.ts';
import type { ParticipantPickerProps } from './ParticipantPicker.tsx';

/** Stands in the list for nobody in particular; nothing that is picked from has such an id. */
export const NONE = '*';

/** What letters narrow a list down to, and what is picked from it. */
export interface Search {
  /** Null: what stands in the field is the name of whoever is chosen, and nothing that was typed. */
  readonly typed: string | null;
  readonly found: readonly Sought[];
  /** How often somebody was picked. */
  readonly picks: number;
  readonly type: (text: string) => void;
  readonly pick: (id: string | number | null) => void;
  /** Enter behind letters takes the first that they found, unless somebody went through the list. */
  readonly takeFirst: (event: KeyboardEvent) => void;
}

/** Keys that go through the list. */
const GOING: ReadonlySet<string> = new Set(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp']);

export function useSearch<Id extends string>({
  among,
  chosen,
  none,
  clears = false,
  onChange,
}: ParticipantPickerProps<Id>): Search {
  const { registry } = useSitting();
  const [typed, setTyped] = useState<string | null>(null);
  const [picks, setPicks] = useState(0);
  // Whether somebody went through the list since the last letter.
  const went = useRef(false);
  const found = useMemo((): readonly Sought[] => {
    if (typed !== null && typed.trim() !== '') return candidates(among, typed, { registry });
    return clears ? [{ id: NONE, name: none, code: '', aliases: [] }, ...among] : among;
  }, [among, typed, registry, clears, none]);
  function pick(key: string | number | null): void {
    setTyped(null);
    const id = key === NONE ? null : among.find((one) => one.id === key)?.id;
    // It is also told who is chosen already, where what was typed came to nothing.
    if (id === undefined || id === chosen) return;
    setPicks(picks + 1);
    onChange(id);
  }
  return {
    typed,
    found,
    picks,
    pick,
    type(text) {
      went.current = false;
      setTyped(text);
      if (text === '' && clears && chosen !== null) onChange(null);
    },
    // Heard before the list is asked: that forgets with each letter what was ahead, and learns anew only some moments later.
    takeFirst(event) {
      if (isComposed(event.nativeEvent) || !(event.target instanceof HTMLInputElement)) return;
      if (GOING.has(event.key)) went.current = true;
      if (event.key !== 'Enter' || typed === null || typed.trim() === '' || went.current) return;
      // Nor is it for a sheet or a form, which would go by who was chosen before.
      event.preventDefault();
      event.stopPropagation();
      const [first] = found;
      if (first === undefined) return;
      pick(first.id);
      setPicks(picks + 1);
    },
  };
}

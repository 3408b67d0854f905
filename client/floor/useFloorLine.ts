import { useMemo, useState } from 'react';
import type { Participant } from '../../shared/participants/participant.ts';
import { useSitting } from '../chrome/Services.tsx';
import { candidates } from '../participants/candidates.ts';
import type { FloorLineProps } from './FloorLine.tsx';

const SHOWN = 8;

/** What has been typed into the floor line, whom it may mean, and what each key makes of it. */
export interface Line {
  readonly typed: string;
  readonly found: readonly Participant[];
  readonly chosen: Participant | undefined;
  /** Who has been named already, where it is being asked on whose behalf. */
  readonly speaker: Participant | null;
  /** Who has been recorded since the line was opened, where several may be. */
  readonly named: readonly string[];
  readonly type: (text: string) => void;
  readonly pick: (participant: Participant) => void;
  /** Whether the key was the line's. */
  readonly press: (key: string) => boolean;
}

export function useFloorLine({ participants, spoken, several, onPick, onLeave }: FloorLineProps): Line {
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const [speaker, setSpeaker] = useState<Participant | null>(null);
  const [named, setNamed] = useState<readonly string[]>([]);
  const { registry } = useSitting();
  const found = useMemo(
    () => candidates(participants, typed, { spoken, registry, most: SHOWN }),
    [participants, typed, spoken, registry],
  );
  const chosen = found[Math.min(active, found.length - 1)];

  function type(text: string): void {
    setTyped(text);
    setActive(0);
  }

  function pick(participant: Participant): void {
    if (speaker === null) onPick(participant.id, null);
    else onPick(speaker.id, participant.id);
    if (!several) return;
    setNamed([...named, speaker === null ? participant.name : `${speaker.name} on behalf of ${participant.name}`]);
    setSpeaker(null);
    type('');
  }

  function enter(): void {
    if (chosen !== undefined) pick(chosen);
    else if (speaker !== null) onPick(speaker.id, null);
    else if (typed === '') onLeave();
  }

  function press(key: string): boolean {
    switch (key) {
      case 'Escape':
        onLeave();
        return true;
      case 'ArrowDown':
        setActive(Math.min(active + 1, found.length - 1));
        return true;
      case 'ArrowUp':
        setActive(Math.max(active - 1, 0));
        return true;
      case 'Enter':
        enter();
        return true;
      case 'Tab':
        if (speaker !== null || chosen === undefined || typed === '') return false;
        setSpeaker(chosen);
        type('');
        return true;
      case '[':
      case ' ':
        if (typed !== '' || speaker !== null || several) return false;
        // The focus moves before the key has its effect, so that the key goes to the text.
        onLeave();
        return false;
      default:
        return false;
    }
  }

  return { typed, found, chosen, speaker, named, type, pick, press };
}

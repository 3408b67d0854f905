import { useState } from 'react';
import type { Command } from '../../shared/record/command.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';

/** Gives a command from a form, and keeps beside it why it was refused. */
export interface Giving {
  readonly busy: boolean;
  readonly reason: string | null;
  /** Whether it was done. */
  readonly give: (command: Command) => Promise<boolean>;
  readonly putAway: () => void;
}

export function useGiving(): Giving {
  const { give } = useDraftDesk();
  const [busy, setBusy] = useState(false);
  const [reason, setReason] = useState<string | null>(null);
  return {
    busy,
    reason,
    putAway: () => setReason(null),
    give: async (command) => {
      setBusy(true);
      setReason(null);
      const failure = await give(command);
      setBusy(false);
      setReason(failure?.reason ?? null);
      return failure === null;
    },
  };
}

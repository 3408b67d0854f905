import { useCallback, useEffect, useState } from 'react';
import type { Desk } from '../../shared/protocol/api.ts';
import { useServices } from '../chrome/Services.tsx';
import type { Failure } from '../state/api.ts';

/** How often a desk that is looked at asks whether anything has come, in milliseconds. */
const EVERY = 5_000;

/** What is on the desk, and what comes to it while somebody sits there: it is asked for anew, for there is no socket where no draft is open. */
export interface DeskNow {
  /** The same object until something on it is another. */
  readonly desk: Desk | null;
  readonly failure: Failure | null;
  readonly setFailure: (failure: Failure | null) => void;
  readonly look: () => void;
}

export function useDesk(): DeskNow {
  const { api, session } = useServices();
  const [desk, setDesk] = useState<Desk | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const look = useCallback((): void => {
    void api.desk().then((answer) => {
      if (answer.ok) {
        setFailure((before) => (before?.kind === 'unreachable' ? null : before));
        setDesk((before) => (JSON.stringify(before) === JSON.stringify(answer.value) ? before : answer.value));
      } else if (answer.refusal.kind === 'signed-out') session.signedOut();
      else setFailure(answer.refusal);
    });
  }, [api, session]);
  useEffect(() => {
    look();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') look();
    }, EVERY);
    window.addEventListener('focus', look);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', look);
    };
  }, [look]);
  return { desk, failure, setFailure, look };
}

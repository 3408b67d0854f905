import { useEffect, useRef, useState } from 'react';
import type { PaperStep } from '../../shared/manuscript/paper-step.ts';
import { fetchPaper, save, type PaperChoice, type PaperSource } from './fetching-paper.ts';
import type { Coming } from './stepped-answer.ts';

/** Where a paper is: nothing was asked for, it is on its way (no step: none was told yet), it was given up, or was not written, with the reason. */
export type PaperState =
  | { readonly is: 'idle' | 'cancelled' }
  | { readonly is: 'coming'; readonly step: PaperStep | Coming | null }
  | { readonly is: 'refused'; readonly reason: string };

/** A paper from when it is asked for until the browser keeps it. Given up where the page goes on to something else. */
export function usePaper(source: PaperSource, onSaved: () => void) {
  const [state, setState] = useState<PaperState>({ is: 'idle' });
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);
  async function begin(choice: PaperChoice): Promise<void> {
    const asked = new AbortController();
    current.current = asked;
    const tell = (step: PaperStep | Coming | null): void => {
      if (!asked.signal.aborted) setState({ is: 'coming', step });
    };
    tell(null);
    const file = await fetchPaper(source, choice, { signal: asked.signal, tell });
    if (asked.signal.aborted) return;
    if (!file.ok) return setState({ is: 'refused', reason: file.refusal });
    save(file.value);
    onSaved();
  }
  const cancel = (): void => {
    current.current?.abort();
    setState({ is: 'cancelled' });
  };
  return { state, begin, cancel };
}

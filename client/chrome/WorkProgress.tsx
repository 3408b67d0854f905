import { useEffect, useRef, useState } from 'react';

/** So long a step lasts before it is told to those who hear the page, in milliseconds: a row of short ones is not. */
const TOLD_AFTER = 1_000;

export interface WorkProgressProps {
  /** What is being done. */
  readonly label: string;
  /** The step that is under way; the same words for as long as it lasts. */
  readonly step: string;
  /** What is counted in it, in words; empty where nothing is. */
  readonly count?: string;
  /** The same in numbers; of 0 where nothing is counted. */
  readonly done?: number;
  readonly of?: number;
}

/** How far work is that somebody waits for: step by step, with a share of it only where something is counted. Comes into focus, so that keys are heard. */
export function WorkProgress({ label, step, count = '', done = 0, of = 0 }: WorkProgressProps) {
  const group = useRef<HTMLFieldSetElement>(null);
  useEffect(() => group.current?.focus(), []);
  return (
    <fieldset className="work-progress" aria-label={label} tabIndex={-1} ref={group}>
      <progress
        aria-label={label}
        aria-valuetext={count === '' ? step : `${step}, ${count}`}
        {...(of === 0 ? {} : { value: done, max: of })}
      />
      <span className="small">{step} …</span>
      <span className="small work-count">{count}</span>
      <output className="unseen">{useLasting(step)}</output>
    </fieldset>
  );
}

/** The words that have stood for a while, and empty before any have. */
function useLasting(words: string): string {
  const [lasting, setLasting] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setLasting(words), TOLD_AFTER);
    return () => clearTimeout(timer);
  }, [words]);
  return lasting;
}

import { countWords, stepWords, type PaperStep } from '../../shared/manuscript/paper-step.ts';
import { WorkProgress } from '../chrome/WorkProgress.tsx';
import type { Coming } from './stepped-answer.ts';

/** How far a paper is. `step` null: the server has told none yet. */
export function PaperProgress({ step }: { readonly step: PaperStep | Coming | null }) {
  const label = 'Writing the paper';
  if (step === null) return <WorkProgress label={label} step="Asking for it" />;
  if (step.name === 'coming')
    return (
      <WorkProgress label={label} step="Fetching the file" count={`${kB(step.done)} of ${kB(step.of)} kB`} {...numbers(step)} />
    );
  const counted = step.name === 'setting' ? numbers(step) : {};
  return <WorkProgress label={label} step={stepWords(step)} count={countWords(step)} {...counted} />;
}

function numbers({ done, of }: { readonly done: number; readonly of: number }) {
  return { done, of };
}

function kB(bytes: number): number {
  return Math.ceil(bytes / 1_000);
}

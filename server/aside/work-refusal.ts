import type { WorkFault } from './bounded-process.ts';
import type { NoTurn } from './turns.ts';

/** Why work aside came to nothing, in a sentence for whoever wanted it. `unfit`: what it was to work on cannot be worked on. */
export interface WorkRefusal {
  readonly code: NoTurn | WorkFault | 'unfit';
  readonly reason: string;
}

/** The sentences of one kind of work. */
export type WorkWords = Readonly<Record<'of-one' | 'of-all' | 'time' | 'memory', string>>;

/** A refusal in the words of its kind. */
export function workRefusal(code: NoTurn | WorkFault, words: WorkWords): WorkRefusal {
  if (code === 'gone') return { code, reason: 'Nobody waits for this any more.' };
  if (code === 'stopped') return { code, reason: 'The server stops, so this was not done. Try again soon.' };
  return { code, reason: words[code] };
}

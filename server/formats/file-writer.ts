import { ok, refuse, type Result } from '../../shared/base/result.ts';
import type { Imprint, ManuscriptSources } from '../../shared/manuscript/compose.ts';
import type { FileFormat } from '../../shared/manuscript/file-format.ts';
import type { Paper } from '../../shared/manuscript/manuscript.ts';
import { UNTOLD, type PaperStep, type TellStep } from '../../shared/manuscript/paper-step.ts';
import { sendable } from '../../shared/record/state.ts';
import type { WorkLimits } from '../limits.ts';
import { inProcess, type WorkFault } from '../aside/bounded-process.ts';
import { Turns, type CountWork } from '../aside/turns.ts';
import { workRefusal, type WorkRefusal } from '../aside/work-refusal.ts';

/** A paper that is wanted as a file. */
export interface PaperOrder {
  readonly paper: Paper;
  readonly format: FileFormat;
  readonly sources: ManuscriptSources;
  readonly imprint: Imprint;
}

/** Who hears of a paper before it is written. */
interface WritingOptions {
  /** Says that nobody wants it any more. */
  readonly gone?: AbortSignal | null;
  readonly tell?: TellStep;
}

/** What a process is told: a registry has functions, and those do not go from one to another. */
export type OrderToProcess = Omit<PaperOrder, 'sources'> & {
  readonly sources: Omit<ManuscriptSources, 'registry'>;
  readonly participants: ManuscriptSources['registry']['all'];
};

/**
 * Writes papers to files in a process of their own, one after the other, so that nobody's typing waits for them: the text of 1,050 brackets
 * takes half a second. Everybody's come in turns, and each within bounds of time and memory.
 */
export class FileWriter {
  private readonly limits: WorkLimits;
  private readonly turns: Turns;

  constructor(limits: WorkLimits, count?: CountWork) {
    this.limits = limits;
    this.turns = new Turns(limits, count);
  }

  /**
   * Writes a paper for somebody. `order` is asked when its turn has come, so that nothing is kept in memory for what waits. `tell` hears of
   * each step, but nothing where the paper is not taken in. Rejects where a paper cannot be written.
   */
  async write<T extends { readonly order: PaperOrder }, Fault extends object>(
    whose: string,
    order: () => Result<T, Fault>,
    { gone = null, tell = UNTOLD }: WritingOptions = {},
  ): Promise<Result<{ readonly file: Uint8Array; readonly asked: T }, Fault | WorkRefusal>> {
    const program = new URL('./file-process.ts', import.meta.url);
    const done = await this.turns.take(
      whose,
      async (signal): Promise<Result<{ readonly file: Uint8Array; readonly asked: T }, Fault | WorkFault>> => {
        tell({ name: 'reading' });
        const asked = order();
        if (!asked.ok) return asked;
        const options = { bounds: this.limits, signal, tell };
        const made = await inProcess<Uint8Array, PaperStep>(program, forProcess(asked.value.order), options);
        return made.ok ? ok({ file: made.value, asked: asked.value }) : made;
      },
      { gone, onWait: () => tell({ name: 'waiting' }) },
    );
    if (done.ok) return done;
    return refuse(typeof done.refusal === 'string' ? workRefusal(done.refusal, WORDS) : done.refusal);
  }

  /** The server stops: what is being written is given up, and what waits is not begun. */
  stop(): void {
    this.turns.stop();
  }
}

const WORDS = {
  'of-one': 'Papers of your seat are being written already. Ask for this one when they are done.',
  'of-all': 'Many papers are waiting to be written. Try again in a minute.',
  time: 'This paper takes longer to write than the server gives to one. Another format may be quicker.',
  memory: 'This paper asks for more memory than the server gives to one. Another format may need less.',
} as const;

function forProcess({ paper, format, sources, imprint }: PaperOrder): OrderToProcess {
  const { clauses, state, entries, registry } = sources;
  return { paper, format, imprint, sources: { clauses, state: sendable(state), entries }, participants: registry.all };
}

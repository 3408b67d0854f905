import type { DraftId } from '../../shared/base/ids.ts';
import { refuse, type Result } from '../../shared/base/result.ts';
import { UNTOLD, type PaperStep, type TellStep } from '../../shared/manuscript/paper-step.ts';
import type { Lens } from '../../shared/participants/lens.ts';
import type { Participant } from '../../shared/participants/participant.ts';
import type { Moment } from '../../shared/protocol/moment.ts';
import type { Viewer } from '../../shared/record/masking.ts';
import type { PaperRequest } from '../drafts/papers.ts';
import type { StoredText } from '../drafts/stored-text.ts';
import type { WorkLimits } from '../limits.ts';
import { inProcess, type WorkFault } from '../aside/bounded-process.ts';
import { Turns, type CountWork } from '../aside/turns.ts';
import { workRefusal, type WorkRefusal } from '../aside/work-refusal.ts';

/** A paper that is wanted as a file, of a text as it lies in the store. */
export interface PaperOrder {
  readonly request: PaperRequest;
  readonly draft: DraftId;
  readonly moment: Moment;
  readonly text: StoredText;
  /** As whom it is to be read. */
  readonly viewer: Viewer;
  readonly organisation: string;
  readonly participants: readonly Participant[];
}

/** A paper as a file. */
export interface WrittenPaper {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Through which its record was read. */
  readonly lens: Lens;
}

/** Who hears of a paper before it is written. */
interface WritingOptions {
  /** Says that nobody wants it any more. */
  readonly gone?: AbortSignal | null;
  readonly tell?: TellStep;
}

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
  async write<Fault extends object>(
    whose: string,
    order: () => Promise<Result<PaperOrder, Fault>>,
    { gone = null, tell = UNTOLD }: WritingOptions = {},
  ): Promise<Result<WrittenPaper, Fault | WorkRefusal>> {
    const program = new URL('./file-process.ts', import.meta.url);
    const done = await this.turns.take(
      whose,
      async (signal): Promise<Result<WrittenPaper, Fault | WorkFault>> => {
        tell({ name: 'reading' });
        const asked = await order();
        if (!asked.ok) return asked;
        return inProcess<WrittenPaper, PaperStep>(program, asked.value, { bounds: this.limits, signal, tell });
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

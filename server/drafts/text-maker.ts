import { refuse, type Result } from '../../shared/base/result.ts';
import { inProcess, type WorkFault } from '../aside/bounded-process.ts';
import { Turns, type CountWork } from '../aside/turns.ts';
import { workRefusal, type WorkRefusal } from '../aside/work-refusal.ts';
import type { WorkLimits } from '../limits.ts';
import type { MadeOfText, TextOrder } from './made-of-text.ts';

/**
 * Makes exports, past texts and comparisons in a process of their own, so that nobody's typing waits for them. Everybody's come in turns, and
 * each within bounds of time and memory.
 */
export class TextMaker {
  private readonly limits: WorkLimits;
  private readonly turns: Turns;

  constructor(limits: WorkLimits, count?: CountWork) {
    this.limits = limits;
    this.turns = new Turns(limits, count);
  }

  /** `order` is asked when its turn has come, so that nothing is kept in memory for what waits. Rejects where nothing can be made of it. */
  async make<Fault extends object>(
    whose: string,
    order: () => Promise<Result<TextOrder, Fault>>,
    gone: AbortSignal,
  ): Promise<Result<MadeOfText, Fault | WorkRefusal>> {
    const program = new URL('./text-process.ts', import.meta.url);
    const done = await this.turns.take(
      whose,
      async (signal): Promise<Result<MadeOfText, Fault | WorkFault>> => {
        const asked = await order();
        return asked.ok ? inProcess<MadeOfText>(program, asked.value, { bounds: this.limits, signal }) : asked;
      },
      { gone },
    );
    if (done.ok) return done;
    return refuse(typeof done.refusal === 'string' ? workRefusal(done.refusal, WORDS) : done.refusal);
  }

  /** The server stops: what is being made is given up, and what waits is not begun. */
  stop(): void {
    this.turns.stop();
  }
}

const WORDS = {
  'of-one': 'Much that your seat asked for is being made already. Ask for this when it is done.',
  'of-all': 'Many exports and comparisons are waiting to be made. Try again in a minute.',
  time: 'This takes longer to make than the server gives to it. Another format may be quicker.',
  memory: 'This asks for more memory than the server gives to it. Another format may need less.',
} as const;

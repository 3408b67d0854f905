import { refuse, type Result } from '../../shared/base/result.ts';
import type { WorkLimits } from '../limits.ts';
import { inProcess, type WorkFault } from './bounded-process.ts';
import { Turns, type CountWork, type TurnOptions } from './turns.ts';
import { workRefusal, type WorkRefusal, type WorkWords } from './work-refusal.ts';

/** One kind of work: the program that does it, and what is said where it comes to nothing. */
export interface Craft {
  readonly program: URL;
  readonly words: WorkWords;
}

/** Who hears of a piece of work before it is done. */
export interface WorkshopOptions<Progress> extends TurnOptions {
  readonly tell?: (progress: Progress) => void;
}

/**
 * Does one kind of work in a process of its own, one piece after the other, so that nobody's typing waits for it. Everybody's come in turns, and
 * each within bounds of time and memory.
 */
export class Workshop<Order, Made, Progress = never> {
  private readonly craft: Craft;
  private readonly limits: WorkLimits;
  private readonly turns: Turns;

  constructor(craft: Craft, limits: WorkLimits, count?: CountWork) {
    this.craft = craft;
    this.limits = limits;
    this.turns = new Turns(limits, count);
  }

  /** `order` is asked when its turn has come, so that nothing is kept in memory for what waits. Rejects where the work fails of itself. */
  async make<Fault extends object = never>(
    whose: string,
    order: () => Promise<Result<Order, Fault>>,
    { tell, ...turn }: WorkshopOptions<Progress> = {},
  ): Promise<Result<Made, Fault | WorkRefusal>> {
    const { craft, limits } = this;
    const work = async (signal: AbortSignal): Promise<Result<Made, Fault | WorkFault>> => {
      const asked = await order();
      if (!asked.ok) return asked;
      const hearing = tell === undefined ? {} : { tell };
      return inProcess<Made, Progress>(craft.program, asked.value, { bounds: limits, signal, ...hearing });
    };
    const done = await this.turns.take(whose, work, turn);
    if (done.ok) return done;
    return refuse(typeof done.refusal === 'string' ? workRefusal(done.refusal, craft.words) : done.refusal);
  }

  /** The server stops: what is being made is given up, and what waits is not begun. */
  stop(): void {
    this.turns.stop();
  }
}

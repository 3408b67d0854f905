import { refuse, type Result } from '../../shared/base/result.ts';

/** How much work may be taken in: waiting or under way, of one and of everybody. */
export interface TurnLimits {
  readonly ofOne: number;
  readonly ofAll: number;
}

/** Why work was not done: too much of one, or of everybody; whoever wanted it has gone; the server stops. */
export type NoTurn = 'of-one' | 'of-all' | 'gone' | 'stopped';

/** Who hears of a piece of work before it is done. */
export interface TurnOptions {
  /** Says that nobody wants it any more. */
  readonly gone?: AbortSignal | null;
  /** Called where it is taken in, and others' work comes before it. */
  readonly onWait?: () => void;
}

/** Hears by how much what waits or is under way has become more or less. */
export type CountWork = (change: 1 | -1) => void;

/** Work that waits, or is under way. */
interface Job {
  readonly whose: string;
  begin(): Promise<void>;
  giveUp(why: NoTurn): void;
}

/**
 * Work that is done one piece after the other, in turns: whoever has had one comes behind everybody else who waits, so that nobody's
 * work keeps others waiting for more than one piece of each.
 */
export class Turns {
  private readonly limits: TurnLimits;
  private readonly count: CountWork;
  /** What waits, whoever's turn is next first. */
  private readonly waiting = new Map<string, Job[]>();
  private underWay: Job | null = null;
  private isStopped = false;

  constructor(limits: TurnLimits, count: CountWork = () => undefined) {
    this.limits = limits;
    this.count = count;
  }

  /**
   * Does some work when its turn has come. `gone` says that nobody wants it any more: what waits is then not begun, and what is under way
   * hears of it by its own signal, as it does where the server stops. Rejects where the work does.
   */
  async take<T, Fault>(
    whose: string,
    work: (signal: AbortSignal) => Promise<Result<T, Fault>>,
    { gone = null, onWait }: TurnOptions = {},
  ): Promise<Result<T, Fault | NoTurn>> {
    const fault = this.whyNot(whose, gone);
    if (fault !== null) return refuse(fault);
    return new Promise((resolve, reject) => {
      const ending = new AbortController();
      let why: NoTurn | null = null;
      const end = (): void => {
        gone?.removeEventListener('abort', leave);
        this.count(-1);
      };
      const settle = (result: Result<T, Fault | NoTurn>): void => {
        end();
        resolve(result);
      };
      const job: Job = {
        whose,
        begin: async () => {
          try {
            const result = await work(ending.signal);
            settle(why === null ? result : refuse(why));
          } catch (error) {
            if (why !== null) return settle(refuse(why));
            end();
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        },
        giveUp: (reason) => {
          why = reason;
          ending.abort();
          if (this.drop(job)) settle(refuse(reason));
        },
      };
      const leave = (): void => job.giveUp('gone');
      gone?.addEventListener('abort', leave);
      this.waiting.set(whose, [...(this.waiting.get(whose) ?? []), job]);
      this.count(1);
      this.goOn();
      if (this.waiting.get(whose)?.includes(job) === true) onWait?.();
    });
  }

  /** The server stops: what is under way is told, what waits is not begun, and nothing more is taken in. */
  stop(): void {
    this.isStopped = true;
    for (const job of [...this.waiting.values()].flat()) job.giveUp('stopped');
    this.underWay?.giveUp('stopped');
  }

  private whyNot(whose: string, gone: AbortSignal | null): NoTurn | null {
    if (this.isStopped) return 'stopped';
    if (gone?.aborted === true) return 'gone';
    const all = [...this.waiting.values()].flat();
    if (this.underWay !== null) all.push(this.underWay);
    if (all.filter((job) => job.whose === whose).length >= this.limits.ofOne) return 'of-one';
    return all.length >= this.limits.ofAll ? 'of-all' : null;
  }

  /** Takes out of those that wait one that is among them. */
  private drop(job: Job): boolean {
    const theirs = this.waiting.get(job.whose) ?? [];
    if (!theirs.includes(job)) return false;
    const rest = theirs.filter((one) => one !== job);
    if (rest.length === 0) this.waiting.delete(job.whose);
    else this.waiting.set(job.whose, rest);
    return true;
  }

  private goOn(): void {
    if (this.underWay !== null) return;
    const [next] = this.waiting;
    if (next === undefined) return;
    const [whose, [job, ...rest]] = next;
    this.waiting.delete(whose);
    // Behind everybody else who waits.
    if (rest.length > 0) this.waiting.set(whose, rest);
    if (job === undefined) return;
    this.underWay = job;
    void job.begin().finally(() => {
      this.underWay = null;
      this.goOn();
    });
  }
}

import type { Entry } from '../../shared/record/event.ts';
import type { Client } from './client.ts';
import { giveCommand, isStored } from './commands.ts';
import type { Given } from './people.ts';
import type { Stage } from './stage.ts';
import { holds } from './violation.ts';

/** A command, or its answer, on its way. */
type Errand = () => void;

/** Commands go out over HTTP: one may be lost, and so may its answer. */
export class Errands {
  /** What was answered to somebody: it must be there for ever. */
  readonly answered: Entry[] = [];
  private readonly stage: Stage;
  private readonly waiting: Errand[] = [];

  constructor(stage: Stage) {
    this.stage = stage;
  }

  give(client: Client, given: Given | null): void {
    if (given !== null) this.waiting.push(() => this.arrive(client, given));
  }

  /** A command that is there as soon as it is given. */
  giveAtOnce(client: Client, given: Given): void {
    this.arrive(client, given);
  }

  /** Something else that goes over HTTP, and may be lost on the way. */
  send(errand: Errand): void {
    if (!this.stage.random.chance(0.04)) this.waiting.push(errand);
  }

  /** One of them, in no order, comes to its end. */
  runAny(): void {
    const at = this.stage.random.below(this.waiting.length);
    const [errand] = this.waiting.splice(at, 1);
    errand?.();
  }

  /** The oldest comes to its end. False where there was none. */
  runOldest(): boolean {
    const errand = this.waiting.shift();
    errand?.();
    return errand !== undefined;
  }

  private arrive(client: Client, given: Given): void {
    const { random, world, options, chronicle, preparations } = this.stage;
    if (random.chance(0.04)) return;
    const { power } = world;
    const { command } = given;
    if (!world.isLive(client.device.session)) return chronicle.count('commands in a session that is over');
    const answer = giveCommand(world, client.seat, given, (one) => options.faults.onCommand?.(world, one) ?? one);
    chronicle.noteCrash(power);
    const what = answer === null ? 'no answer' : answer.ok ? 'done' : `refused ${answer.code}`;
    chronicle.say(client.name, `${command.type}: ${what}`);
    chronicle.count(`${command.type} ${what}`);
    if (answer?.ok !== true) return;
    if (command.type === 'table') preparations.delete(command.preparation);
    if (!random.chance(0.08)) this.waiting.push(() => this.hearAnswer(answer.entries));
  }

  private hearAnswer(entries: readonly Entry[]): void {
    this.stage.chronicle.count('acknowledged commands');
    this.answered.push(...entries);
    for (const entry of entries)
      holds(isStored(this.stage.world, entry), 'invariant 4: an answered command is durable', () => String(entry.number));
  }
}

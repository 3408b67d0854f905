import type { MessageGroup } from './message-group.ts';

/** Somebody in a room. */
interface Hearer<Message> {
  /** Puts something behind what is queued for it. Whether nothing was. */
  queue(message: Message): boolean;
  /** Sends what is queued for it. */
  flush(): void;
}

/** How many are told in one turn of the event loop. */
const TOLD_A_TURN = 50;

/**
 * Goes round a room and tells everybody what is queued for them, some in each turn of the event loop. What arrives in between is taken
 * in, and goes out together with the rest to those whose turn is still to come: however much is typed at once, nobody waits for more
 * than one round.
 */
export class Round<Message = MessageGroup> {
  private waiting: Hearer<Message>[] = [];
  private readonly aTurn: number;
  private isScheduled = false;

  constructor(aTurn = TOLD_A_TURN) {
    this.aTurn = aTurn;
  }

  /** Somebody is to hear something. Whoever waits already keeps their place. */
  put(hearer: Hearer<Message>, message: Message): void {
    if (hearer.queue(message)) this.waiting.push(hearer);
  }

  /** Somebody left. */
  leave(hearer: Hearer<Message>): void {
    if (this.waiting.length > 0) this.waiting = this.waiting.filter((other) => other !== hearer);
  }

  /** Tells the first, now, and the others in the turns that follow. While a round is under way it goes on as it does. */
  go(): void {
    if (this.isScheduled) return;
    for (const hearer of this.waiting.splice(0, this.aTurn)) hearer.flush();
    if (this.waiting.length === 0) return;
    this.isScheduled = true;
    setImmediate(() => {
      this.isScheduled = false;
      this.go();
    });
  }
}

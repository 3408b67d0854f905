import type { SeatId } from '../../shared/base/ids.ts';
import type { Recovery } from '../../shared/protocol/recovery.ts';
import type { Passage } from '../../shared/text/passages.ts';
import { newRecoveryId } from '../ids.ts';
import type { RecoveryStore } from '../store/store.ts';

interface Kept {
  readonly seat: SeatId;
  readonly recovery: Recovery;
  /** Where the next letter typed would join on. */
  readonly client: number;
  readonly to: number;
}

/** Words of a room on their way into their authors' trays. What was typed letter by letter, while its clause went, becomes one passage. */
export class KeptWords {
  private waiting: Kept[] = [];
  private last: Kept | null = null;

  add(seat: SeatId, lost: Passage, about: Pick<Recovery, 'why' | 'draft' | 'room' | 'at'>): void {
    const { words, clause, beside, before, after, client, from, to } = lost;
    const { last } = this;
    const isOfThat = last?.recovery.clause === clause && last.recovery.why === about.why;
    const isNext = isOfThat && last.client === client && last.to === from;
    if (!isNext && words.trim() === '') return;
    this.last = isNext
      ? { ...last, to, recovery: { ...last.recovery, words: last.recovery.words + words, after } }
      : { seat, client, to, recovery: { id: newRecoveryId(), ...about, words, clause, beside, before, after } };
    this.waiting.push(this.last);
  }

  /** Writes them; to be called within the transaction that takes the words out of the text. */
  store(recoveries: RecoveryStore): void {
    for (const { seat, recovery } of this.waiting) recoveries.put(seat, recovery);
  }

  /** That transaction is durable. */
  stored(): void {
    this.waiting = [];
  }
}

import type { DraftId } from '../../shared/base/ids.ts';
import type { Lens } from '../../shared/participants/lens.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import type { Store } from '../../server/store/store.ts';
import type { RoomId } from './client.ts';
import { PARTICIPANTS, SEATS } from './seats.ts';

/** Looks at each byte that goes to somebody: whether it names anybody whom they may not see, and whether they may be in the room at all. */
export class SentOracle {
  private readonly disk: Store;
  private readonly draft: DraftId;
  private lens: Lens = 'named';
  private last = 0;
  private breach: string | null = null;

  constructor(disk: Store, draft: DraftId) {
    this.disk = disk;
    this.draft = draft;
  }

  /** What was said to somebody who was not to hear it, once. */
  take(): string | null {
    const { breach } = this;
    this.breach = null;
    return breach;
  }

  /** A message of a room goes out to a seat. What it says is durable by now, and so is the lens through which it is seen. */
  sent(to: Seat, room: RoomId, bytes: Uint8Array): void {
    if (room.kind === 'text') return this.named(to, Buffer.from(bytes).toString('latin1'));
    const sponsors = this.disk.preparations.find(room.id)?.sponsors ?? [];
    if (!sponsors.includes(to.participant)) this.breach ??= `${to.id} hears of ${room.id}`;
  }

  /** Something of the record goes out to a seat. */
  named(to: Seat, words: string): void {
    if (to.role === 'chair' || to.role === 'drafter' || this.present() === 'named') return;
    const name = NAMES.find(({ participant, words: known }) => participant !== to.participant && words.includes(known));
    if (name !== undefined) this.breach ??= `${to.id} reads ${name.words} through a lens that is ${this.lens}`;
  }

  private present(): Lens {
    for (const { number, event } of this.disk.drafts.entries(this.draft, this.last)) {
      this.last = number;
      if (event.type === 'LensChanged') this.lens = event.lens;
    }
    return this.lens;
  }
}

/** By what those are told who may be hidden: their ids, their names, and their seats. */
const NAMES = PARTICIPANTS.filter(({ kind }) => kind === 'state' || kind === 'observer').flatMap(({ id, name }) =>
  [`"${id}"`, name, ...SEATS.filter(({ participant }) => participant === id).map((seat) => seat.id)].map((words) => ({
    participant: id,
    words,
  })),
);

import { must } from '../../shared/base/assert.ts';
import type { Lens } from '../../shared/participants/lens.ts';
import type { Registry } from '../../shared/participants/registry.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import { lensFor } from '../../shared/policy/policy.ts';
import { encodeEntries } from '../../shared/protocol/frame.ts';
import type { Entry } from '../../shared/record/event.ts';
import { Masking, shownAs, type Viewer } from '../../shared/record/masking.ts';
import type { Packed } from '../packed.ts';
import type { News } from './news.ts';
import type { PresentUser } from './presence.ts';
import { WrittenRecord, type StoredRows } from './written-record.ts';

/** Where a record is read from, and the lens that holds now, for all of it. */
export interface RecordSource {
  entries(after: number): readonly Entry[];
  readonly rows: StoredRows;
  lens(): Lens;
}

/** The record of a draft, and who is there, as each who reads it may see them. Nothing of a record leaves a server but through here. */
export class SeenRecord {
  private readonly source: RecordSource;
  private readonly registry: Registry;
  private readonly masking: Masking;
  private masked = 0;
  private written: { readonly lens: Lens; readonly record: WrittenRecord } | null = null;
  private readonly named: WrittenRecord;

  constructor(source: RecordSource, registry: Registry) {
    this.source = source;
    this.registry = registry;
    this.masking = new Masking(registry);
    this.named = new WrittenRecord(source.rows, null);
  }

  /** How a seat sees this draft. */
  viewer(seat: Seat): Viewer {
    return { lens: lensFor(seat, this.source.lens()), own: seat.participant };
  }

  /** The entries after a number as a seat sees them, as those of an array in JSON, step by step. */
  *sent(seat: Seat, after: number): Generator<undefined, readonly Packed[]> {
    const { lens, own } = this.viewer(seat);
    const entries = yield* this.writtenThrough(lens).after(after, own);
    // Whose names are shown may have been said anew between two steps.
    return this.viewer(seat).lens === lens ? entries : yield* this.sent(seat, after);
  }

  /** Entries from the first on, or from where the last that were asked for ended, as a viewer sees them. */
  through(entries: readonly Entry[], viewer: Viewer): readonly Entry[] {
    if (viewer.lens === 'named') return entries;
    const [first] = entries;
    if (first !== undefined && first.number > this.masked + 1) this.masking.through(this.source.entries(this.masked), viewer);
    const seen = this.masking.through(entries, viewer);
    this.masked = Math.max(this.masked, entries.at(-1)?.number ?? 0);
    return seen;
  }

  private writtenThrough(lens: Lens): WrittenRecord {
    if (lens === 'named') return this.named;
    if (this.written?.lens !== lens) {
      const seenBy = (entry: Entry, own: Viewer['own']): Entry =>
        must(this.through([entry], { lens, own })[0], 'an entry as it is seen');
      this.written = { lens, record: new WrittenRecord(this.source.rows, seenBy) };
    }
    return this.written.record;
  }

  /** Entries that were written just now, for everybody in the room. */
  news(entries: readonly Entry[]): News {
    const messages = new Map<string, Uint8Array>();
    const bytes = JSON.stringify(entries);
    return {
      messageFor: (seat) => {
        const { lens, own } = this.viewer(seat);
        // Whoever has no part in them reads what everybody reads.
        const part = lens !== 'named' && own !== null && bytes.includes(`"${own}"`) ? own : null;
        const key = `${lens} ${part ?? ''}`;
        let message = messages.get(key);
        if (message === undefined) messages.set(key, (message = encodeEntries(this.through(entries, { lens, own: part }))));
        return message;
      },
    };
  }

  /** Whether somebody may be told who sits at a seat. */
  seesName(to: Seat, of: Seat): boolean {
    const { lens, own } = this.viewer(to);
    return lens === 'named' || own === of.participant;
  }

  /** What is told of a seat to those who may not see names: its office, or no more than that a delegation is there. */
  nameless({ participant, role }: Seat, client: number): PresentUser {
    const viewer: Viewer = { lens: this.source.lens(), own: null };
    const shown = shownAs(participant, { viewer, registry: this.registry, scope: 'here', place: client });
    const isOffice = shown === participant && (role === 'chair' || role === 'drafter');
    return {
      seat: `~${client}`,
      name: this.registry.byId.get(shown)?.name ?? '',
      role: isOffice ? role : 'delegate',
      participant: shown,
    };
  }
}

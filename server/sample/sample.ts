import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '../../shared/base/assert.ts';
import { registry } from '../../shared/participants/registry.ts';
import { actorOf } from '../drafts/actor.ts';
import { importDraft } from '../drafts/importing.ts';
import type { Log } from '../log.ts';
import { Rooms } from '../rooms/rooms.ts';
import type { Store } from '../store/store.ts';
import { negotiate } from './history.ts';
import { SampleDesk, morning } from './sample-desk.ts';
import { SAMPLE_SEATS } from './seats.ts';

/** What writing the sample needs. `now`: by when its history is over, in milliseconds since 1970. */
export interface SampleServices {
  readonly store: Store;
  readonly log: Log;
  readonly now: number;
}

const MINUTE = 60_000;
const DAYS_OF_HISTORY = 3;
const NEVER = 2 ** 31 - 1;

/** Writes the sample draft and its history, by the ways that every draft takes: an import, commands, and keystrokes. */
export function writeSample({ store, log, now }: SampleServices): void {
  const time = { at: morning(now, -DAYS_OF_HISTORY) };
  const clock = { now: () => time.at };
  const roster = registry(store.process.participants());
  const drafter = must(SAMPLE_SEATS[0], 'a drafter');
  const source = readFileSync(join(import.meta.dirname, 'draft.md'), 'utf8');
  const { draft } = importDraft({ store, clock, registry: roster }, actorOf(drafter), { fileName: 'draft.md', source });
  const rooms = new Rooms({
    store,
    clock,
    log,
    coalesceMs: NEVER,
    idleMs: NEVER,
    registry: roster,
    actorOf: (seat) => actorOf(must(store.process.seat(seat), 'a seat')),
  });
  time.at += 10 * MINUTE;
  negotiate(new SampleDesk(rooms, draft, time));
  rooms.stop();
}

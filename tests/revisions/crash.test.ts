import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must } from '../../shared/base/assert.ts';
import type { DraftId } from '../../shared/base/ids.ts';
import { registry } from '../../shared/participants/registry.ts';
import { ROSTER } from '../../shared/participants/roster.ts';
import { textDigest } from '../../shared/text/digest.ts';
import { SYSTEM_CLOCK } from '../../server/clock.ts';
import { actorOf } from '../../server/drafts/actor.ts';
import { importDraft } from '../../server/drafts/importing.ts';
import { verifyDraft } from '../../server/drafts/verifying.ts';
import { stderrLog } from '../../server/log.ts';
import { Rooms } from '../../server/rooms/rooms.ts';
import { createProcess, SAMPLE_SEATS } from '../../server/sample/seats.ts';
import { openStore } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { temporaryFolder } from '../server/harness.ts';

const DRAFTER = must(SAMPLE_SEATS[0], 'a drafter');

let folder: ReturnType<typeof temporaryFolder>;
let disk: Store;
let draft: DraftId;

beforeEach(() => {
  folder = temporaryFolder();
  const opened = openStore(folder.path, { create: true });
  if (!opened.ok) throw new Error(opened.refusal.reason);
  disk = opened.value;
  createProcess(disk, SYSTEM_CLOCK);
  const request = { fileName: 'a.md', source: '1. The Council [shall][should] meet.\n' };
  ({ draft } = importDraft({ store: disk, clock: SYSTEM_CLOCK, registry: registry(ROSTER) }, actorOf(DRAFTER), request));
});
afterEach(() => {
  disk.close();
  folder.forget();
});

function roomsOn(store: Store): Rooms {
  const services = { store, clock: SYSTEM_CLOCK, log: stderrLog('silent'), coalesceMs: 1e9, idleMs: 1e9 };
  return new Rooms({ ...services, registry: registry(ROSTER), actorOf: () => actorOf(DRAFTER) } as ConstructorParameters<
    typeof Rooms
  >[0]);
}

/** The store of a process that dies at a point of the issue. */
function dying(at: 'before the append' | 'after the append' | 'after the commit'): Store {
  const die = (): never => {
    throw new Error('killed');
  };
  const isIssue = (what: Parameters<Store['drafts']['append']>[1]): boolean =>
    what.entries.some(({ event }) => event.type === 'RevisionIssued');
  let issued = false;
  return {
    ...disk,
    transaction: (work) => {
      const value = disk.transaction(work);
      return issued && at === 'after the commit' ? die() : value;
    },
    drafts: {
      ...disk.drafts,
      append: (id, what) => {
        if (!isIssue(what)) return disk.drafts.append(id, what);
        if (at === 'before the append') die();
        disk.drafts.append(id, what);
        issued = true;
        return at === 'after the append' ? die() : undefined;
      },
    },
  };
}

describe('a process that dies while a revision is issued', () => {
  it.each([
    ['before the append', 1],
    ['after the append', 1],
    ['after the commit', 2],
  ] as const)('[R10] %s leaves the draft whole, at revision %i', (at, revision) => {
    const rooms = roomsOn(dying(at));
    const digest = textDigest(must(rooms.text(draft), 'the room').clauses());
    expect(() => rooms.command(draft, DRAFTER, { type: 'issue-revision', symbol: 'Rev.1' })).toThrow('killed');

    expect(verifyDraft(disk, draft)).toMatchObject({ ok: true });
    const after = roomsOn(disk);
    const room = must(after.text(draft), 'the room');
    expect([room.revision, room.state.revision, disk.drafts.find(draft)?.revision]).toEqual([revision, revision, revision]);
    if (revision === 1) expect(textDigest(room.clauses())).toBe(digest);
    const again = after.command(draft, DRAFTER, { type: 'issue-revision', symbol: 'Rev.1' });
    expect(again?.ok).toBe(revision === 1);
    expect(verifyDraft(disk, draft)).toMatchObject({ ok: true });
    after.stop();
  });

  it('[R10] the room whose disk failed is dropped, and the next who comes has the draft as it was', () => {
    const rooms = roomsOn(dying('before the append'));
    expect(() => rooms.command(draft, DRAFTER, { type: 'issue-revision', symbol: 'Rev.1' })).toThrow('killed');
    expect(must(rooms.text(draft), 'the room').state.last).toBe(1);
  });
});

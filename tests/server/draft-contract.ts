import { expect, test } from 'vitest';
import { clauseId, draftId, preparationId } from '../../shared/base/ids.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { GENESIS, chainEntry, updateHash } from '../../shared/record/chain.ts';
import type { Entry } from '../../shared/record/event.ts';
import type { PendingEdit, StoredUpdate } from '../../server/store/store.ts';
import { AT, SALT, DRAFT, SEAT, SECOND, NORWAY, NOTHING, type MadeStore } from './made-store.ts';

function update(number: number, previousHash = GENESIS, revision = 1): StoredUpdate {
  const bytes = Uint8Array.of(0, number, 255);
  return {
    number,
    revision,
    seat: SEAT.id,
    salt: SALT,
    at: AT,
    bytes,
    previousHash,
    hash: updateHash(previousHash, { number, salt: SALT, seat: SEAT.id, at: AT, bytes }),
  };
}

function entry(number: number): Entry {
  return chainEntry(GENESIS, {
    number,
    at: AT,
    actor: { seat: SEAT.id, user: SEAT.name, participant: SEAT.participant, role: 'drafter' },
    onBehalfOf: null,
    meeting: null,
    salt: SALT,
    text: { revision: 1, number: 0, hash: GENESIS },
    event: { type: 'ClauseEdited', clause: clauseId('c'), before: null, after: 'wörds 🙂' },
  });
}

/** What every store must do about drafts and preparations. */
export function draftContract(of: MadeStore): void {
  test('[R1] appends to a draft and gives it back in order, also after reopening', () => {
    const [first, second] = [update(1), update(2)];
    const draft = { title: 'New', changedAt: AT, clauses: 7, openProposals: 3, updates: 2, entries: 1, revision: 1, dueAt: AT };
    of.store.drafts.append(DRAFT, {
      ...NOTHING,
      updates: [first, second],
      entries: [entry(1)],
      claims: [
        { client: 4_294_967_295, seat: SEAT.id },
        { client: 1, seat: null },
      ],
      snapshot: { number: 2, revision: 1, place: 0, isLast: true, bytes: Uint8Array.of(9) },
      draft,
    });
    for (const get of [() => of.store, () => of.reopen()]) {
      const one = get();
      expect(one.drafts.updates(DRAFT, 0).map((row) => ({ ...row, bytes: [...row.bytes] }))).toEqual(
        [first, second].map((row) => ({ ...row, bytes: [...row.bytes] })),
      );
      expect(one.drafts.updates(DRAFT, 1).map((row) => row.number)).toEqual([2]);
      expect(one.drafts.entries(DRAFT, 0)).toEqual([entry(1)]);
      expect(one.drafts.entries(DRAFT, 1)).toEqual([]);
      expect(one.drafts.rawEntries(DRAFT)).toEqual([{ number: 1, json: JSON.stringify(entry(1)), hash: entry(1).hash }]);
      expect(one.drafts.latestSnapshot(DRAFT, 1, 2)?.number).toBe(2);
      expect(one.drafts.claims(DRAFT)).toEqual([
        { client: 1, seat: null },
        { client: 4_294_967_295, seat: SEAT.id },
      ]);
      expect(one.drafts.find(DRAFT)).toEqual({ id: DRAFT, ...draft, snapshot: 2 });
      expect(one.drafts.all()).toEqual([{ id: DRAFT, ...draft, snapshot: 2 }]);
      expect(one.drafts.find(draftId('none'))).toBeNull();
    }
  });

  test('[R1] [S3] a number, a claim or a snapshot that is taken is not given again, and nothing of such an append stays', () => {
    of.store.drafts.append(DRAFT, {
      ...NOTHING,
      updates: [update(1)],
      entries: [entry(1)],
      claims: [{ client: 5, seat: SEAT.id }],
    });
    for (const again of [{ updates: [update(1)] }, { entries: [entry(1)] }, { claims: [{ client: 5, seat: null }] }]) {
      expect(() => of.store.drafts.append(DRAFT, { ...NOTHING, updates: [update(2)], ...again })).toThrow(/constraint/i);
      expect(() =>
        of.store.transaction(() => of.store.drafts.append(DRAFT, { ...NOTHING, entries: [entry(2)], ...again })),
      ).toThrow(/constraint/i);
    }
    expect(of.store.drafts.updates(DRAFT, 0)).toHaveLength(1);
    expect(of.store.drafts.entries(DRAFT, 0)).toHaveLength(1);
    expect(() => of.store.drafts.claim(DRAFT, { client: 5, seat: SEAT.id })).toThrow(/constraint/i);
  });

  test('[S2] a transaction is whole or not at all, also one within another', () => {
    expect(() =>
      of.store.transaction(() => {
        of.store.transaction(() => of.store.drafts.create(draftId('d-2'), AT));
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(of.store.drafts.all()).toHaveLength(1);
    of.store.transaction(() => of.store.transaction(() => of.store.drafts.create(draftId('d-2'), AT)));
    expect(of.reopen().drafts.all()).toHaveLength(2);
  });

  test('[R8] pending edits open, close and open again in one append', () => {
    const edit: PendingEdit = { clause: clauseId('c-1'), seat: SEAT.id, before: null, firstUpdate: 3 };
    of.store.drafts.append(DRAFT, { ...NOTHING, pendingOpened: [edit] });
    expect(of.store.drafts.pendingEdits(DRAFT)).toEqual([edit]);
    const words = [{ text: 'w', insertions: [], deletions: [], bold: true as const }];
    const before: Clause = { id: edit.clause, kind: 'text', level: 1, label: '', runs: words };
    const stood = { until: 4, places: [{ behind: clauseId('c-0'), words: '1. It meets.', nth: 2 }] };
    const next = { ...edit, before, stood, firstUpdate: 4 };
    of.store.drafts.append(DRAFT, { ...NOTHING, pendingClosed: [edit.clause], pendingOpened: [next] });
    expect(of.store.drafts.pendingEdits(DRAFT)).toEqual([next]);
    of.store.drafts.append(DRAFT, { ...NOTHING, pendingClosed: [edit.clause] });
    expect(of.store.drafts.pendingEdits(DRAFT)).toEqual([]);
  });

  test('[S7] keeps a snapshot piece by piece, and gives it once it is whole', () => {
    const draft = {
      title: 'New',
      changedAt: AT,
      clauses: 1,
      openProposals: 0,
      updates: 1,
      entries: 0,
      revision: 1,
      dueAt: null,
    };
    const put = (number: number, place: number, isLast: boolean): void =>
      of.store.drafts.append(DRAFT, {
        ...NOTHING,
        snapshot: { number, revision: 1, place, isLast, bytes: Uint8Array.of(number, place) },
        draft,
      });
    put(1, 0, false);
    expect(of.store.drafts.latestSnapshot(DRAFT, 1, 9)).toBeNull();
    // The server ended; the next one begins again.
    put(2, 0, false);
    put(2, 1, false);
    expect(of.store.drafts.snapshots(DRAFT)).toEqual([]);
    expect(of.store.drafts.find(DRAFT)?.snapshot).toBe(0);
    put(2, 2, true);
    for (const get of [() => of.store, () => of.reopen()]) {
      const one = get();
      const found = one.drafts.latestSnapshot(DRAFT, 1, 9);
      expect([found?.number, ...(found?.bytes ?? [])]).toEqual([2, 2, 0, 2, 1, 2, 2]);
      expect(one.drafts.snapshots(DRAFT)).toHaveLength(1);
      expect(one.drafts.find(DRAFT)?.snapshot).toBe(2);
    }
  });

  test('[R10] keeps the updates, snapshots and client ids of each revision apart, and gives no client id twice', () => {
    const [first, second] = [update(1), update(2, GENESIS, 2)];
    const bytes = Uint8Array.of(9);
    of.store.drafts.append(DRAFT, {
      ...NOTHING,
      updates: [first],
      claims: [{ client: 5, seat: SEAT.id }],
      snapshot: { number: 1, revision: 1, place: 0, isLast: true, bytes },
    });
    of.store.drafts.append(DRAFT, {
      ...NOTHING,
      updates: [second],
      claims: [{ client: 6, seat: null }],
      snapshot: { number: 2, revision: 2, place: 0, isLast: true, bytes },
      draft: { ...NOTHING.draft, revision: 2 },
    });
    of.store.drafts.claim(DRAFT, { client: 7, seat: SEAT.id }, 2);
    for (const get of [() => of.store, () => of.reopen()]) {
      const { drafts } = get();
      expect(drafts.find(DRAFT)?.revision).toBe(2);
      expect(drafts.updates(DRAFT, 0).map(({ number, revision }) => [number, revision])).toEqual([
        [1, 1],
        [2, 2],
      ]);
      expect([1, 2, 3].map((revision) => drafts.updates(DRAFT, 0, revision).map(({ number }) => number))).toEqual([[1], [2], []]);
      expect(drafts.updates(DRAFT, 1, 1)).toEqual([]);
      expect(drafts.latestSnapshot(DRAFT, 1, 9)).toMatchObject({ number: 1, revision: 1 });
      expect(drafts.latestSnapshot(DRAFT, 2, 1)).toBeNull();
      expect([1, 2].map((revision) => drafts.claims(DRAFT, revision).map(({ client }) => client))).toEqual([[5], [6, 7]]);
      expect(drafts.claims(DRAFT)).toHaveLength(3);
      expect(() => drafts.claim(DRAFT, { client: 5, seat: SEAT.id }, 2)).toThrow(/constraint/i);
    }
  });

  test('[V16] keeps how far each seat has read each draft, and only ever forward', () => {
    of.store.drafts.create(draftId('d-2'), AT);
    expect(of.store.looks.seen(SEAT.id, DRAFT)).toBe(0);
    of.store.looks.see(SEAT.id, DRAFT, 7);
    of.store.looks.see(SEAT.id, DRAFT, 3);
    of.store.looks.see(SECOND.id, DRAFT, 2);
    const { looks } = of.reopen();
    expect([looks.seen(SEAT.id, DRAFT), looks.seen(SECOND.id, DRAFT), looks.seen(SEAT.id, draftId('d-2'))]).toEqual([7, 2, 0]);
  });

  test('[P9] keeps preparations with their log, and closes them once', () => {
    const preparation = {
      id: preparationId('w-1'),
      draft: DRAFT,
      sponsors: [NORWAY.id],
      invited: [],
      ready: [],
      rationale: '',
      startedBy: SEAT.id,
      byOperator: false,
      startedAt: AT,
      base: [{ id: clauseId('c'), kind: 'text', level: 0, label: '', runs: [] }],
      insertAfter: true,
      state: 'open',
    } as const;
    of.store.preparations.create(preparation);
    of.store.preparations.append(
      preparation.id,
      [{ number: 1, seat: SEAT.id, at: AT, bytes: Uint8Array.of(1) }],
      [{ client: 2, seat: null }],
    );
    const again = of.reopen();
    expect(again.preparations.find(preparation.id)).toEqual(preparation);
    expect(again.preparations.open()).toEqual([preparation]);
    expect(again.preparations.updates(preparation.id)).toMatchObject([{ number: 1, seat: SEAT.id, at: AT }]);
    expect(again.drafts.claims(preparation.id)).toEqual([{ client: 2, seat: null }]);
    again.preparations.close(preparation.id, 'tabled', AT);
    again.preparations.close(preparation.id, 'discarded', AT);
    expect(again.preparations.find(preparation.id)?.state).toBe('tabled');
    expect(again.preparations.open()).toEqual([]);
  });
}

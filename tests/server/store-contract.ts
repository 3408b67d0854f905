import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clauseId, draftId, participantId, preparationId, seatId } from '../../shared/base/ids.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { GENESIS, chainEntry, updateHash } from '../../shared/record/chain.ts';
import type { Entry } from '../../shared/record/event.ts';
import type { DraftAppend, PendingEdit, Store, StoredUpdate } from '../../server/store/store.ts';

const AT = '2026-11-20T10:00:00.000Z';
const SALT = '0'.repeat(32);
const DRAFT = draftId('d-1');
const SEAT = { id: seatId('one'), name: 'Ánna', role: 'drafter', participant: participantId('p-no') } as const;
const SECOND = { ...SEAT, id: seatId('two') } as const;
const NORWAY = {
  id: participantId('p-no'),
  name: 'Norway',
  code: 'NO',
  kind: 'state',
  aliases: ['NOR', 'Kingdom, “of”'],
} as const;
const FOUNDED = {
  at: AT,
  by: { seat: SEAT.id, user: SEAT.name, participant: SEAT.participant, role: 'drafter' },
} as const;
const NOTHING: DraftAppend = {
  updates: [],
  entries: [],
  claims: [],
  pendingOpened: [],
  pendingClosed: [],
  snapshot: null,
  draft: { title: 'T', changedAt: AT, clauses: 1, openProposals: 0, updates: 0, entries: 0, revision: 1, dueAt: null },
};

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

/** What every store must do. `reopen` closes the store and opens what it left behind. */
export function storeContract(name: string, make: () => { store: Store; reopen(): Store; dispose(): void }): void {
  describe(`the contract, kept by ${name}`, () => {
    let store: Store;
    let made: ReturnType<typeof make>;

    beforeEach(() => {
      made = make();
      store = made.store;
      store.process.create('Process', [NORWAY], [SEAT, SECOND], FOUNDED);
      store.drafts.create(DRAFT, AT);
    });
    afterEach(() => made.dispose());

    test('gives back process, participants and seats, also after reopening', () => {
      for (const get of [() => store, () => made.reopen()]) {
        const one = get();
        expect(one.process.name()).toBe('Process');
        expect(one.process.participants()).toEqual([NORWAY]);
        expect(one.process.seats()).toEqual([SEAT, SECOND]);
        expect(one.process.seat(SEAT.id)).toEqual(SEAT);
        expect(one.process.seat(seatId('none'))).toBeNull();
      }
    });

    test('[U5] keeps every mandate: who gave it and took it back, and when; what is given twice is one', () => {
      const later = { ...FOUNDED, at: '2026-11-21T10:00:00.000Z' };
      const group = NORWAY.id;
      store.process.giveMandates(SECOND.id, [group], FOUNDED);
      store.process.giveMandates(SECOND.id, [group], later);
      expect(store.process.seat(SECOND.id)).toEqual({ ...SECOND, mandates: [group] });
      store.process.giveMandates(SECOND.id, [], later);
      expect(made.reopen().process.seats()).toEqual([SEAT, SECOND]);
      expect(made.reopen().process.mandates()).toEqual([{ seat: SECOND.id, group, given: FOUNDED, taken: later }]);
    });

    test('[A3] revokes a seat’s sessions but one, all of them, its unused invitations, and everything', () => {
      const later = '2026-11-21T10:00:00.000Z';
      const open = (hash: string): void => store.access.openSession(hash, { seat: SEAT.id, seenAt: AT, expiresAt: later });
      for (const hash of ['a', 'b', 'c']) open(hash);
      store.access.invite('used', SEAT.id, AT);
      store.access.consumeInvitation('used', AT);
      store.access.invite('unused', SEAT.id, AT);
      expect(store.access.sessionsOf(SEAT.id, AT)).toEqual({ open: 3, seenAt: AT });
      expect(store.access.sessionsOf(SEAT.id, later)).toEqual({ open: 0, seenAt: null });
      expect(store.access.revokeSessionsOf(SEAT.id, 'b', AT)).toBe(2);
      expect([store.access.session('a'), store.access.session('b')?.seat]).toEqual([null, SEAT.id]);
      expect(store.access.revokeSessionsOf(seatId('none'), null, AT)).toBe(0);
      expect(store.access.revokeSessionsOf(SEAT.id, null, AT)).toBe(1);
      expect(store.access.revokeInvitationsOf(SEAT.id, AT)).toBe(1);
      expect(store.access.consumeInvitation('unused', AT)).toEqual({ outcome: 'revoked' });
      open('d');
      store.access.invite('last', SEAT.id, AT);
      store.access.revokeEverything(AT);
      expect(made.reopen().access.session('d')).toBeNull();
    });

    test('[A9] accepts an invitation once, and none that is unknown or revoked', () => {
      store.access.invite('hash', SEAT.id, AT);
      store.access.invite('later', SEAT.id, AT);
      expect(store.access.consumeInvitation('other', AT)).toEqual({ outcome: 'unknown' });
      expect(store.access.consumeInvitation('hash', AT)).toEqual({ outcome: 'accepted', seat: SEAT.id });
      expect(store.access.consumeInvitation('hash', AT)).toEqual({ outcome: 'used' });
      store.access.revokeUnusedInvitations(AT);
      expect(store.access.consumeInvitation('later', AT)).toEqual({ outcome: 'revoked' });
      expect(store.access.consumeInvitation('hash', AT)).toEqual({ outcome: 'used' });
    });

    test('[A9] keeps sessions until they are revoked', () => {
      store.access.openSession('s', { seat: SEAT.id, seenAt: AT, expiresAt: '2027' });
      store.access.touchSession('s', '2026-12');
      expect(store.access.session('s')).toEqual({ seat: SEAT.id, seenAt: '2026-12', expiresAt: '2027' });
      store.access.revokeSession('s', AT);
      expect(store.access.session('s')).toBeNull();
      expect(store.access.session('none')).toBeNull();
    });

    test('[R1] appends to a draft and gives it back in order, also after reopening', () => {
      const [first, second] = [update(1), update(2)];
      const draft = { title: 'New', changedAt: AT, clauses: 7, openProposals: 3, updates: 2, entries: 1, revision: 1, dueAt: AT };
      store.drafts.append(DRAFT, {
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
      for (const get of [() => store, () => made.reopen()]) {
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
      store.drafts.append(DRAFT, {
        ...NOTHING,
        updates: [update(1)],
        entries: [entry(1)],
        claims: [{ client: 5, seat: SEAT.id }],
      });
      for (const again of [{ updates: [update(1)] }, { entries: [entry(1)] }, { claims: [{ client: 5, seat: null }] }]) {
        expect(() => store.drafts.append(DRAFT, { ...NOTHING, updates: [update(2)], ...again })).toThrow(/constraint/i);
        expect(() => store.transaction(() => store.drafts.append(DRAFT, { ...NOTHING, entries: [entry(2)], ...again }))).toThrow(
          /constraint/i,
        );
      }
      expect(store.drafts.updates(DRAFT, 0)).toHaveLength(1);
      expect(store.drafts.entries(DRAFT, 0)).toHaveLength(1);
      expect(() => store.drafts.claim(DRAFT, { client: 5, seat: SEAT.id })).toThrow(/constraint/i);
    });

    test('[S2] a transaction is whole or not at all, also one within another', () => {
      expect(() =>
        store.transaction(() => {
          store.transaction(() => store.drafts.create(draftId('d-2'), AT));
          throw new Error('no');
        }),
      ).toThrow('no');
      expect(store.drafts.all()).toHaveLength(1);
      store.transaction(() => store.transaction(() => store.drafts.create(draftId('d-2'), AT)));
      expect(made.reopen().drafts.all()).toHaveLength(2);
    });

    test('[R8] pending edits open, close and open again in one append', () => {
      const edit: PendingEdit = { clause: clauseId('c-1'), seat: SEAT.id, before: null, firstUpdate: 3 };
      store.drafts.append(DRAFT, { ...NOTHING, pendingOpened: [edit] });
      expect(store.drafts.pendingEdits(DRAFT)).toEqual([edit]);
      const words = [{ text: 'w', insertions: [], deletions: [], bold: true as const }];
      const before: Clause = { id: edit.clause, kind: 'text', level: 1, label: '', runs: words };
      const next = { ...edit, before, firstUpdate: 4 };
      store.drafts.append(DRAFT, { ...NOTHING, pendingClosed: [edit.clause], pendingOpened: [next] });
      expect(store.drafts.pendingEdits(DRAFT)).toEqual([next]);
      store.drafts.append(DRAFT, { ...NOTHING, pendingClosed: [edit.clause] });
      expect(store.drafts.pendingEdits(DRAFT)).toEqual([]);
    });

    test('[S7] keeps a snapshot piece by piece, and gives it once it is whole', () => {
      const { store } = made;
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
        store.drafts.append(DRAFT, {
          ...NOTHING,
          snapshot: { number, revision: 1, place, isLast, bytes: Uint8Array.of(number, place) },
          draft,
        });
      put(1, 0, false);
      expect(store.drafts.latestSnapshot(DRAFT, 1, 9)).toBeNull();
      // The server ended; the next one begins again.
      put(2, 0, false);
      put(2, 1, false);
      expect(store.drafts.snapshots(DRAFT)).toEqual([]);
      expect(store.drafts.find(DRAFT)?.snapshot).toBe(0);
      put(2, 2, true);
      for (const get of [() => store, () => made.reopen()]) {
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
      store.drafts.append(DRAFT, {
        ...NOTHING,
        updates: [first],
        claims: [{ client: 5, seat: SEAT.id }],
        snapshot: { number: 1, revision: 1, place: 0, isLast: true, bytes },
      });
      store.drafts.append(DRAFT, {
        ...NOTHING,
        updates: [second],
        claims: [{ client: 6, seat: null }],
        snapshot: { number: 2, revision: 2, place: 0, isLast: true, bytes },
        draft: { ...NOTHING.draft, revision: 2 },
      });
      store.drafts.claim(DRAFT, { client: 7, seat: SEAT.id }, 2);
      for (const get of [() => store, () => made.reopen()]) {
        const { drafts } = get();
        expect(drafts.find(DRAFT)?.revision).toBe(2);
        expect(drafts.updates(DRAFT, 0).map(({ number, revision }) => [number, revision])).toEqual([
          [1, 1],
          [2, 2],
        ]);
        expect([1, 2, 3].map((revision) => drafts.updates(DRAFT, 0, revision).map(({ number }) => number))).toEqual([
          [1],
          [2],
          [],
        ]);
        expect(drafts.updates(DRAFT, 1, 1)).toEqual([]);
        expect(drafts.latestSnapshot(DRAFT, 1, 9)).toMatchObject({ number: 1, revision: 1 });
        expect(drafts.latestSnapshot(DRAFT, 2, 1)).toBeNull();
        expect([1, 2].map((revision) => drafts.claims(DRAFT, revision).map(({ client }) => client))).toEqual([[5], [6, 7]]);
        expect(drafts.claims(DRAFT)).toHaveLength(3);
        expect(() => drafts.claim(DRAFT, { client: 5, seat: SEAT.id }, 2)).toThrow(/constraint/i);
      }
    });

    test('[V16] keeps how far each seat has read each draft, and only ever forward', () => {
      store.drafts.create(draftId('d-2'), AT);
      expect(store.looks.seen(SEAT.id, DRAFT)).toBe(0);
      store.looks.see(SEAT.id, DRAFT, 7);
      store.looks.see(SEAT.id, DRAFT, 3);
      store.looks.see(SECOND.id, DRAFT, 2);
      const { looks } = made.reopen();
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
      store.preparations.create(preparation);
      store.preparations.append(
        preparation.id,
        [{ number: 1, seat: SEAT.id, at: AT, bytes: Uint8Array.of(1) }],
        [{ client: 2, seat: null }],
      );
      const again = made.reopen();
      expect(again.preparations.find(preparation.id)).toEqual(preparation);
      expect(again.preparations.open()).toEqual([preparation]);
      expect(again.preparations.updates(preparation.id)).toMatchObject([{ number: 1, seat: SEAT.id, at: AT }]);
      expect(again.drafts.claims(preparation.id)).toEqual([{ client: 2, seat: null }]);
      again.preparations.close(preparation.id, 'tabled', AT);
      again.preparations.close(preparation.id, 'discarded', AT);
      expect(again.preparations.find(preparation.id)?.state).toBe('tabled');
      expect(again.preparations.open()).toEqual([]);
    });
  });
}

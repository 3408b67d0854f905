import { afterEach, beforeEach } from 'vitest';
import { draftId, participantId, seatId } from '../../shared/base/ids.ts';
import type { DraftAppend, Store } from '../../server/store/store.ts';

export const AT = '2026-11-20T10:00:00.000Z';

export const SALT = '0'.repeat(32);

export const DRAFT = draftId('d-1');

export const SEAT = { id: seatId('one'), name: 'Ánna', role: 'drafter', participant: participantId('p-no') } as const;

export const SECOND = { ...SEAT, id: seatId('two') } as const;

export const NORWAY = {
  id: participantId('p-no'),
  name: 'Norway',
  code: 'NO',
  kind: 'state',
  aliases: ['NOR', 'Kingdom, “of”'],
} as const;

export const FOUNDED = {
  at: AT,
  by: { seat: SEAT.id, user: SEAT.name, participant: SEAT.participant, role: 'drafter' },
} as const;

export const NOTHING: DraftAppend = {
  updates: [],
  entries: [],
  claims: [],
  pendingOpened: [],
  pendingClosed: [],
  snapshot: null,
  draft: { title: 'T', changedAt: AT, clauses: 1, openProposals: 0, updates: 0, entries: 0, revision: 1, dueAt: null },
};

/** A store under test, made anew for each test. `reopen` closes it and opens what it left behind. */
export interface MadeStore {
  readonly store: Store;
  reopen(): Store;
}

/** Makes a store with a process and a draft before each test, and takes it away after it. */
export function eachStore(make: () => MadeStore & { dispose(): void }): MadeStore {
  let made: ReturnType<typeof make>;
  beforeEach(() => {
    made = make();
    made.store.process.create('Process', [NORWAY], [SEAT, SECOND], FOUNDED);
    made.store.drafts.create(DRAFT, AT);
  });
  afterEach(() => made.dispose());
  return {
    get store() {
      return made.store;
    },
    reopen: () => made.reopen(),
  };
}

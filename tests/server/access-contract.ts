import { expect, test } from 'vitest';
import { seatId } from '../../shared/base/ids.ts';
import { AT, SEAT, SECOND, NORWAY, FOUNDED, type MadeStore } from './made-store.ts';

/** What every store must do about the process, its seats and who comes in. */
export function accessContract(of: MadeStore): void {
  test('gives back process, participants and seats, also after reopening', () => {
    for (const get of [() => of.store, () => of.reopen()]) {
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
    of.store.process.giveMandates(SECOND.id, [group], FOUNDED);
    of.store.process.giveMandates(SECOND.id, [group], later);
    expect(of.store.process.seat(SECOND.id)).toEqual({ ...SECOND, mandates: [group] });
    of.store.process.giveMandates(SECOND.id, [], later);
    expect(of.reopen().process.seats()).toEqual([SEAT, SECOND]);
    expect(of.reopen().process.mandates()).toEqual([{ seat: SECOND.id, group, given: FOUNDED, taken: later }]);
  });

  test('[A3] revokes a seat’s sessions but one, all of them, its unused invitations, and everything', () => {
    const later = '2026-11-21T10:00:00.000Z';
    const open = (hash: string): void => of.store.access.openSession(hash, { seat: SEAT.id, seenAt: AT, expiresAt: later });
    for (const hash of ['a', 'b', 'c']) open(hash);
    of.store.access.invite('used', SEAT.id, AT);
    of.store.access.consumeInvitation('used', AT);
    of.store.access.invite('unused', SEAT.id, AT);
    expect(of.store.access.sessionsOf(SEAT.id, AT)).toEqual({ open: 3, seenAt: AT });
    expect(of.store.access.sessionsOf(SEAT.id, later)).toEqual({ open: 0, seenAt: null });
    expect(of.store.access.revokeSessionsOf(SEAT.id, 'b', AT)).toBe(2);
    expect([of.store.access.session('a'), of.store.access.session('b')?.seat]).toEqual([null, SEAT.id]);
    expect(of.store.access.revokeSessionsOf(seatId('none'), null, AT)).toBe(0);
    expect(of.store.access.revokeSessionsOf(SEAT.id, null, AT)).toBe(1);
    expect(of.store.access.revokeInvitationsOf(SEAT.id, AT)).toBe(1);
    expect(of.store.access.consumeInvitation('unused', AT)).toEqual({ outcome: 'revoked' });
    open('d');
    of.store.access.invite('last', SEAT.id, AT);
    of.store.access.revokeEverything(AT);
    expect(of.reopen().access.session('d')).toBeNull();
  });

  test('[A9] accepts an invitation once, and none that is unknown or revoked', () => {
    of.store.access.invite('hash', SEAT.id, AT);
    of.store.access.invite('later', SEAT.id, AT);
    expect(of.store.access.consumeInvitation('other', AT)).toEqual({ outcome: 'unknown' });
    expect(of.store.access.consumeInvitation('hash', AT)).toEqual({ outcome: 'accepted', seat: SEAT.id });
    expect(of.store.access.consumeInvitation('hash', AT)).toEqual({ outcome: 'used' });
    of.store.access.revokeUnusedInvitations(AT);
    expect(of.store.access.consumeInvitation('later', AT)).toEqual({ outcome: 'revoked' });
    expect(of.store.access.consumeInvitation('hash', AT)).toEqual({ outcome: 'used' });
  });

  test('[A9] keeps sessions until they are revoked', () => {
    of.store.access.openSession('s', { seat: SEAT.id, seenAt: AT, expiresAt: '2027' });
    of.store.access.touchSession('s', '2026-12');
    expect(of.store.access.session('s')).toEqual({ seat: SEAT.id, seenAt: '2026-12', expiresAt: '2027' });
    of.store.access.revokeSession('s', AT);
    expect(of.store.access.session('s')).toBeNull();
    expect(of.store.access.session('none')).toBeNull();
  });
}

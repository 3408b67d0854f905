import type { DatabaseSync } from 'node:sqlite';
import { seatId } from '../../shared/base/ids.ts';
import type { AccessStore, Store } from './store.ts';

interface InvitationRow {
  readonly seat: string;
  readonly used_at: string | null;
  readonly revoked_at: string | null;
}

interface SessionRow {
  readonly seat: string;
  readonly seen_at: string;
  readonly expires_at: string;
}

/** Invitations and sessions in SQLite. */
export function sqliteAccess(db: DatabaseSync, transaction: Store['transaction']): AccessStore {
  const invite = db.prepare('INSERT INTO invitations (token_hash, seat, made_at) VALUES (?, ?, ?)');
  const revokeUnused = db.prepare('UPDATE invitations SET revoked_at = ? WHERE used_at IS NULL AND revoked_at IS NULL');
  const selectInvitation = db.prepare('SELECT seat, used_at, revoked_at FROM invitations WHERE token_hash = ?');
  const useInvitation = db.prepare('UPDATE invitations SET used_at = ? WHERE token_hash = ?');
  const insertSession = db.prepare('INSERT INTO sessions (token_hash, seat, seen_at, expires_at) VALUES (?, ?, ?, ?)');
  const selectSession = db.prepare('SELECT seat, seen_at, expires_at FROM sessions WHERE token_hash = ? AND revoked_at IS NULL');
  const touchSession = db.prepare('UPDATE sessions SET seen_at = ? WHERE token_hash = ?');
  const revokeSession = db.prepare('UPDATE sessions SET revoked_at = ? WHERE token_hash = ? AND revoked_at IS NULL');
  const revokeSessionsOf = db.prepare(
    'UPDATE sessions SET revoked_at = ? WHERE seat = ? AND revoked_at IS NULL AND token_hash IS NOT ?',
  );
  const revokeInvitationsOf = db.prepare(
    'UPDATE invitations SET revoked_at = ? WHERE seat = ? AND used_at IS NULL AND revoked_at IS NULL',
  );
  const revokeSessions = db.prepare('UPDATE sessions SET revoked_at = ? WHERE revoked_at IS NULL');
  const countSessions = db.prepare(
    'SELECT count(*) AS open, max(seen_at) AS seenAt FROM sessions WHERE seat = ? AND revoked_at IS NULL AND expires_at > ?',
  );
  return {
    invite: (tokenHash, seat, at) => transaction(() => void invite.run(tokenHash, seat, at)),
    revokeUnusedInvitations: (at) => transaction(() => void revokeUnused.run(at)),
    consumeInvitation: (tokenHash, at) =>
      transaction(() => {
        const row = selectInvitation.get(tokenHash) as unknown as InvitationRow | undefined;
        if (row === undefined) return { outcome: 'unknown' };
        if (row.used_at !== null) return { outcome: 'used' };
        if (row.revoked_at !== null) return { outcome: 'revoked' };
        useInvitation.run(at, tokenHash);
        return { outcome: 'accepted', seat: seatId(row.seat) };
      }),
    openSession: (tokenHash, session) =>
      transaction(() => void insertSession.run(tokenHash, session.seat, session.seenAt, session.expiresAt)),
    session: (tokenHash) => {
      const row = selectSession.get(tokenHash) as unknown as SessionRow | undefined;
      return row === undefined ? null : { seat: seatId(row.seat), seenAt: row.seen_at, expiresAt: row.expires_at };
    },
    touchSession: (tokenHash, at) => transaction(() => void touchSession.run(at, tokenHash)),
    revokeSession: (tokenHash, at) => transaction(() => void revokeSession.run(at, tokenHash)),
    revokeSessionsOf: (seat, but, at) => transaction(() => Number(revokeSessionsOf.run(at, seat, but).changes)),
    revokeInvitationsOf: (seat, at) => transaction(() => Number(revokeInvitationsOf.run(at, seat).changes)),
    revokeEverything: (at) =>
      transaction(() => {
        revokeSessions.run(at);
        revokeUnused.run(at);
      }),
    sessionsOf: (seat, after) => {
      const { open, seenAt } = countSessions.get(seat, after) as { open: number; seenAt: string | null };
      return { open, seenAt };
    },
  };
}

import type { DatabaseSync } from 'node:sqlite';
import { participantId, seatId } from '../../shared/base/ids.ts';
import type { Participant, ParticipantKind, Role, Seat } from '../../shared/participants/participant.ts';
import type { Actor } from '../../shared/record/event.ts';
import type { ProcessStore, Store, StoredMandate } from './store.ts';

interface ParticipantRow {
  readonly id: string;
  readonly name: string;
  readonly code: string;
  readonly kind: ParticipantKind;
  readonly aliases: string;
}

interface SeatRow {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly participant: string;
}

interface MandateRow {
  readonly seat: string;
  readonly for_group: string;
  readonly given_at: string;
  readonly given_by: string;
  readonly taken_at: string | null;
  readonly taken_by: string | null;
}

/** The process in SQLite. */
export function sqliteProcess(db: DatabaseSync, transaction: Store['transaction']): ProcessStore {
  const insertProcess = db.prepare('INSERT INTO process (only_one, name) VALUES (1, ?)');
  const insertParticipant = db.prepare('INSERT INTO participants (id, name, code, kind, aliases) VALUES (?, ?, ?, ?, ?)');
  const insertSeat = db.prepare('INSERT INTO seats (id, name, role, participant) VALUES (?, ?, ?, ?)');
  const selectName = db.prepare('SELECT name FROM process');
  const selectKey = db.prepare('SELECT signed_by FROM process');
  const updateKey = db.prepare('UPDATE process SET signed_by = ?');
  const selectParticipants = db.prepare('SELECT id, name, code, kind, aliases FROM participants ORDER BY place');
  const selectSeats = db.prepare('SELECT id, name, role, participant FROM seats ORDER BY place');
  const selectSeat = db.prepare('SELECT id, name, role, participant FROM seats WHERE id = ?');
  const insertMandate = db.prepare('INSERT INTO mandates (seat, for_group, given_at, given_by) VALUES (?, ?, ?, ?)');
  const endMandate = db.prepare(
    'UPDATE mandates SET taken_at = ?, taken_by = ? WHERE seat = ? AND for_group = ? AND taken_at IS NULL',
  );
  const selectGroups = db.prepare('SELECT for_group FROM mandates WHERE seat = ? AND taken_at IS NULL ORDER BY place');
  const selectMandates = db.prepare(
    'SELECT seat, for_group, given_at, given_by, taken_at, taken_by FROM mandates ORDER BY place',
  );
  const groupsOf = (seat: string): string[] =>
    (selectGroups.all(seat) as unknown as Pick<MandateRow, 'for_group'>[]).map((row) => row.for_group);
  const seatOf = (row: SeatRow): Seat => {
    const mandates = groupsOf(row.id).map(participantId);
    const seat = { id: seatId(row.id), name: row.name, role: row.role, participant: participantId(row.participant) };
    return mandates.length === 0 ? seat : { ...seat, mandates };
  };
  return {
    name: () => (selectName.get() as { name: string } | undefined)?.name ?? null,
    create: (name, participants, seats, { at, by }) =>
      transaction(() => {
        insertProcess.run(name);
        for (const one of participants) insertParticipant.run(one.id, one.name, one.code, one.kind, JSON.stringify(one.aliases));
        for (const seat of seats) {
          insertSeat.run(seat.id, seat.name, seat.role, seat.participant);
          for (const group of seat.mandates ?? []) insertMandate.run(seat.id, group, at, JSON.stringify(by));
        }
      }),
    signedBy: () => (selectKey.get() as { signed_by: string | null } | undefined)?.signed_by ?? null,
    setSignedBy: (publicKey) => transaction(() => void updateKey.run(publicKey)),
    participants: () => (selectParticipants.all() as unknown as ParticipantRow[]).map(participantOf),
    seats: () => (selectSeats.all() as unknown as SeatRow[]).map(seatOf),
    seat: (id) => {
      const row = selectSeat.get(id) as unknown as SeatRow | undefined;
      return row === undefined ? null : seatOf(row);
    },
    giveMandates: (id, groups, { at, by }) =>
      transaction(() => {
        const held = groupsOf(id);
        const wanted = new Set<string>(groups);
        for (const group of held) if (!wanted.has(group)) endMandate.run(at, JSON.stringify(by), id, group);
        for (const group of groups) if (!held.includes(group)) insertMandate.run(id, group, at, JSON.stringify(by));
      }),
    mandates: () => (selectMandates.all() as unknown as MandateRow[]).map(mandateOf),
  };
}

function mandateOf(row: MandateRow): StoredMandate {
  const { taken_at: takenAt, taken_by: takenBy } = row;
  return {
    seat: seatId(row.seat),
    group: participantId(row.for_group),
    given: { at: row.given_at, by: JSON.parse(row.given_by) as Actor },
    taken: takenAt === null || takenBy === null ? null : { at: takenAt, by: JSON.parse(takenBy) as Actor },
  };
}

function participantOf(row: ParticipantRow): Participant {
  return {
    id: participantId(row.id),
    name: row.name,
    code: row.code,
    kind: row.kind,
    aliases: JSON.parse(row.aliases) as string[],
  };
}

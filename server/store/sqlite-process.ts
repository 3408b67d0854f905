import type { DatabaseSync } from 'node:sqlite';
import { participantId, seatId } from '../../shared/base/ids.ts';
import type { Participant, ParticipantKind, Role, Seat } from '../../shared/participants/participant.ts';
import type { ProcessStore, Store } from './store.ts';

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
  readonly mandates: string;
}

/** The process in SQLite. */
export function sqliteProcess(db: DatabaseSync, transaction: Store['transaction']): ProcessStore {
  const insertProcess = db.prepare('INSERT INTO process (only_one, name) VALUES (1, ?)');
  const insertParticipant = db.prepare('INSERT INTO participants (id, name, code, kind, aliases) VALUES (?, ?, ?, ?, ?)');
  const insertSeat = db.prepare('INSERT INTO seats (id, name, role, participant, mandates) VALUES (?, ?, ?, ?, ?)');
  const selectName = db.prepare('SELECT name FROM process');
  const selectParticipants = db.prepare('SELECT id, name, code, kind, aliases FROM participants ORDER BY place');
  const selectSeats = db.prepare('SELECT id, name, role, participant, mandates FROM seats ORDER BY place');
  const selectSeat = db.prepare('SELECT id, name, role, participant, mandates FROM seats WHERE id = ?');
  const updateMandates = db.prepare('UPDATE seats SET mandates = ? WHERE id = ?');
  return {
    name: () => (selectName.get() as { name: string } | undefined)?.name ?? null,
    create: (name, participants, seats) =>
      transaction(() => {
        insertProcess.run(name);
        for (const one of participants) insertParticipant.run(one.id, one.name, one.code, one.kind, JSON.stringify(one.aliases));
        for (const seat of seats)
          insertSeat.run(seat.id, seat.name, seat.role, seat.participant, JSON.stringify(seat.mandates ?? []));
      }),
    participants: () => (selectParticipants.all() as unknown as ParticipantRow[]).map(participantOf),
    seats: () => (selectSeats.all() as unknown as SeatRow[]).map(seatOf),
    seat: (id) => {
      const row = selectSeat.get(id) as unknown as SeatRow | undefined;
      return row === undefined ? null : seatOf(row);
    },
    giveMandates: (id, groups) => void updateMandates.run(JSON.stringify(groups), id),
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

function seatOf(row: SeatRow): Seat {
  const mandates = (JSON.parse(row.mandates) as string[]).map(participantId);
  const seat = { id: seatId(row.id), name: row.name, role: row.role, participant: participantId(row.participant) };
  return mandates.length === 0 ? seat : { ...seat, mandates };
}

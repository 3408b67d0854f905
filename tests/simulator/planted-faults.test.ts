import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Arrival } from '../../server/rooms/arrivals.ts';
import type { Connection } from '../../server/rooms/connection.ts';
import { FrozenRoom } from '../../server/rooms/frozen-room.ts';
import { judgeUpdate, WAITS } from '../../server/rooms/gate.ts';
import { seatId, type ClauseId } from '../../shared/base/ids.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import type { Entry } from '../../shared/record/event.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { MESSAGE } from '../../shared/protocol/frame.ts';
import { firstCaught, type Fault, SEEDS } from './planted.ts';

/** Without a fault, so many must find nothing. */
const SOUND_SEEDS = 25;

const FAULTS: readonly Fault[] = [
  {
    name: 'acknowledged before it is committed',
    plant: () => ({
      onEnter: (room) => {
        const hasty = room as unknown as { audience: { connections: Set<Connection> }; persist(): unknown };
        const persist = hasty.persist.bind(room);
        hasty.persist = () => {
          for (const connection of hasty.audience.connections) connection.acknowledge();
          return persist();
        };
      },
    }),
    caught: /an acknowledged update is durable/,
  },
  {
    name: 'who may write is not asked',
    plant: () => ({ onEnter: (room) => void Object.assign(room, { mayWrite: () => true }) }),
    caught: /invariant 5|a room is dropped only|nobody hears what is not for them/,
  },
  {
    name: 'whose a client id is is not asked',
    plant: () => ({
      onEnter: (room) => void Object.assign((room as unknown as { claims: object }).claims, { claim: () => [] }),
    }),
    caught: /invariant 5|verifies/,
  },
  {
    name: 'what an update writes is not looked at',
    plant: () => ({ onEnter: letAnythingIn }),
    caught: /invariant 5: hostile bytes change nothing|a room is dropped only/,
  },
  {
    name: 'an update is broadcast and not stored',
    plant: () => {
      let left = 6;
      return {
        onAppend: (what) => (what.updates.length > 0 && (left -= 1) === 0 ? { ...what, updates: what.updates.slice(1) } : what),
      };
    },
    caught: /durable|invariant 3|verifies/,
  },
  {
    name: 'an update is stored with other bytes than were broadcast',
    plant: () => {
      let last: Uint8Array | null = null;
      let left = 5;
      return {
        onAppend: (what) => ({
          ...what,
          updates: what.updates.map((update) => {
            const before = last;
            last = update.bytes;
            return before !== null && (left -= 1) === 0 ? { ...update, bytes: before } : update;
          }),
        }),
      };
    },
    caught: /durable|invariant 3|verifies/,
  },
  {
    name: 'the last entry is forgotten on restart',
    plant: () => {
      let isFirst = true;
      return {
        onEntries: (entries: readonly Entry[]) => {
          const wasFirst = isFirst;
          isFirst = false;
          return wasFirst || entries.length < 3 ? [...entries] : entries.slice(0, -1);
        },
      };
    },
    caught:
      /verifies|durable|nothing throws|every client has the record|dropped only|a restart changes nothing|the projection agrees/,
  },
  {
    name: 'an entry is not chained to the one before',
    plant: () => {
      let left = 4;
      return {
        onAppend: (what) => ({
          ...what,
          entries: what.entries.map((entry) => ((left -= 1) === 0 ? { ...entry, previousHash: '0'.repeat(64) } : entry)),
        }),
      };
    },
    caught: /verifies/,
  },
  {
    name: 'a snapshot lacks the last words',
    plant: () => {
      let before: Uint8Array | null = null;
      return {
        onAppend: (what) => {
          const { snapshot } = what;
          if (snapshot === null) return what;
          const stale = before ?? snapshot.bytes;
          before = snapshot.bytes;
          return { ...what, snapshot: { ...snapshot, bytes: stale } };
        },
      };
    },
    caught: /verifies|invariant 3|durable|every honest client|no honest client is refused/,
  },
  {
    name: 'a stale version is accepted',
    plant: () => ({
      onCommand: (world, command) =>
        'version' in command && 'proposal' in command ? { ...command, version: world.text.versionOf(command.proposal) } : command,
    }),
    caught: /the words that the chair saw/,
  },
  {
    name: 'what is out is shown',
    plant: () => ({ outcomeOf: (right) => (id) => (right(id) === 'refused' ? 'accepted' : right(id)) }),
    caught: /the projection agrees/,
  },
  {
    name: 'what is open counts as clean',
    plant: () => ({ outcomeOf: (right) => (id) => (right(id) === 'open' ? 'accepted' : right(id)) }),
    caught: /the projection agrees/,
  },
  {
    name: 'a footnote takes the number of another',
    plant: () => ({ footnotes: (right) => ({ ...right, notes: right.notes.map((one) => ({ ...one, number: '1' })) }) }),
    caught: /no two footnotes have one number|a footnote keeps its number/,
  },
  {
    name: 'a broadcast does not reach somebody',
    plant: () => {
      let left = 40;
      return { sends: (bytes) => bytes[0] !== MESSAGE.sync || bytes[1] !== 2 || (left -= 1) > 0 || left < -2 };
    },
    caught: /every honest client|nothing waits|no honest client is refused/,
  },
  {
    name: 'a client keeps no outbox over a reload',
    plant: () => ({ forgetsOutbox: true }),
    caught: /no word vanishes/,
  },
  {
    name: 'a client keeps no words that came too late for a revision',
    plant: () => ({ forgetsLate: true }),
    caught: /no word vanishes/,
  },
  {
    name: 'a device keeps nothing of a page that crashed',
    plant: () => ({ forgetsCrashed: true }),
    caught: /no word vanishes/,
  },
  {
    name: 'whoever sits at a device takes over what others left there',
    plant: () => ({ mixesPeople: true }),
    caught: /no honest client is refused|kept for whoever wrote them/,
  },
  {
    name: 'the pages of a session that was revoked go on',
    plant: () => ({ onEnter: ({ audience }) => void Object.assign(audience, { closeSessions: () => undefined }) }),
    caught: /nobody writes in a session that is over/,
  },
  {
    name: 'words are kept for another than whoever wrote them',
    plant: () => ({ onRecovery: (author) => seatId(author === 'drafter-1' ? 'drafter-2' : 'drafter-1') }),
    caught: /kept for whoever wrote them/,
  },
  {
    name: 'an issued revision is still written',
    plant: () => ({
      onEnter: (room) => {
        if (!(room instanceof FrozenRoom)) return;
        Object.assign(room, { mayWrite: () => true, absorb: () => undefined, absorbClaim: () => undefined });
      },
    }),
    caught: /durable|invariant 5/,
  },
  {
    name: 'a revision is issued, and what the next begins with is not stored',
    plant: () => ({
      onAppend: (what) => {
        const isIssue = what.entries.some(({ event }) => event.type === 'RevisionIssued');
        return isIssue ? { ...what, updates: what.updates.slice(0, -1) } : what;
      },
    }),
    caught: /verifies|durable|nothing throws|moves no character|a room is dropped only/,
  },
  {
    name: 'silence that is due does not pass',
    plant: () => ({ onEnter: (room) => void Object.assign(silencesOf(room), { passed: () => [] }) }),
    caught: /no silence runs a second beyond its deadline|nobody breaks silence after|every client has the record/,
  },
  {
    name: 'silence goes on over words that were changed',
    plant: () => ({ onEnter: (room) => void Object.assign(silencesOf(room), { changed: () => [], decided: () => [] }) }),
    caught: /silence runs on words as they were circulated/,
  },
  {
    name: 'what is typed among words that were accepted stays theirs',
    plant: () => ({ onEnter: (room) => void Object.assign(room, { amongDecided: () => ({ marked: [], out: new Map() }) }) }),
    caught: /no word is attributed to a proposal that had been decided/,
  },
  {
    name: 'a clause that was given the id of another is not asked whether it moved',
    plant: () => ({ onEnter: missRenamed }),
    caught: /is told|verifies|recorded/,
  },
  {
    name: 'a client collects garbage, and sends gaps',
    plant: () => ({ collectsGarbage: true }),
    caught: /no honest client is refused|no word vanishes/,
  },
];

describe('the simulator catches', () => {
  it.each(FAULTS)('$name', ({ plant, caught }) => {
    const found = firstCaught(plant, caught);
    expect(found, `not caught in ${SEEDS} seeds`).not.toBeNull();
  });

  it('nothing where nothing was planted', () => {
    expect(firstCaught(() => ({}), /./, SOUND_SEEDS)).toBeNull();
  });
});

/** Has a room take in what is unfit for a text, of those who may write and under ids of their own. */
function letAnythingIn(room: object): void {
  const lax = room as {
    readonly doc: Y.Doc;
    takeUpdate(arrival: Arrival): void;
    mayWrite(seat: Seat): boolean;
    claim(connection: Connection, clients: ReadonlySet<number>): boolean;
    applyFrom(connection: Connection, bytes: Uint8Array, answers: boolean): boolean;
    owe(connection: Connection): void;
  };
  const strict = lax.takeUpdate.bind(room);
  lax.takeUpdate = (arrival) => {
    const { connection, bytes, counts, answers } = arrival;
    const judged = judgeUpdate(lax.doc, bytes);
    const isUnfit = !judged.ok && judged.refusal !== WAITS && connection.isOpen && lax.mayWrite(connection.seat);
    const own = isUnfit ? clientsOf(bytes) : null;
    if (own === null || !lax.claim(connection, own) || !lax.applyFrom(connection, bytes, answers)) return strict(arrival);
    connection.receive(answers, counts);
    lax.owe(connection);
  };
}

/** Has a room look at clauses that came or went alone for what was moved, and not at those that got the id of another. */
function missRenamed(room: object): void {
  const { index } = room as { readonly index?: MovesOf };
  if (index === undefined || Object.hasOwn(index, 'replacedBy')) return;
  const all = index.replacedBy.bind(index);
  index.replacedBy = (read, before) =>
    all(new Map([...read].filter(([element, now]) => now === null || !index.clauseOf.has(element))), before);
}

/** What an index of a text has for itself. */
interface MovesOf {
  readonly clauseOf: ReadonlyMap<Y.XmlElement, Clause>;
  replacedBy(read: ReadonlyMap<Y.XmlElement, Clause | null>, before: ReadonlyMap<ClauseId, Clause | null>): ReadonlySet<ClauseId>;
}

/** Whose structs an update holds; null where it does not decode. */
function clientsOf(bytes: Uint8Array): ReadonlySet<number> | null {
  try {
    return new Set(Y.decodeUpdate(bytes).structs.map(({ id }) => id.client));
  } catch {
    return null;
  }
}

/** What looks after silence in the room of a text; in another, nothing. */
function silencesOf(room: unknown): object {
  return (room as { silences?: object }).silences ?? {};
}

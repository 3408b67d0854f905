import * as Y from 'yjs';
import { canonical, type Json } from '../../shared/base/canonical.ts';
import { loadDraft } from '../../server/rooms/loading.ts';
import { verifyDraft } from '../../server/drafts/verifying.ts';
import { numbersOf } from '../../shared/projection/numbers.ts';
import type { Entry } from '../../shared/record/event.ts';
import { outcomesOf as outcomesOfState } from '../../shared/record/state.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import type { RecordState } from '../../shared/record/state.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { textDigest } from '../../shared/text/digest.ts';
import { readText } from '../../shared/text/reading.ts';
import { isHostile } from './labels.ts';
import { isStored } from './commands.ts';
import { SEATS } from './seats.ts';
import type { Stage } from './stage.ts';
import { checkAttribution } from './attribution-oracle.ts';
import { checkConduct } from './conduct-oracle.ts';
import { charactersOf, outcomesOf } from './naive.ts';
import { checkFootnotes } from './footnote-oracle.ts';
import type { HandWork } from './pen.ts';
import { checkRevisions } from './revision-oracle.ts';
import { roomKey, type Client } from './client.ts';
import type { Left } from './device.ts';
import { checkEdits } from './edits-oracle.ts';
import { checkOrder } from './order-oracle.ts';
import { checkAuthors, checkChains, checkExistence } from './record-oracle.ts';
import { checkProjection } from './text-oracle.ts';
import { entriesFor } from './watch.ts';
import { docOf, type World } from './world.ts';
import { holds } from './violation.ts';
import { wordsIn } from './writers.ts';

type Count = (what: string, times?: number) => void;

/** A run that has come to rest. */
export interface Rest extends Stage {
  /** Entries that were the answer to somebody's command. */
  readonly answered: readonly Entry[];
  /** What honest hands did, by room. */
  readonly hands: ReadonlyMap<string, HandWork>;
}

/** Every oracle that needs the world to stand still; then the process is killed, and they are asked again. */
export function checkRest(rest: Rest): void {
  const { world } = rest;
  const { count } = rest.chronicle;
  const before = checkDraft(rest, count);
  checkPreparations(rest);
  checkWordsKept(rest, count);
  checkTrays(rest);
  world.kill();
  const after = checkDraft(rest, () => undefined);
  holds(before === after, 'a restart changes nothing', () => world.draft);
}

/** Log, memory, clients, record and projection. Gives a digest of all of it. */
function checkDraft(rest: Rest, count: Count): string {
  const { world, options } = rest;
  const room = world.text;
  const entries = world.disk.drafts.entries(world.draft, 0);
  const updates = world.disk.drafts.updates(world.draft, 0);
  const verified = verifyDraft(world.disk, world.draft);
  holds(verified.ok, 'the draft verifies', () =>
    verified.ok ? '' : `${verified.refusal.kind} ${verified.refusal.number} ${verified.refusal.why}`,
  );
  checkChains(entries, updates);
  count('snapshots', world.disk.drafts.snapshots(world.draft).length);
  count('entries', entries.length);
  count('proposals of several', entries.filter(({ event }) => 'coProposers' in event).length);
  count('updates', updates.length);

  const digest = textDigest(room.clauses());
  holds(textDigest(readText(docOf(room))) === digest, 'the index is the document', () => '');
  holds(
    textDigest(readText(world.durableOf(world.textRoom(room.revision)).doc)) === digest,
    'invariant 3: log replay = memory',
    () => '',
  );
  holds(
    textDigest(readText(loadDraft(world.disk, world.draft).doc)) === digest,
    'invariant 3: snapshot and log = memory',
    () => '',
  );
  for (const client of rest.clients) {
    if (client.room.kind !== 'text' || client.refusal !== null) continue;
    holds(client.doc.store.pendingStructs === null, 'nothing waits in a client', () => client.name);
    const isSame = client.marksApart
      ? textDigest(unmarked(client.clauses())) === textDigest(unmarked(room.clauses()))
      : textDigest(client.clauses()) === digest;
    holds(isSame, 'memory = every honest client', () => client.name);
    if (!client.isOpen) continue;
    holds(client.entries.at(-1)?.hash === entries.at(-1)?.hash, 'every client has the record', () => client.name);
    if (!options.without.has('lenses'))
      holds(isSeen(world, client), 'every client has the record as it may see it', () => client.name);
  }
  for (const entry of rest.answered)
    holds(isStored(world, entry), 'invariant 4: an answered command is durable', () => String(entry.number));

  const characters = charactersOf(docOf(room));
  const outcomes = outcomesOf(entries);
  const right = outcomesOfState(room.state);
  checkProjection({
    clauses: room.clauses(),
    state: room.state,
    outcomeOf: options.faults.outcomeOf?.(right) ?? right,
    characters,
    outcomes,
  });
  const { footnotes } = numbersOf(room.clauses(), room.state);
  checkFootnotes({
    clauses: room.clauses(),
    footnotes: options.faults.footnotes?.(footnotes) ?? footnotes,
    characters,
    outcomes,
    isFrozen: room.state.numbering.renumbered === null,
  });
  checkExistence(entries, characters, outcomes);
  const now = new Date(world.machine.clock.now()).toISOString();
  checkConduct({ entries, state: room.state, clauses: room.clauses(), now });
  const owners = new Map(entries.map(({ text: { revision } }) => [revision, world.owners.of(world.textRoom(revision))]));
  owners.set(room.revision, world.owners.of(world.textRoom(room.revision)));
  checkAuthors(entries, updates, (revision) => owners.get(revision) ?? new Map<number, string>());
  checkRevisions(world, entries);
  count('revisions issued', room.revision - 1);
  checkAttribution(entries, updates);
  count('clauses twice', checkEdits(entries, updates));
  count('moves told', checkOrder(entries, updates));
  holds(!characters.some(({ character }) => isHostile(character)), 'invariant 5: nothing hostile was written', () => '');
  return JSON.stringify([digest, stateJson(room.state), entries.at(-1)?.hash]);
}

/** Whether the record of a client is the one that it would be sent now. */
function isSeen(world: World, { seat, entries }: Client): boolean {
  const sent = entriesFor(world, seat, { after: 0, asSent: true });
  return canonical(entries as unknown as Json) === canonical(sent as unknown as Json);
}

/** The words without their marks. */
function unmarked(clauses: readonly Clause[]): Clause[] {
  return clauses.map((clause) => {
    const text = clause.runs.map((run) => run.text).join('');
    return { ...clause, runs: text === '' ? [] : [{ text, insertions: [], deletions: [] }] };
  });
}

function stateJson(state: RecordState): unknown {
  return { ...state, proposals: [...state.proposals.values()].map((one) => ({ ...one, positions: [...one.positions] })) };
}

/** Rooms of preparation: log replay = memory = clients, and nobody wrote but their sponsors. */
function checkPreparations(rest: Rest): void {
  const { world } = rest;
  for (const stored of world.disk.preparations.open()) {
    const room = world.rooms.preparation(stored.id);
    const digest = textDigest(room?.clauses() ?? []);
    const id = { kind: 'preparation', id: stored.id } as const;
    holds(textDigest(readText(world.durableOf(id).doc)) === digest, 'invariant 3: log replay = memory', () => stored.id);
    for (const client of rest.clients) {
      if (client.room.id === stored.id && client.refusal === null)
        holds(textDigest(client.clauses()) === digest, 'memory = every honest client', () => client.name);
    }
    world.cleared.check(stored.id, stored.ready, {
      text: JSON.stringify(readText(world.durableOf(id).doc)),
      rationale: stored.rationale,
    });
    const owners = world.owners.of(id);
    for (const update of world.disk.preparations.updates(stored.id).slice(1)) {
      const strangers = Y.decodeUpdate(update.bytes).structs.filter(({ id: { client } }) => owners.get(client) !== update.seat);
      holds(strangers.length === 0, 'invariant 5: nobody writes under the id of another', () => `${stored.id} ${update.seat}`);
    }
  }
}

/** What is kept for somebody, by the server or in a client, is in nobody else's words. */
function checkTrays({ world, clients, devices, writers }: Rest): void {
  const trays = [
    ...SEATS.flatMap((seat) => wordsKept(world, seat).map((words) => ({ seat: seat.id, words }))),
    ...devices.map(({ seat, late }) => ({ seat: seat.id, words: late })),
    ...unconfirmedOf({ clients, devices }).map(({ seat, updates }) => ({
      seat: seat.id,
      words: updates.flatMap(wordsIn).join(''),
    })),
  ];
  for (const { seat, words } of trays) {
    const strange = writers.strangeTo(seat, words);
    holds(strange.length === 0, 'words are kept for whoever wrote them', () => `${strange.join('')} for ${seat}`);
  }
}

/** What the server keeps of a seat's words. Those round which it put a bracket are others'. */
function wordsKept({ disk }: Rest['world'], seat: Seat): string[] {
  return disk.recoveries.of(seat.id).flatMap(({ why, words }) => (why === 'bracketed' ? [] : [words]));
}

/** What nobody has seen confirmed, in pages and of those that are gone. */
function unconfirmedOf({ clients, devices }: Pick<Rest, 'clients' | 'devices'>): (Left & { readonly seat: Seat })[] {
  return [
    ...clients.map(({ seat, room, unacknowledged }) => ({ seat, room, updates: unacknowledged.map(({ bytes }) => bytes) })),
    ...devices.flatMap(({ seat, left }) => left.map((one) => ({ seat, ...one }))),
  ];
}

/**
 * Each character that honest hands typed is in the text, was struck by somebody, waits in an outbox, or is kept for its author since its
 * clause was removed under it, or the revision issued before it came.
 */
function checkWordsKept(rest: Rest, count: Count): void {
  const late = new Set(rest.devices.flatMap((device) => Array.from(device.late)));
  const unconfirmed = unconfirmedOf(rest);
  for (const [id, { room, typed, struck }] of rest.hands) {
    const { doc } = rest.world.durableOf(room);
    const present = new Set(charactersOf(doc).map(({ character }) => character));
    const ofRoom = unconfirmed.filter((one) => roomKey(one.room) === id);
    const waiting = new Set(ofRoom.flatMap(({ updates }) => updates.flatMap(wordsIn)));
    const kept = new Set(SEATS.flatMap((seat) => wordsKept(rest.world, seat).flatMap((words) => Array.from(words))));
    for (const label of typed) {
      if (present.has(label) || struck.has(label)) continue;
      if (waiting.has(label)) count('characters in an outbox at the end');
      else if (kept.has(label)) count('characters kept for their author');
      else if (late.has(label)) count('characters too late for a revision');
      else holds(false, 'no word vanishes', () => `${label} in ${id}`);
    }
  }
}

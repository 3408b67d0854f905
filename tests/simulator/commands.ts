import type { ClauseId, PreparationId } from '../../shared/base/ids.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import type { Clause } from '../../shared/text/clause.ts';
import type { Command } from '../../shared/record/command.ts';
import type { Entry } from '../../shared/record/event.ts';
import { labelsOf, isLabel } from './labels.ts';
import { charactersOf, outcomesOf, standingOf, type Character, type Outcome } from './naive.ts';
import type { Given } from './people.ts';
import { docOf, type World } from './world.ts';
import { holds } from './violation.ts';

/** What became of a command that reached the server. Null: the process died or the disk failed, and nobody knows. */
export type Answer =
  | { readonly ok: true; readonly entries: readonly Entry[] }
  | { readonly ok: false; readonly code: string }
  | null;

/** Every character that carries a proposal, with clause and role: what a decision on it stands on. */
export function lookAt(characters: readonly Character[], proposal: string): string {
  return characters
    .filter((one) => one.insertions.includes(proposal) || one.deletions.includes(proposal))
    .map(
      (one) =>
        `${one.clause}${one.insertions.includes(proposal) ? '+' : ''}${one.deletions.includes(proposal) ? '-' : ''}${one.character}`,
    )
    .join(' ');
}

/** Gives a command to the server as its HTTP does, with an eye on what may and what may not come of it. */
export function giveCommand(world: World, seat: Seat, { command, seen }: Given, change: (command: Command) => Command): Answer {
  const { power } = world;
  const { failures } = power;
  const committed = world.guarded(() => world.text.commit());
  if (committed !== true || power !== world.power) return null;
  const prepared = command.type === 'table' ? preparedBy(world, command.preparation) : null;
  // Where the disk failed meanwhile the room is gone with what it had not written: the command never came.
  if (power !== world.power || power.failures !== failures) return null;
  const before = stateOf(world);
  const result = world.guarded(() => world.rooms.command(world.draft, seat, change(command)));
  if (result === null || power !== world.power) return null;
  if (!result.ok) {
    const after = stateOf(world);
    holds(
      after.fingerprint === before.fingerprint || isDueAlone(before, after),
      'invariant 4: a refused command changes nothing',
      () => `${command.type}: ${result.refusal.refusal.code}`,
    );
    const isFalse =
      result.refusal.refusal.code === 'changed-since' &&
      'proposal' in command &&
      seen === lookAt(before.characters, command.proposal);
    holds(!isFalse, 'invariant 4: a decision on the words as they are is not stale', () => command.type);
    return { ok: false, code: result.refusal.refusal.code };
  }
  const entries = result.value;
  holds(isTheirs(seat, command, before, prepared), 'no seat decides what it may not', () => `${command.type} by ${seat.id}`);
  if (seen !== null && 'proposal' in command) {
    const now = lookAt(before.characters, command.proposal);
    holds(
      seen === now,
      'a decision stands on the words that the chair saw',
      () => `${command.type} saw "${seen}" and not "${now}"`,
    );
  }
  checkWords(command, before, stateOf(world), prepared);
  if (command.type === 'table' && prepared !== null) checkSponsors(world, command.preparation, prepared, entries);
  holds(
    entries.every((entry) => isStored(world, entry)),
    'invariant 4: what a command became is durable when it is answered',
    () => command.type,
  );
  return { ok: true, entries };
}

/** What is tabled is in the names of those who prepared it, all of whom cleared it as it is where there are several. */
function checkSponsors({ cleared }: World, id: PreparationId, { sponsors, edited }: Prepared, entries: readonly Entry[]): void {
  for (const { event } of entries) {
    if (event.type !== 'ProposalTabled') continue;
    const named = [event.proposer, ...(event.coProposers ?? [])];
    holds(JSON.stringify(named) === JSON.stringify(sponsors), 'a proposal is of those who prepared it', () => named.join());
    if (sponsors.length > 1) cleared.check(id, sponsors, { text: JSON.stringify(edited), rationale: event.rationale });
  }
}

/** Whether the disk holds this very entry. */
export function isStored(world: World, { number, hash }: Pick<Entry, 'number' | 'hash'>): boolean {
  return world.disk.drafts.entries(world.draft, number - 1)[0]?.hash === hash;
}

interface Moment {
  readonly characters: readonly Character[];
  readonly entries: readonly Entry[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly clauses: readonly Clause[];
  readonly fingerprint: string;
}

interface Prepared {
  readonly sponsors: readonly string[];
  readonly base: readonly Clause[];
  readonly edited: readonly Clause[];
}

function stateOf(world: World): Moment {
  const entries = world.disk.drafts.entries(world.draft, 0);
  const clauses = world.text.clauses();
  const fingerprint = JSON.stringify([clauses, world.disk.drafts.find(world.draft), entries.at(-1)?.hash]);
  return { characters: charactersOf(docOf(world.text)), entries, outcomes: outcomesOf(entries), clauses, fingerprint };
}

function preparedBy(world: World, id: PreparationId): Prepared | null {
  const room = world.guarded(() => world.rooms.preparation(id));
  // What has come to it is taken in before it is tabled.
  if (room !== null && world.guarded(() => room.commit()) !== true) return null;
  return room === null ? null : { sponsors: room.preparation.sponsors, base: room.preparation.base, edited: room.clauses() };
}

/** Whether nothing came but what was due by then, which comes before whatever is asked. */
function isDueAlone(before: Moment, after: Moment): boolean {
  const came = after.entries.slice(before.entries.length);
  const isSame = JSON.stringify(before.clauses) === JSON.stringify(after.clauses);
  return isSame && came[0]?.event.type === 'SilencePassed' && came.every(({ actor }) => actor.role === 'server');
}

/** Who may do what, in the words of DESIGN section 5 and not in those of the policy table. */
function isTheirs(seat: Seat, command: Command, before: Moment, prepared: Prepared | null): boolean {
  switch (command.type) {
    case 'accept':
    case 'accept-as-amended':
    case 'drop':
    case 'reopen':
    case 'refer':
    case 'park':
    case 'reserve':
    case 'call-back':
    case 'merge':
    case 'bridge':
    case 'relate':
    case 'set-lens':
    case 'agree':
    case 'reopen-clauses':
    case 'tie-package':
    case 'extend-package':
    case 'reduce-package':
    case 'dissolve-package':
    case 'pack-clauses':
    case 'unpack-clause':
    case 'make-pending':
    case 'lift-pending':
    case 'decide-together':
    case 'reopen-together':
    case 'set-running-order':
    case 'take-matter':
    case 'lift-options':
    case 'undo-lifting':
      return seat.role === 'chair';
    case 'open-meeting':
    case 'close-meeting':
    case 'begin-reading':
    case 'close-reading':
    case 'set-ladder':
    case 'set-options':
    case 'mark-alternative':
    case 'note-tombstone':
    case 'renumber':
    case 'undo-renumbering':
      return seat.role === 'chair' || seat.role === 'drafter';
    case 'set-length-limit':
      return seat.role === 'drafter';
    case 'sponsor':
    case 'leave':
      return seat.role !== 'observer' && (seat.role !== 'delegate' || command.participant === seat.participant);
    case 'lift-silence':
    case 'open-vote':
    case 'close-vote':
    case 'call-off-vote':
      return seat.role === 'chair';
    case 'begin-silence':
      return seat.role === 'chair' || (seat.role === 'drafter' && command.shortening === null);
    case 'break-silence':
      return seat.role !== 'observer' && (seat.role !== 'delegate' || command.participant === seat.participant);
    case 'cast-vote':
    case 'explain-vote':
      return seat.role === 'drafter' || (seat.role === 'delegate' && command.participant === seat.participant);
    case 'attribute':
    case 'count-votes':
      return seat.role === 'drafter';
    case 'issue-revision':
    case 'restore-revision':
      return seat.role === 'chair' || seat.role === 'drafter';
    case 'table':
      return seat.role === 'delegate' && prepared !== null && prepared.sponsors.includes(seat.participant);
    case 'take-position':
      return (
        seat.role === 'chair' || seat.role === 'drafter' || (seat.role === 'delegate' && command.participant === seat.participant)
      );
    case 'reintroduce':
      if (seat.role === 'observer') return false;
      return seat.role === 'drafter' || command.participant === seat.participant;
    case 'withdraw':
      if (!sponsorsOf(before.entries, command.proposal).has(command.participant)) return false;
      return seat.role === 'drafter' || (seat.role === 'delegate' && command.participant === seat.participant);
  }
}

/** Those who bring a proposal, by what the record tells of them entry by entry. */
function sponsorsOf(entries: readonly Entry[], proposal: string): ReadonlySet<string> {
  let brought: string[] = [];
  let joined: string[] = [];
  for (const { event } of entries) {
    const imported = event.type === 'DraftImported' ? event.inherited.find(({ id }) => id === proposal) : undefined;
    if (imported !== undefined) brought = [...(imported.proposer === null ? [] : [imported.proposer]), ...imported.coProposers];
    if (!('proposal' in event) || event.proposal !== proposal) continue;
    if (event.type === 'ProposalTabled')
      brought = [...(event.proposer === null ? [] : [event.proposer]), ...(event.coProposers ?? [])];
    if (event.type === 'ProposalAttributed') brought = event.proposer === null ? [] : [event.proposer];
    if (event.type === 'ProposalSponsored') joined = [...joined, event.participant];
    if (event.type !== 'SponsorWithdrew') continue;
    brought = brought.filter((id) => id !== event.participant);
    joined = joined.filter((id) => id !== event.participant);
  }
  return new Set([...brought, ...joined]);
}

/** A command moves no character but those it brings with it, and what it brings is what was prepared (P4). */
function checkWords(command: Command, before: Moment, after: Moment, prepared: Prepared | null): void {
  // What a new revision begins with is looked at when all stands still.
  if (command.type === 'issue-revision' || command.type === 'restore-revision') return;
  const brings = [
    'table',
    'accept-as-amended',
    'merge',
    'bridge',
    'reintroduce',
    'set-options',
    'lift-options',
    'renumber',
  ].includes(command.type);
  if (!brings) {
    const same = JSON.stringify(before.characters) === JSON.stringify(after.characters);
    holds(same, 'a decision moves no character', () => command.type);
    return;
  }
  const written = new Set<string>(after.entries.slice(before.entries.length).flatMap(({ event }) => writtenBy(event)));
  const [tabled] = written;
  if (tabled === undefined) return;
  const marks = (ids: readonly string[]): string =>
    ids
      .filter((id) => !written.has(id))
      .toSorted()
      .join();
  const strip = (one: Character): string => `${one.clause}${one.character}${marks(one.insertions)}-${marks(one.deletions)}`;
  // An option is a bracket round words that stand already, with a label of its own, or that of one before, over them.
  const isOption = command.type === 'set-options';
  const kept = isOption
    ? after.characters
    : after.characters.filter(({ insertions }) => !insertions.some((id) => written.has(id)));
  const [was, is] = [before.characters.map(strip), kept.map(strip)];
  const holdsStill = isOption ? isWithin(was, is) : JSON.stringify(was) === JSON.stringify(is);
  holds(holdsStill, 'a tabled change only adds words and marks', () => tabled);
  if (prepared !== null) checkPrepared(prepared, before, after, tabled);
}

/** Whether these come in this order in a list, with others between them. */
function isWithin(some: readonly string[], all: readonly string[]): boolean {
  let at = 0;
  for (const one of all) if (one === some[at]) at += 1;
  return at === some.length;
}

/** The ids of what an entry says was written into the text with it. */
function writtenBy(event: Entry['event']): string[] {
  if (event.type === 'ProposalTabled') return event.origin === 'floor' ? [] : [event.proposal];
  if (event.type === 'OptionsSet') return event.options.map(({ proposal }) => proposal);
  return (event.type === 'ClausesRenumbered' || event.type === 'OptionsLifted') && event.proposal !== null
    ? [event.proposal]
    : [];
}

function checkPrepared(prepared: Prepared, before: Moment, after: Moment, tabled: string): void {
  const accepted = new Map(after.outcomes).set(tabled, 'accepted');
  const ids = before.clauses.map(({ id }) => id);
  for (const clause of prepared.edited) {
    if (ids.indexOf(clause.id) !== ids.lastIndexOf(clause.id)) continue;
    const base = prepared.base.find(({ id }) => id === clause.id);
    if (base === undefined || wordsOf(base) !== visible(before.characters, clause.id, before.outcomes)) continue;
    const prospect = visible(after.characters, clause.id, accepted);
    holds(
      prospect === wordsOf(clause),
      'with a proposal accepted, the words are those prepared',
      () => `${clause.id}: ${prospect} instead of ${wordsOf(clause)}`,
    );
  }
  // What is new has an id of the server's.
  const known = new Set([...ids, ...prepared.base.map(({ id }) => id)]);
  const isNew = ({ id }: { readonly id: ClauseId }): boolean => !known.has(id);
  const meant = prepared.edited.filter(isNew).map(wordsOf);
  const added = after.clauses.filter(isNew).map(({ id }) => visible(after.characters, id, accepted));
  const inOrder = (words: readonly string[]): string =>
    words
      .filter((one) => one.trim() !== '')
      .toSorted()
      .join('\n');
  holds(inOrder(added) === inOrder(meant), 'with a proposal accepted, the new clauses are those prepared', () => tabled);
}

function wordsOf(clause: Clause): string {
  return labelsOf(clause.runs.map((run) => run.text).join(''));
}

function visible(characters: readonly Character[], clause: string, outcomes: ReadonlyMap<string, Outcome>): string {
  return characters
    .filter((one) => one.clause === clause && isLabel(one.character) && standingOf(one, outcomes) !== 'out')
    .map((one) => one.character)
    .join('');
}

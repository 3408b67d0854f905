import { must } from '../../shared/base/assert.ts';
import type { DraftId, ParticipantId } from '../../shared/base/ids.ts';
import type { Role, Seat } from '../../shared/participants/participant.ts';
import type { Command } from '../../shared/record/command.ts';
import type { RunningServer } from '../../server/main.ts';
import { serve, signIn, type Client, type Person } from '../server/harness.ts';
import { COMING, seatEverybody, seatOf } from './delegations.ts';
import { Gallery } from './gallery.ts';
import { ACTS, Ledger } from './ledger.ts';

const HOUR = 3_600_000;
/** A Monday, nine o'clock. */
const OPENING = Date.parse('2026-03-02T09:00:00.000Z');
/** An act takes so long of the conference's time, in milliseconds. */
const MOMENT = 2_000;

/** Where the conference meets: a server with a store of its own, whose clock is the conference's, and all who have come. */
export class House {
  readonly folder: string;
  readonly ledger = new Ledger();
  now = OPENING;
  /** How many brackets were opened from the floor. */
  brackets = 0;
  private gallery: Gallery | null = null;
  private server: RunningServer | null = null;
  private readonly people = new Map<string, Person>();
  private readonly clients: Client[] = [];
  private draft: DraftId | null = null;

  constructor(folder: string) {
    this.folder = folder;
    seatEverybody(folder);
  }

  /** The doors are opened, and everybody signs in: what was agreed by silence over night is agreed by now. */
  async open(): Promise<void> {
    this.server = await serve(this.folder, { clock: { now: () => this.now }, coalesceMs: HOUR });
    const seats = ['chair', 'drafter-1', 'drafter-2', 'observer', ...COMING.map(({ id }) => seatOf(id))];
    const { server } = this;
    const signed = await Promise.all(seats.map((seat) => signIn(server, seat)));
    for (const [at, seat] of seats.entries()) this.people.set(seat, must(signed[at], seat));
    if (this.draft !== null) await this.look();
  }

  /** Everybody goes, and the server stops until the hour said of the next day but so many. */
  async close(days = 1): Promise<void> {
    this.gallery?.close();
    this.gallery = null;
    for (const client of this.clients.splice(0)) client.close();
    const { server } = this;
    this.server = null;
    await server?.stop();
    const since = this.now - OPENING;
    this.now = OPENING + (Math.floor(since / (24 * HOUR)) + days) * 24 * HOUR;
  }

  /** The draft comes before the conference. */
  async take(source: string): Promise<void> {
    this.draft = (await this.person('drafter-1').import(source, 'draft.md')).draft;
    await this.look();
  }

  person(seat: string): Person {
    return must(this.people.get(seat), seat);
  }

  get about(): DraftId {
    return must(this.draft, 'the draft');
  }

  get view(): Gallery {
    return must(this.gallery, 'the gallery');
  }

  /** The text of the present revision, as one who may write it has it; closed with the day. */
  async desk(seat: string): Promise<Client> {
    const client = await this.person(seat).open(this.about);
    this.clients.push(client);
    return client;
  }

  /** Opens the gallery on the present revision. */
  async look(): Promise<void> {
    this.gallery?.close();
    this.gallery = await Gallery.open(this.person('drafter-2'), this.about);
  }

  /** An act that is to be done. Those who may not do such a thing try first, once each, and change nothing. Gives the numbers of its entries. */
  async give(seat: string, command: Command): Promise<readonly number[]> {
    await this.turnAway(seat, command);
    const answer = await this.ask(seat, command);
    if (answer.status !== 200)
      throw new Error(
        `${command.type} of ${seat} was refused: ${JSON.stringify(answer.body)} ${JSON.stringify(command).slice(0, 400)}`,
      );
    const { entries } = answer.body;
    // Who acts in a revision that was just issued finds nobody there any more.
    if (command.type === 'issue-revision' || command.type === 'restore-revision') await this.look();
    else await this.view.hear(entries.at(-1) ?? 0);
    return entries;
  }

  /** An act that is to be refused on this ground, and changes nothing. */
  async refuse(seat: string, command: Command, code: string): Promise<void> {
    const before = this.view.state.last;
    const answer = await this.ask(seat, command);
    const found = answer.status === 200 ? 'done' : answer.body.refusal.code;
    if (found !== code)
      throw new Error(`${command.type} of ${seat} was ${found} and not refused as ${code}: ${JSON.stringify(answer.body)}`);
    await this.view.catchUp();
    if (this.view.state.last !== before) throw new Error(`a refused ${command.type} wrote an entry`);
  }

  /** An act by the delegation of a participant. */
  giveAs(participant: ParticipantId, command: Command): Promise<readonly number[]> {
    return this.give(seatOf(participant), command);
  }

  private async turnAway(seat: string, command: Command): Promise<void> {
    const { turnedAway } = this.ledger.of(command.type);
    const may: readonly Role[] = ACTS[command.type];
    const others = [...STRANGERS].filter(([role, who]) => !may.includes(role) && who !== seat && !turnedAway.has(role));
    for (const [role, who] of others) {
      turnedAway.add(role);
      // Of a room that is not one’s own one does not learn that it is there.
      await this.refuse(who, command, command.type === 'table' ? 'closed' : 'not-allowed');
    }
  }

  private async ask(seat: string, command: Command): ReturnType<Person['command']> {
    const began = performance.now();
    const answer = await this.person(seat).command(this.about, command);
    const took = performance.now() - began;
    this.now += MOMENT;
    this.ledger.sent += JSON.stringify(command).length;
    this.ledger.received += JSON.stringify(answer.body).length;
    if (answer.status === 200) this.ledger.done(command.type, took);
    else this.ledger.refused(command.type, answer.body.refusal.code);
    return answer;
  }
}

/** Somebody of each role. */
const STRANGERS: ReadonlyMap<Seat['role'], string> = new Map([
  ['observer', 'observer'],
  ['delegate', seatOf(must(COMING.at(-1), 'a delegation').id)],
  ['drafter', 'drafter-2'],
  ['chair', 'chair'],
]);

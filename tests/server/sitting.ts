import { expect } from 'vitest';
import { must } from '../../shared/base/assert.ts';
import type { DraftId, ProposalId } from '../../shared/base/ids.ts';
import type { RecordSlice } from '../../shared/protocol/api.ts';
import type { Command } from '../../shared/record/command.ts';
import type { Entry } from '../../shared/record/event.ts';
import { proposalsIn } from '../../shared/text/clause.ts';
import { proposalVersion } from '../../shared/text/digest.ts';
import type { RunningServer, ServerOptions } from '../../server/main.ts';
import { serve, signIn, temporaryFolder, type Client, type Person } from './harness.ts';

/** One draft on a server of its own, with a drafter's page open on it. Whoever else takes part signs in by name. */
export class Sitting {
  readonly draft: DraftId;
  private readonly folder: ReturnType<typeof temporaryFolder>;
  private readonly options: Partial<ServerOptions>;
  private readonly signedIn: Map<string, Person>;
  private readonly open: { close(): void }[];
  private running: RunningServer;
  private isRunning = true;
  private drafting: Client;

  private constructor(
    at: {
      readonly folder: ReturnType<typeof temporaryFolder>;
      readonly options: Partial<ServerOptions>;
      readonly server: RunningServer;
    },
    by: { readonly drafter: Person; readonly draft: DraftId; readonly drafting: Client },
  ) {
    this.folder = at.folder;
    this.options = at.options;
    this.running = at.server;
    this.draft = by.draft;
    this.drafting = by.drafting;
    this.signedIn = new Map([['drafter-1', by.drafter]]);
    this.open = [by.drafting];
  }

  static async begin(source: string, options: Partial<ServerOptions> = {}): Promise<Sitting> {
    const folder = temporaryFolder();
    const server = await serve(folder.path, options);
    const drafter = await signIn(server, 'drafter-1');
    const { draft } = await drafter.import(source);
    return new Sitting({ folder, options, server }, { drafter, draft, drafting: await drafter.open(draft) });
  }

  /** The data folder of its server. */
  get data(): string {
    return this.folder.path;
  }

  get server(): RunningServer {
    return this.running;
  }

  /** The drafter's page. */
  get client(): Client {
    return this.drafting;
  }

  /** Each signs in once. */
  async seats<const Seats extends readonly string[]>(...seats: Seats): Promise<{ [At in keyof Seats]: Person }> {
    for (const seat of seats) if (!this.signedIn.has(seat)) this.signedIn.set(seat, await signIn(this.running, seat));
    return seats.map((seat) => this.person(seat)) as { [At in keyof Seats]: Person };
  }

  async everybody(): Promise<void> {
    await this.seats(...this.running.links.map(({ seat }) => seat.id));
  }

  /** Somebody who has signed in. */
  person(seat: string): Person {
    return must(this.signedIn.get(seat), seat);
  }

  /** What is closed when the sitting ends. */
  keep<T extends { close(): void }>(opened: T): T {
    this.open.push(opened);
    return opened;
  }

  /** The drafter's page on the revision that is worked on now. */
  async openAnew(): Promise<Client> {
    this.drafting.close();
    this.drafting = this.keep(await this.person('drafter-1').open(this.draft));
    return this.drafting;
  }

  /** The record, as somebody may see it. */
  async entries(seat = 'drafter-1'): Promise<readonly Entry[]> {
    return (await this.person(seat).get<RecordSlice>(`/api/drafts/${this.draft}/record`)).body.entries;
  }

  async exported(format: string): Promise<string> {
    return (await this.person('drafter-1').get<string>(`/api/drafts/${this.draft}/export?format=${format}`)).body;
  }

  /** A command that is no matter of the test: it is taken. Gives the number of its first entry. */
  async done(by: Person | string, command: Command): Promise<number> {
    const person = typeof by === 'string' ? this.person(by) : by;
    const { status, body } = await person.command(this.draft, command);
    expect(status, `${command.type}: ${JSON.stringify(body)}`).toBe(200);
    return body.entries[0] ?? 0;
  }

  /** Why a command is not taken. */
  async refusalCode(by: Person, command: Command): Promise<string> {
    return (await by.command(this.draft, command)).body.refusal.code;
  }

  /** The proposal whose words read so, on the drafter's page. */
  proposal(words: string): ProposalId {
    return proposalReading(this.drafting, words);
  }

  versionOf(proposal: ProposalId): string {
    return proposalVersion(this.drafting.clauses(), proposal);
  }

  /** A proposal in the version that the drafter's page shows. */
  seen(words: string): { readonly proposal: ProposalId; readonly version: string } {
    const proposal = this.proposal(words);
    return { proposal, version: this.versionOf(proposal) };
  }

  async stop(): Promise<void> {
    if (this.isRunning) await this.running.stop();
    this.isRunning = false;
  }

  /** Another server on what the one that stopped has left. */
  async start(): Promise<void> {
    this.running = await serve(this.folder.path, this.options);
    this.isRunning = true;
  }

  /** Everybody goes and the server stops; what it stored is still there. */
  async leave(): Promise<void> {
    for (const one of this.open.splice(0)) one.close();
    await this.stop();
  }

  async end(): Promise<void> {
    await this.leave();
    this.folder.forget();
  }
}

/** The proposal whose words read so. */
export function proposalReading(client: Client, words: string): ProposalId {
  const clause = client.clauses().find(({ runs }) => runs.some((run) => run.text === words));
  const runs = clause?.runs.filter((run) => run.text === words) ?? [];
  return must(clause === undefined ? null : [...proposalsIn([{ ...clause, runs }])][0], `a proposal that reads ${words}`);
}

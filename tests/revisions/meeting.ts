import { expect } from 'vitest';
import type { DraftId, ProposalId } from '../../shared/base/ids.ts';
import type { DraftInfo, TextInfo } from '../../shared/protocol/api.ts';
import { proposalVersion } from '../../shared/text/digest.ts';
import { verifyDraft } from '../../server/drafts/verifying.ts';
import type { RunningServer } from '../../server/main.ts';
import { openStore } from '../../server/store/sqlite.ts';
import { Client, serve, signIn, temporaryFolder, type Person } from '../server/harness.ts';
import { proposalReading } from '../server/sitting.ts';

const SOURCE = `# Draft

1. The Council [shall][should] meet [twice] a year.

2. [It may invite others.]

3. Its rules are [adopted] by consensus.
`;

/** A drafter and a chair at work on one draft, on a server of their own. */
export class Meeting {
  drafter: Person;
  readonly chair: Person;
  readonly draft: DraftId;
  private server: RunningServer;
  private readonly folder: ReturnType<typeof temporaryFolder>;
  private readonly clients: Client[] = [];

  private constructor(
    folder: ReturnType<typeof temporaryFolder>,
    at: { readonly server: RunningServer; readonly drafter: Person; readonly chair: Person; readonly draft: DraftId },
  ) {
    this.folder = folder;
    this.server = at.server;
    this.drafter = at.drafter;
    this.chair = at.chair;
    this.draft = at.draft;
  }

  static async begin(source = SOURCE): Promise<Meeting> {
    const folder = temporaryFolder();
    const server = await serve(folder.path, { coalesceMs: 3_600_000 });
    const [drafter, chair] = [await signIn(server, 'drafter-1'), await signIn(server, 'chair')];
    const { draft } = await drafter.import(source);
    return new Meeting(folder, { server, drafter, chair, draft });
  }

  /** The data folder of its server. */
  get data(): string {
    return this.folder.path;
  }

  async end(): Promise<void> {
    for (const client of this.clients.splice(0)) client.close();
    await this.server.stop();
    this.folder.forget();
  }

  /** Somebody else comes in. */
  signIn(seat: string): Promise<Person> {
    return signIn(this.server, seat);
  }

  /** The server stops and another begins on what it left; the drafter signs in anew. */
  async restart(): Promise<void> {
    await this.server.stop();
    this.server = await serve(this.folder.path);
    this.drafter = await this.signIn('drafter-1');
  }

  async open(person = this.drafter): Promise<Client> {
    const client = await person.open(this.draft);
    this.clients.push(client);
    return client;
  }

  async info(person = this.drafter): Promise<DraftInfo> {
    return (await person.get<DraftInfo>(`/api/drafts/${this.draft}`)).body;
  }

  /** A client in the room of one revision, as the page has it. */
  async inRevision(person: Person, revision: number, clientId?: number): Promise<Client> {
    const client = new Client(person, `text/${this.draft}/${revision}`, clientId ?? (await this.info(person)).clientId);
    this.clients.push(client);
    return client;
  }

  /** Gives the status of the answer. */
  async issue(symbol: string, by = this.drafter): Promise<number> {
    return (await by.command(this.draft, { type: 'issue-revision', symbol })).status;
  }

  async accept(client: Client, words: string, ...falls: string[]): Promise<void> {
    const fallen = falls.map((one) => proposalReading(client, one));
    const command = { type: 'accept' as const, ...decidedOn(client, words), falls: fallen };
    expect((await this.chair.command(this.draft, command)).status).toBe(200);
  }

  async drop(client: Client, words: string): Promise<void> {
    const command = { type: 'drop' as const, ...decidedOn(client, words), ground: 'no agreement' };
    expect((await this.chair.command(this.draft, command)).status).toBe(200);
  }

  async text(query: string): Promise<TextInfo> {
    const answer = await this.drafter.get<TextInfo>(`/api/drafts/${this.draft}/text${query}`);
    expect(answer.status).toBe(200);
    return answer.body;
  }

  /** The text as a reader sees it, a line a clause. */
  async shown(query: string): Promise<string[]> {
    const { shown } = await this.text(`${query}${query === '' ? '?' : '&'}shown=1`);
    return (shown ?? []).map(({ number, words }) => `${number} ${words}`.trim());
  }

  /** Holds what is on disk against itself; the server stops for that, and another begins. */
  async verifies(): Promise<void> {
    await this.server.stop();
    const opened = openStore(this.folder.path, { create: false });
    if (!opened.ok) throw new Error(opened.refusal.reason);
    expect(verifyDraft(opened.value, this.draft)).toMatchObject({ ok: true });
    opened.value.close();
    this.server = await serve(this.folder.path);
  }
}

function decidedOn(client: Client, words: string): { readonly proposal: ProposalId; readonly version: string } {
  const proposal = proposalReading(client, words);
  return { proposal, version: proposalVersion(client.clauses(), proposal) };
}

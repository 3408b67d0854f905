import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { runNode, startNode, type Child } from './child.ts';
import { asUpdate, plainText } from './corpus.ts';
import { HOCUSPOCUS } from './rivals.ts';
import type { ServerName, Target } from './target.ts';

const TRAVAUX = fileURLToPath(new URL('../../../bin/travaux.js', import.meta.url));
const RELAY = fileURLToPath(new URL('./relay.ts', import.meta.url));
/** The first start may build the client. */
const READY_MS = 120_000;
const IMPORT_MS = 60_000;

const portSchema = z.object({ port: z.number() });
const importSchema = z.object({ draft: z.string() });
const readySchema = z.object({ url: z.string(), seats: z.array(z.object({ role: z.string(), link: z.string() })) });

/** A server with its texts, and how it is spoken to. */
export interface Running {
  readonly target: Target;
  readonly child: Child;
}

/** The texts of the bench as each server keeps them, and copies of that to be crashed. */
export class Servers {
  private readonly folder: string;
  private readonly sizes: readonly number[];
  private readonly profiles: string | null;
  private readonly drafts: Record<number, string> = {};
  private readonly seeds: Record<number, string> = {};

  /** `folder` is empty and the bench's own. `profiles`: where CPU profiles of Travaux go, null for none. */
  constructor(folder: string, sizes: readonly number[], profiles: string | null) {
    this.folder = folder;
    this.sizes = sizes;
    this.profiles = profiles;
  }

  /** Writes every text once: for Travaux by its own import, for the others as an update. */
  async prepare(): Promise<void> {
    mkdirSync(join(this.folder, 'hocuspocus'));
    await Promise.all([this.prepareTravaux(), this.prepareHocuspocus()]);
  }

  /** Starts a server on the texts as prepared. */
  start(server: ServerName): Promise<Running> {
    if (server === 'travaux') return this.startTravaux(join(this.folder, 'travaux'), this.profiles);
    if (server === 'hocuspocus') return this.startHocuspocus(join(this.folder, 'hocuspocus', 'db.sqlite'), []);
    return this.startRelay(server);
  }

  /** Copies the texts of a server as they lie there now, and gives a way to start it on the copy, any number of times. */
  copy(server: 'travaux' | 'hocuspocus', name: string): { start(): Promise<Running>; remove(): void } {
    const copied = join(this.folder, name);
    cpSync(join(this.folder, server), copied, { recursive: true });
    return {
      start: () => (server === 'travaux' ? this.startTravaux(copied, null) : this.startHocuspocus(join(copied, 'db.sqlite'), [])),
      remove: () => rmSync(copied, { recursive: true, force: true }),
    };
  }

  private async prepareTravaux(): Promise<void> {
    for (const size of this.sizes) {
      const file = join(this.folder, `${size}.txt`);
      writeFileSync(file, plainText(size));
      const report = await runNode([TRAVAUX, 'import', file, '--data', join(this.folder, 'travaux'), '--json'], IMPORT_MS);
      this.drafts[size] = importSchema.parse(JSON.parse(report)).draft;
    }
  }

  private async prepareHocuspocus(): Promise<void> {
    for (const size of this.sizes) {
      const file = join(this.folder, `${size}.update`);
      writeFileSync(file, asUpdate(size));
      this.seeds[size] = file;
    }
    const seeding = await this.startHocuspocus(join(this.folder, 'hocuspocus', 'db.sqlite'), this.seedsByName());
    await seeding.child.stop();
  }

  private async startTravaux(data: string, profiles: string | null): Promise<Running> {
    const profiling = profiles === null ? {} : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profiles}` };
    // Ten writers stand for a room of people: no person sends as much as one of them does at the peak.
    const env = { TRAVAUX_MESSAGE_RATE: '0', ...profiling };
    const child = await startNode([TRAVAUX, 'serve', '--json', '--port', '0', '--data', data, '--empty'], {
      readyMs: READY_MS,
      env,
    });
    const { url, seats } = readySchema.parse(child.ready);
    const cookies = await Promise.all(seats.map(async ({ role, link }) => ({ role, cookie: await signIn(url, link) })));
    const target: Target = {
      ...this.targetOf('travaux', child.pid, Number(new URL(url).port)),
      origin: url,
      rooms: this.drafts,
      writers: cookies.filter(({ role }) => role === 'drafter').map(({ cookie }) => cookie),
      readers: cookies.filter(({ role }) => role !== 'drafter').map(({ cookie }) => cookie),
    };
    return { child, target };
  }

  private async startHocuspocus(database: string, seeds: readonly string[]): Promise<Running> {
    const child = await startNode([HOCUSPOCUS, database, ...seeds], { readyMs: READY_MS });
    const target = this.targetOf('hocuspocus', child.pid, portSchema.parse(child.ready).port);
    return { child, target: { ...target, writers: ['writer'], readers: ['reader'] } };
  }

  private async startRelay(server: 'relay' | 'durable' | 'least'): Promise<Running> {
    const keeping = {
      relay: [],
      durable: ['disk', join(this.folder, 'relay.log')],
      least: ['store', join(this.folder, 'relay.sqlite'), ...this.seedsByName()],
    };
    const child = await startNode([RELAY, ...keeping[server]], { readyMs: READY_MS });
    return { child, target: this.targetOf(server, child.pid, portSchema.parse(child.ready).port) };
  }

  private targetOf(server: ServerName, pid: number, port: number): Target {
    const rooms = Object.fromEntries(this.sizes.map((size) => [size, this.nameOf(size)]));
    return { server, pid, port, origin: `http://127.0.0.1:${port}`, rooms, writers: [''], readers: [''], seeds: this.seeds };
  }

  private seedsByName(): string[] {
    return Object.entries(this.seeds).map(([size, file]) => `${this.nameOf(size)}=${file}`);
  }

  private nameOf(size: number | string): string {
    return `text-${size}`;
  }
}

/** Trades a seat's link for a session: the cookie that a browser would send. */
async function signIn(url: string, link: string): Promise<string> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: url },
    body: JSON.stringify({ token: new URL(link).hash.slice(1) }),
  });
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
  if (!response.ok || cookie === undefined)
    throw new Error(`Travaux let a seat not sign in: ${response.status} ${await response.text()}`);
  return cookie;
}

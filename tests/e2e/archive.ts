import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { launchChromium } from '../browser/chromium.ts';
import { Person } from './person.ts';
import { newDataFolder, RunningServer, travaux, type SeatLink } from './travaux.ts';

const SOURCE = `## Draft decision on the archive

## Article 1

1. The archive is open to the public.
2. The archivist keeps a list of visitors.
3. Visitors wear gloves.
4. The Secretariat pays for the gloves.
5. Nothing leaves the reading room.
6. Copies are made on request.
7. The archive closes at noon.
8. Readers sign for what they read.
`;

/** A draft about an archive, a server that may die and come back, and those who work on it. */
export class Archive {
  private readonly data = newDataFolder();
  private readonly people: Person[] = [];
  private opened: Browser | null = null;
  private running: RunningServer | null = null;

  /** One for a file of tests: founded before them, closed behind them, with a server of its own for each. */
  static ofThisFile(): Archive {
    const archive = new Archive();
    beforeAll(() => archive.found());
    beforeEach(() => archive.serve());
    afterEach(() => archive.clear());
    afterAll(() => archive.close());
    return archive;
  }

  /** Imports the draft; no server runs yet. */
  private async found(): Promise<void> {
    const file = join(this.data, 'archive.md');
    writeFileSync(file, SOURCE);
    expect(travaux('import', file, '--data', this.data).status).toBe(0);
    this.opened = await launchChromium();
  }

  private get browser(): Browser {
    if (this.opened === null) throw new Error('no browser runs');
    return this.opened;
  }

  get server(): RunningServer {
    if (this.running === null) throw new Error('no server runs');
    return this.running;
  }

  /** Starts a server, with sign-in links of its own: a link is good once. */
  private async serve(): Promise<void> {
    this.running = await RunningServer.start({ data: this.data });
  }

  /** Starts another server at the address of the one that stopped. */
  async restart(): Promise<void> {
    this.running = await RunningServer.start({ data: this.data, args: ['--port', new URL(this.server.url).port] });
  }

  /** Stops the server, and puts back what `backup` copied. */
  async restore(copy: string): Promise<void> {
    await this.server.stop();
    expect(travaux('restore', copy, '--replace', '--data', this.data).status).toBe(0);
    await this.restart();
  }

  /** Copies the store while the server runs. */
  backup(): string {
    const copy = join(this.data, 'copy.db');
    expect(travaux('backup', copy, '--data', this.data).status).toBe(0);
    return copy;
  }

  drafter(nth: number): SeatLink {
    return this.server.seat('drafter', undefined, nth);
  }

  /** Somebody comes and signs in. */
  async person(seat: SeatLink): Promise<Person> {
    const person = await Person.come(this.browser);
    this.people.push(person);
    await person.signIn(seat);
    return person;
  }

  /** Two drafters and somebody of another role, each in a browser of their own, before the draft. `one` is the first of them. */
  async three(other: 'chair' | 'observer'): Promise<{ readonly one: Person; readonly pages: readonly [Page, Page, Page] }> {
    const [one, two, three] = await Promise.all([
      this.person(this.drafter(0)),
      this.person(this.drafter(1)),
      this.person(this.server.seat(other)),
    ]);
    return { one, pages: await Promise.all([one.open(), two.open(), three.open()]) };
  }

  /** Everybody goes and the server stops. Throws what a page complained of. */
  private async clear(): Promise<void> {
    const trouble = this.people.flatMap((person) => person.trouble);
    for (const person of this.people.splice(0)) await person.context.close();
    await this.server.stop();
    if (trouble.length > 0) throw new Error(trouble.join('\n'));
  }

  /** Nothing goes on; what is left on disk must verify. */
  private async close(): Promise<void> {
    await this.browser.close();
    expect(travaux('verify', '--data', this.data)).toMatchObject({ status: 0 });
    rmSync(this.data, { recursive: true, force: true });
  }
}

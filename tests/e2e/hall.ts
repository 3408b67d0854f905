import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../browser/chromium.ts';
import { untilReads } from './reading.ts';
import { newDataFolder, RunningServer, signIn, travaux, type SeatLink } from './travaux.ts';

/** The text that people come for. */
export interface Matter {
  readonly source: string;
  /** Words of its title, by which its card on the desk is found. */
  readonly title: string;
  /** Words that are read once all of it is there. */
  readonly reads: string | RegExp;
}

/** A draft on a server of its own, with everybody who came to it, each in a browser of their own. */
export class Hall {
  readonly server: RunningServer;
  readonly browser: Browser;
  private readonly matter: Matter;
  private readonly pages = new Map<SeatLink, Promise<Page>>();
  private readonly troubles: string[][] = [];

  private constructor(matter: Matter, server: RunningServer, browser: Browser) {
    this.matter = matter;
    this.server = server;
    this.browser = browser;
  }

  /** Imports the text and starts the server on it. */
  static async open(matter: Matter): Promise<Hall> {
    const data = newDataFolder();
    const file = join(data, 'text.md');
    writeFileSync(file, matter.source);
    const imported = travaux('import', file, '--data', data);
    if (imported.status !== 0) throw new Error(imported.stderr);
    const [server, browser] = await Promise.all([RunningServer.start({ data }), launchChromium()]);
    return new Hall(matter, server, browser);
  }

  /** The page of a seat, signed in and at the draft: the same each time, since a link is good for one use. */
  at(seat: SeatLink): Promise<Page> {
    const page = this.pages.get(seat) ?? this.letIn(seat);
    this.pages.set(seat, page);
    return page;
  }

  drafter(nth = 0): Promise<Page> {
    return this.at(this.server.seat('drafter', undefined, nth));
  }

  chair(): Promise<Page> {
    return this.at(this.server.seat('chair'));
  }

  delegate(participant: string, nth = 0): Promise<Page> {
    return this.at(this.server.seat('delegate', participant, nth));
  }

  observer(): Promise<Page> {
    return this.at(this.server.seat('observer'));
  }

  /** Throws where a page complained of something, but for what is `expected`. */
  checkPages(expected: (trouble: string) => boolean = () => false): void {
    const trouble = this.troubles.flat().filter((one) => !expected(one));
    if (trouble.length > 0) throw new Error(trouble.join('\n'));
  }

  /** Everybody leaves, the server stops, and what it has stored must verify. */
  async close(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
    const verified = travaux('verify', '--data', this.server.data);
    if (verified.status !== 0) throw new Error(verified.stderr + verified.stdout);
    rmSync(this.server.data, { recursive: true, force: true });
  }

  private async letIn(seat: SeatLink): Promise<Page> {
    const { page, trouble } = await signIn(this.browser, seat);
    this.troubles.push(trouble);
    await page.locator('a.draft-card', { hasText: this.matter.title }).click();
    await untilReads(page, this.matter.reads);
    return page;
  }
}

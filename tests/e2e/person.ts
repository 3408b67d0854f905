import type { Browser, BrowserContext, Page, WebSocketRoute } from 'playwright-core';
import { PATIENCE } from '../setup/patience.ts';
import { untilReads } from './reading.ts';
import type { SeatLink } from './travaux.ts';

/** Somebody with a browser of their own, whose sockets can be cut while HTTP goes on. */
export class Person {
  readonly context: BrowserContext;
  /** What the pages complained of. */
  readonly trouble: string[] = [];
  page: Page;
  /** Whether a message of the server is to be lost on its way. */
  swallow: (message: Buffer) => boolean = () => false;
  /** With what code sockets are closed instead of being taken; null where they are taken. */
  refusal: number | null = null;
  private isCut = false;
  private readonly sockets = new Set<WebSocketRoute>();

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
  }

  /** Opens a browser for somebody, not signed in yet. */
  static async come(browser: Browser): Promise<Person> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    context.setDefaultTimeout(PATIENCE);
    const person = new Person(context, await context.newPage());
    await context.routeWebSocket(/\/sync\//, (socket) => {
      if (person.isCut) return void socket.close({ code: 1001 });
      if (person.refusal !== null) return void socket.close({ code: person.refusal });
      person.sockets.add(socket);
      const behind = socket.connectToServer();
      behind.onMessage((message) => {
        if (typeof message === 'string' || !person.swallow(message)) socket.send(message);
      });
      return undefined;
    });
    return person;
  }

  async signIn(seat: SeatLink): Promise<void> {
    this.listen(this.page);
    await this.page.goto(seat.link);
    await this.page.waitForURL((url) => url.pathname === '/');
  }

  /** Goes from the desk to the draft about the archive. */
  async open(): Promise<Page> {
    await this.page.locator('a.draft-card', { hasText: 'archive' }).click();
    await untilReads(this.page, 'Article 1');
    return this.page;
  }

  async cut(): Promise<void> {
    this.isCut = true;
    for (const socket of this.sockets) await socket.close({ code: 1001 });
    this.sockets.clear();
    await this.page.getByText(/^Offline/).waitFor();
  }

  mend(): void {
    this.isCut = false;
  }

  /** The browser’s process for the page ends without a word. */
  async crash(): Promise<void> {
    const address = this.page.url();
    const crashed = this.page.waitForEvent('crash');
    const devtools = await this.context.newCDPSession(this.page);
    // Who is dead does not answer.
    devtools.send('Page.crash').catch(() => undefined);
    await crashed;
    await this.page.close();
    this.page = await this.context.newPage();
    this.listen(this.page);
    await this.page.goto(address);
  }

  private listen(page: Page): void {
    page.on('pageerror', (error) => this.trouble.push(`${error.name}: ${error.message}`));
  }
}

import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { launchChromium } from '../../browser/chromium.ts';
import { signIn } from '../../e2e/travaux.ts';
import { BareServer } from './bare-server.ts';
import { corpusOf, type Corpus } from './corpus.ts';
import { TravauxServer } from './travaux-server.ts';
import { Writer } from './writer.ts';

export type EditorName = 'travaux' | 'bare';

type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

const SIZE = { width: 1440, height: 900 };

/** Both editors with the same texts, each served over the loopback, and a browser to open them in. */
export class Stage {
  readonly browser: Browser;
  private readonly travaux: TravauxServer;
  private readonly bare: BareServer;
  private readonly corpora: ReadonlyMap<number, Corpus>;
  private readonly session: Session;
  private readonly writer: string;

  private constructor(parts: {
    readonly browser: Browser;
    readonly travaux: TravauxServer;
    readonly bare: BareServer;
    readonly corpora: ReadonlyMap<number, Corpus>;
    readonly session: Session;
    readonly writer: string;
  }) {
    this.browser = parts.browser;
    this.travaux = parts.travaux;
    this.bare = parts.bare;
    this.corpora = parts.corpora;
    this.session = parts.session;
    this.writer = parts.writer;
  }

  /** Builds and starts everything; `folder` is empty and the bench's own. */
  static async set(sizes: readonly number[], folder: string): Promise<Stage> {
    const corpora = new Map(sizes.map((size) => [size, corpusOf(size)]));
    const texts = Object.fromEntries([...corpora].map(([size, { words }]) => [String(size), words]));
    const travaux = await TravauxServer.start(folder, [...corpora.values()]);
    const bare = await BareServer.start(join(folder, 'bare'), texts);
    const browser = await launchChromium();
    const [drafter, other] = [await signIn(browser, travaux.drafters[0]), await signIn(browser, travaux.drafters[1])];
    const session = await drafter.page.context().storageState();
    const cookies = await other.page.context().cookies();
    await Promise.all([drafter, other].map(({ page }) => page.context().close()));
    const writer = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    return new Stage({ browser, travaux, bare, corpora, session, writer });
  }

  corpus(clauses: number): Corpus {
    const corpus = this.corpora.get(clauses);
    if (corpus === undefined) throw new Error(`no text of ${clauses} clauses`);
    return corpus;
  }

  /** A browser of one person's own, signed in at Travaux, with nothing kept from earlier. */
  context(editor: EditorName): Promise<BrowserContext> {
    return this.browser.newContext({ viewport: SIZE, ...(editor === 'travaux' ? { storageState: this.session } : {}) });
  }

  address(editor: EditorName, clauses: number): string {
    return editor === 'travaux'
      ? `${this.travaux.origin}/drafts/${this.travaux.draft(clauses)}`
      : `${this.bare.origin}/?room=${clauses}`;
  }

  /** A page of the same site without a text: the desk, and the bare page as it is before it knows which text to show. */
  lobby(editor: EditorName): string {
    return `${this.origin(editor)}/`;
  }

  origin(editor: EditorName): string {
    return editor === 'travaux' ? this.travaux.origin : this.bare.origin;
  }

  /** Somebody else who types in the same text. */
  join(editor: EditorName, clauses: number): Promise<Writer> {
    return editor === 'travaux'
      ? Writer.join(this.travaux.origin, `${this.travaux.draft(clauses)}/1`, this.writer)
      : Writer.join(this.bare.origin, String(clauses), '');
  }

  async strike(): Promise<void> {
    await this.browser.close();
    await this.bare.stop();
    await this.travaux.stop();
  }
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '../../../shared/base/assert.ts';
import { RunningServer, travaux, type SeatLink } from '../../e2e/travaux.ts';
import type { Corpus } from './corpus.ts';

/** Travaux's own server as it comes, with the texts imported as anybody would. */
export class TravauxServer {
  readonly origin: string;
  /** Two drafters: one whose page is measured, one who writes from elsewhere. */
  readonly drafters: readonly [SeatLink, SeatLink];
  private readonly server: RunningServer;
  private readonly drafts: ReadonlyMap<number, string>;

  private constructor(server: RunningServer, drafts: ReadonlyMap<number, string>) {
    this.server = server;
    this.drafts = drafts;
    this.origin = server.url;
    this.drafters = [server.seat('drafter'), server.seat('drafter', undefined, 1)];
  }

  static async start(folder: string, corpora: readonly Corpus[]): Promise<TravauxServer> {
    const data = join(folder, 'travaux');
    const drafts = new Map<number, string>();
    for (const { source, clauses } of corpora) {
      const file = join(folder, `${clauses.length}.md`);
      writeFileSync(file, source);
      const run = travaux('import', file, '--data', data, '--json');
      if (run.status !== 0) throw new Error(`the import failed: ${run.stderr}`);
      drafts.set(clauses.length, (JSON.parse(run.stdout) as { readonly draft: string }).draft);
    }
    return new TravauxServer(await RunningServer.start({ data, args: ['--empty'] }), drafts);
  }

  /** The draft with so many clauses. */
  draft(clauses: number): string {
    return must(this.drafts.get(clauses), `draft of ${clauses} clauses`);
  }

  async stop(): Promise<void> {
    await this.server.stop();
  }
}

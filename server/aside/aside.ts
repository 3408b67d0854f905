import { Archives, type ArchiveSources } from '../archive/archives.ts';
import { TextMaker } from '../drafts/text-maker.ts';
import { FileReader } from '../formats/file-reader.ts';
import { FileWriter } from '../formats/file-writer.ts';
import type { Limits } from '../limits.ts';
import type { Meter } from '../metrics/meter.ts';
import type { CountWork } from './turns.ts';

interface AsideOptions {
  readonly limits: Pick<Limits, 'papers' | 'texts' | 'files' | 'archives'>;
  readonly meter: Meter;
}

/** What is done in processes beside the server, so that nobody's typing waits for it: papers, exports and comparisons, files that come in, archives. */
export class Aside {
  readonly files: FileWriter;
  readonly texts: TextMaker;
  readonly reader: FileReader;
  readonly archives: Archives;

  constructor(sources: ArchiveSources, { limits, meter }: AsideOptions) {
    const counted = (kind: string): CountWork => {
      return (change) => meter.work.add(change, { kind });
    };
    this.files = new FileWriter(limits.papers, counted('papers'));
    this.texts = new TextMaker(limits.texts, counted('texts'));
    this.reader = new FileReader(limits.files, counted('files'));
    this.archives = new Archives(sources, limits.archives, counted('archives'));
  }

  /** The server stops: whatever is under way is given up, and what waits is not begun. */
  stop(): void {
    this.files.stop();
    this.texts.stop();
    this.reader.stop();
    this.archives.stop();
  }
}

import { ok, refuse, type Result } from '../../shared/base/result.ts';
import type { Brought, BroughtInput } from '../../shared/import/brought.ts';
import type { Participant } from '../../shared/participants/participant.ts';
import { registry } from '../../shared/participants/registry.ts';
import type { WorkLimits } from '../limits.ts';
import type { CountWork } from '../aside/turns.ts';
import type { WorkRefusal } from '../aside/work-refusal.ts';
import { Workshop } from '../aside/workshop.ts';
import type { AmendedText } from './docx/reading/amended-text.ts';
import { readShortText, type DraftFile, type ReadDraft } from './draft-file.ts';

/** What a process is asked: a file as a draft, what was changed in a file, or to bring that home. */
export type ReadingOrder =
  | { readonly ask: 'draft'; readonly file: DraftFile; readonly participants: readonly Participant[] }
  | { readonly ask: 'amendments'; readonly file: Uint8Array }
  | { readonly ask: 'bring'; readonly input: Omit<BroughtInput, 'newClause'> };

/** The answer to each. */
export interface ReadingAnswers {
  readonly draft: ReadDraft;
  readonly amendments: AmendedText;
  readonly bring: Brought;
}

/** Reads files, whatever their kind, so that none harms more than its own reading. A short text is read at once. */
export class FileReader {
  private readonly workshop: Workshop<ReadingOrder, Result<ReadingAnswers[ReadingOrder['ask']], string>>;

  constructor(limits: WorkLimits, count?: CountWork) {
    this.workshop = new Workshop({ program: new URL('./reading-process.ts', import.meta.url), words: WORDS }, limits, count);
  }

  /** Rejects where reading fails of itself. */
  async read<Order extends ReadingOrder>(
    whose: string,
    order: Order,
    gone: AbortSignal | null = null,
  ): Promise<Result<ReadingAnswers[Order['ask']], WorkRefusal>> {
    const done = await this.workshop.make(whose, () => Promise.resolve(ok(order)), { gone });
    if (!done.ok) return done;
    const read = done.value;
    // The process answers what it was asked.
    return read.ok ? ok(read.value as ReadingAnswers[Order['ask']]) : refuse({ code: 'unfit', reason: read.refusal });
  }

  /** As `read`, of a file that is to become a draft. A short text is read at once, and has no turn. */
  async readDraft(
    whose: string,
    order: Extract<ReadingOrder, { ask: 'draft' }>,
    gone: AbortSignal | null = null,
  ): Promise<Result<ReadDraft, WorkRefusal>> {
    const short = readShortText(order.file, registry(order.participants));
    return short === null ? this.read(whose, order, gone) : ok(short);
  }

  /** The server stops: what is being read is given up, and what waits is not begun. */
  stop(): void {
    this.workshop.stop();
  }
}

const WORDS = {
  'of-one': 'A file of your seat is being read. Send the next when that is done.',
  'of-all': 'Many files are waiting to be read. Try again in a minute.',
  time: 'The file takes longer to read than a text can need; it is not read.',
  memory: 'The file asks for more memory than a text can need; it is not read.',
} as const;

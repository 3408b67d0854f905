import type { DraftId } from '../../shared/base/ids.ts';
import type { Result } from '../../shared/base/result.ts';
import { UNTOLD, type PaperStep, type TellStep } from '../../shared/manuscript/paper-step.ts';
import type { Lens } from '../../shared/participants/lens.ts';
import type { Participant } from '../../shared/participants/participant.ts';
import type { Moment } from '../../shared/protocol/moment.ts';
import type { Viewer } from '../../shared/record/masking.ts';
import type { PaperRequest } from '../drafts/papers.ts';
import type { StoredText } from '../drafts/stored-text.ts';
import type { WorkLimits } from '../limits.ts';
import type { CountWork } from '../aside/turns.ts';
import type { WorkRefusal } from '../aside/work-refusal.ts';
import { Workshop } from '../aside/workshop.ts';

/** A paper that is wanted as a file, of a text as it lies in the store. */
export interface PaperOrder {
  readonly request: PaperRequest;
  readonly draft: DraftId;
  readonly moment: Moment;
  readonly text: StoredText;
  /** As whom it is to be read. */
  readonly viewer: Viewer;
  readonly organisation: string;
  readonly participants: readonly Participant[];
}

/** A paper as a file. */
export interface WrittenPaper {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Through which its record was read. */
  readonly lens: Lens;
}

/** Who hears of a paper before it is written. */
interface WritingOptions {
  /** Says that nobody wants it any more. */
  readonly gone?: AbortSignal | null;
  readonly tell?: TellStep;
}

/** Writes papers to files: the text of 1,050 brackets takes half a second. */
export class FileWriter {
  private readonly workshop: Workshop<PaperOrder, WrittenPaper, PaperStep>;

  constructor(limits: WorkLimits, count?: CountWork) {
    this.workshop = new Workshop({ program: new URL('./file-process.ts', import.meta.url), words: WORDS }, limits, count);
  }

  /**
   * Writes a paper for somebody, as `Workshop.make` does. `tell` hears of each step, but nothing where the paper is not taken in. Rejects where a
   * paper cannot be written.
   */
  write<Fault extends object>(
    whose: string,
    order: () => Promise<Result<PaperOrder, Fault>>,
    { gone = null, tell = UNTOLD }: WritingOptions = {},
  ): Promise<Result<WrittenPaper, Fault | WorkRefusal>> {
    const begun = (): Promise<Result<PaperOrder, Fault>> => {
      tell({ name: 'reading' });
      return order();
    };
    return this.workshop.make(whose, begun, { gone, tell, onWait: () => tell({ name: 'waiting' }) });
  }

  /** The server stops: what is being written is given up, and what waits is not begun. */
  stop(): void {
    this.workshop.stop();
  }
}

const WORDS = {
  'of-one': 'Papers of your seat are being written already. Ask for this one when they are done.',
  'of-all': 'Many papers are waiting to be written. Try again in a minute.',
  time: 'This paper takes longer to write than the server gives to one. Another format may be quicker.',
  memory: 'This paper asks for more memory than the server gives to one. Another format may need less.',
} as const;

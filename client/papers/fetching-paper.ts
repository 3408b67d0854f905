import type { DraftId } from '../../shared/base/ids.ts';
import { refuse, type Result } from '../../shared/base/result.ts';
import type { Distribution, FileFormat, Language } from '../../shared/manuscript/file-format.ts';
import type { Paper } from '../../shared/manuscript/manuscript.ts';
import type { PaperStep } from '../../shared/manuscript/paper-step.ts';
import type { Lens } from '../../shared/participants/lens.ts';
import type { Refused } from '../../shared/protocol/api.ts';
import type { Moment } from '../../shared/protocol/moment.ts';
import { STEPPED } from '../../shared/protocol/stepped.ts';
import { readStepped, type Coming, type FetchedFile } from './stepped-answer.ts';

/** Of which text a paper is. */
export interface PaperSource {
  readonly draft: DraftId;
  readonly moment: Moment;
}

/** A paper as it is asked for. */
export interface PaperChoice {
  readonly paper: Paper;
  readonly format: FileFormat;
  readonly symbol: string;
  readonly distribution: Distribution;
  readonly language: Language;
  readonly tags: boolean;
  /** Null: as the one who asks sees the draft. */
  readonly lens: Lens | null;
}

/** Who hears of a paper on its way. */
interface FetchOptions {
  /** Gives it up. */
  readonly signal: AbortSignal;
  readonly tell: (step: PaperStep | Coming) => void;
}

/** Asks the server for a paper; or why it gave none, in a sentence. */
export async function fetchPaper(
  { draft, moment }: PaperSource,
  choice: PaperChoice,
  { signal, tell }: FetchOptions,
): Promise<Result<FetchedFile, string>> {
  const { paper, format, symbol, distribution, language, tags, lens } = choice;
  const query = new URLSearchParams({ format, distribution, language });
  if (symbol.trim() !== '') query.set('symbol', symbol.trim().replaceAll(/\s+/g, ' '));
  if (tags && paper === 'negotiating') query.set('tags', '1');
  if (lens !== null) query.set('lens', lens);
  if (moment.at === 'revision') query.set('revision', String(moment.revision));
  if (moment.at === 'entry') query.set('entry', String(moment.entry));
  let response: Response;
  try {
    const path = `/api/drafts/${draft}/papers/${paper}?${query}`;
    response = await fetch(path, { credentials: 'same-origin', headers: { accept: STEPPED }, signal });
  } catch {
    return refuse('The server cannot be reached. Try again.');
  }
  const isStepped = response.headers.get('content-type') === STEPPED;
  return isStepped && response.body !== null ? readStepped<PaperStep>(response.body, tell) : refuse(await reasonOf(response));
}

async function reasonOf(response: Response): Promise<string> {
  try {
    const { refusal } = (await response.json()) as Refused;
    return refusal.reason;
  } catch {
    return `The server could not write it (${response.status}). Try again.`;
  }
}

/** Hands a file to the browser, which keeps it where it keeps what is downloaded. */
export function save({ name, content }: FetchedFile): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

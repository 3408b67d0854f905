import type { DraftId } from '../../shared/base/ids.ts';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import type { Distribution, FileFormat, Language } from '../../shared/manuscript/file-format.ts';
import type { Paper } from '../../shared/manuscript/manuscript.ts';
import type { Lens } from '../../shared/participants/lens.ts';
import type { Refused } from '../../shared/protocol/api.ts';

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

/** A file that has come. */
export interface FetchedFile {
  readonly name: string;
  readonly content: Blob;
}

/** Asks the server for a paper; or why it gave none, in a sentence. */
export async function fetchPaper(draft: DraftId, choice: PaperChoice): Promise<Result<FetchedFile, string>> {
  const { paper, format, symbol, distribution, language, tags, lens } = choice;
  const query = new URLSearchParams({ format, distribution, language });
  if (symbol.trim() !== '') query.set('symbol', symbol.trim().replaceAll(/\s+/g, ' '));
  if (tags && paper === 'negotiating') query.set('tags', '1');
  if (lens !== null) query.set('lens', lens);
  try {
    const response = await fetch(`/api/drafts/${draft}/papers/${paper}?${query}`, { credentials: 'same-origin' });
    if (!response.ok) return refuse(await reasonOf(response));
    const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
    return ok({ name: name ?? `${paper}.${format}`, content: await response.blob() });
  } catch {
    return refuse('The server cannot be reached. Try again.');
  }
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

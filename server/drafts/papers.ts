import type { DraftId } from '../../shared/base/ids.ts';
import type { Imprint, ManuscriptSources } from '../../shared/manuscript/compose.ts';
import { isReadAgain, type Distribution, type FileFormat, type Language } from '../../shared/manuscript/file-format.ts';
import type { Paper } from '../../shared/manuscript/manuscript.ts';
import type { Registry } from '../../shared/participants/registry.ts';
import type { Moment } from '../../shared/protocol/moment.ts';
import type { TextAt } from '../rooms/text-at.ts';
import { fileName } from './file-name.ts';
import { revisionsOf } from './moments.ts';

/** A paper as somebody asks for it. */
export interface PaperRequest {
  readonly paper: Paper;
  readonly format: FileFormat;
  /** Null: the symbol under which the text was issued, if it was. */
  readonly symbol: string | null;
  readonly distribution: Distribution;
  readonly language: Language;
  /** Whether agreed clauses carry their tags. */
  readonly tags: boolean;
}

/** What is asked for where nothing else is said: a text under negotiation is of limited distribution. */
export const USUAL_PAPER = { distribution: 'Limited', language: 'English' } as const;

/** What a paper is composed of. It bears the day of the last entry that it knows of, not of its printing. */
export function paperSources(
  request: PaperRequest,
  {
    organisation,
    registry,
    draft,
    text,
  }: { readonly organisation: string; readonly registry: Registry; readonly draft: DraftId; readonly text: TextAt },
): { readonly sources: ManuscriptSources; readonly imprint: Imprint } {
  const { format, distribution, language, tags } = request;
  const { clauses, state, entries, revision, update } = text;
  const issued = revisionsOf(entries).find(({ number, entry }) => number === revision && entry === state.last);
  const imprint: Imprint = {
    masthead: {
      organisation,
      symbol: request.symbol ?? issued?.symbol ?? '',
      distribution,
      date: entries[state.last - 1]?.at.slice(0, DAY) ?? '',
      language,
    },
    draft,
    revision,
    update,
    tags,
    toTheLetter: isReadAgain(format),
  };
  return { sources: { clauses, state, entries, registry }, imprint };
}

/** Length of a day in ISO 8601. */
const DAY = 10;

/** Name of the file in which a paper is saved. */
export function paperFileName({ paper, format }: PaperRequest, { state }: TextAt, moment: Moment): string {
  return fileName(state.title, paper, moment, format);
}

import { ok, refuse, type Result } from '../../shared/base/result.ts';
import { DISTRIBUTIONS, FILE_FORMATS, LANGUAGES, whyNoPaper } from '../../shared/manuscript/file-format.ts';
import { PAPERS } from '../../shared/manuscript/manuscript.ts';
import { USUAL_PAPER, type PaperRequest } from '../drafts/papers.ts';

/** What the command line says of a paper. */
export interface PaperValues {
  readonly format?: string;
  readonly paper?: string;
  readonly symbol?: string;
  readonly distribution?: string;
  readonly language?: string;
  readonly tags?: boolean;
  readonly out?: string;
}

/** Whether a format is one in which papers are written to files. */
export function isFileFormat(format: string | undefined): boolean {
  return FILE_FORMATS.some((one) => one === format);
}

/** Reads what paper is wanted and where it goes (null: standard output), or says what is wrong. */
export function readPaper(values: PaperValues): Result<{ readonly request: PaperRequest; readonly out: string | null }, string> {
  const format = FILE_FORMATS.find((one) => one === values.format);
  const paper = PAPERS.find((one) => one === (values.paper ?? 'negotiating'));
  const distribution = DISTRIBUTIONS.find((one) => alike(one, values.distribution ?? USUAL_PAPER.distribution));
  const language = LANGUAGES.find((one) => alike(one, values.language ?? USUAL_PAPER.language));
  if (format === undefined) return refuse(`--format is one of ${FILE_FORMATS.join(', ')}.`);
  if (paper === undefined) return refuse(`--paper is one of ${PAPERS.join(', ')}.`);
  const fault = whyNoPaper(paper, format);
  if (fault !== null) return refuse(fault);
  if (distribution === undefined) return refuse(`--distribution is one of ${DISTRIBUTIONS.join(', ')}.`);
  if (language === undefined) return refuse(`--language is one of ${LANGUAGES.join(', ')}.`);
  if (values.tags === true && paper !== 'negotiating') return refuse('--tags is of the text with its brackets.');
  const symbol = values.symbol?.trim() ?? '';
  return ok({
    request: { format, paper, distribution, language, tags: values.tags === true, symbol: symbol === '' ? null : symbol },
    out: values.out ?? null,
  });
}

function alike(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

import { ok, refuse, type Result } from '../../shared/base/result.ts';
import { MEANINGS, type Meaning } from '../../shared/import/file-text.ts';
import type { Invocation } from './invocation.ts';

interface Values {
  readonly title?: string;
  readonly 'as-proposals-of'?: string;
  readonly to?: string;
  readonly authors?: string;
  readonly legend?: string;
}

/** Options of an import that go with a delegation's amendments alone. */
export const AMENDMENT_OPTIONS = ['as-proposals-of', 'to', 'authors', 'legend'] as const;

/** Reads what is asked of a file of amendments; null where a file is to become a draft. */
export function readAmendments(
  values: Values,
  { file, data, json }: { readonly file: string; readonly data: string; readonly json: boolean },
): Result<Invocation, string> | null {
  const said = AMENDMENT_OPTIONS.filter((name) => values[name] !== undefined);
  if (said.length === 0) return null;
  const { to, authors, legend } = values;
  const of = values['as-proposals-of']?.trim() ?? '';
  if (of === '' || to === undefined || to === '')
    return refuse('--as-proposals-of names a delegation, and --to the draft that it amends: both go together.');
  if (values.title !== undefined) return refuse('--title is of a new draft.');
  if (!/\.docx$/i.test(file)) return refuse('amendments come from a Word file (.docx).');
  const meanings: Record<string, Meaning> = {};
  for (const one of listed(legend)) {
    const at = one.lastIndexOf('=');
    const meaning = MEANINGS.find((name) => name === one.slice(at + 1).trim());
    if (at < 1 || meaning === undefined)
      return refuse(`--legend takes WAY=MEANING; …, each meaning one of ${MEANINGS.join(', ')}.`);
    meanings[one.slice(0, at).trim()] = meaning;
  }
  const names = authors === undefined ? null : listed(authors);
  return ok({ command: 'import-amendments', file, of, draft: to, authors: names, legend: meanings, data, json });
}

function listed(text = ''): string[] {
  return text
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

import { clauseId } from '../../shared/base/ids.ts';
import { broughtFrom, type Brought } from '../../shared/import/brought.ts';
import type { FileChoices, FileParagraph, FileText, FileWords } from '../../shared/import/file-text.ts';
import { plainText, type Clause } from '../../shared/text/clause.ts';
import { numberClauses } from '../../shared/text/numbering.ts';
import { clause } from '../projection/built.ts';

export const US = 'A. Hansen';

export const THEM = 'B. Other';

export const CHOICES: FileChoices = { authors: [US], untracked: true, legend: {} };

/** Words of a file: `+` ours in, `-` ours out, `~` another's in. */
export function words(text: string, what: '' | '+' | '-' | '~' = '', more: Partial<FileWords> = {}): FileWords {
  return {
    text,
    insertedBy: what === '+' ? US : what === '~' ? THEM : null,
    deletedBy: what === '-' ? US : null,
    isOut: false,
    move: null,
    way: null,
    bold: false,
    italic: false,
    link: null,
    within: [],
    comments: [],
    ...more,
  };
}

export function paragraph(id: string | null, list: readonly FileWords[], more: Partial<FileParagraph> = {}): FileParagraph {
  return {
    clause: id === null ? null : clauseId(id),
    shape: null,
    number: '',
    words: list,
    cell: null,
    asides: [],
    insertedBy: null,
    deletedBy: null,
    ...more,
  };
}

export const file = (paragraphs: readonly FileParagraph[], more: Partial<FileText> = {}): FileText => ({
  isWhole: true,
  paragraphs,
  comments: [],
  struckBrackets: 0,
  ...more,
});

export interface Bringing {
  readonly text: FileText;
  readonly draft: readonly Clause[];
  readonly made?: readonly Clause[];
  readonly choices?: FileChoices;
}

export function bring({ text, draft, made = draft, choices = CHOICES }: Bringing): Brought {
  let count = 0;
  return broughtFrom({
    file: text,
    choices,
    clauses: draft,
    numbers: numberClauses(draft),
    asMade: made,
    newClause: () => clauseId(`new${(count += 1)}`),
  });
}

export const shown = (clauses: readonly Clause[]): string[] => clauses.map((one) => `${one.id}: ${plainText(one)}`);

export const DRAFT = ['Parties shall report.', 'They meet in May.', 'They may object.'].map((text, index) =>
  clause(`c${index}`, text),
);

export const untouched = (id: number): FileParagraph => paragraph(`c${id}`, [words(plainText(DRAFT[id] ?? clause('x', '')))]);

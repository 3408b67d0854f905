import type { ProposalId } from '../base/ids.ts';
import type { Clause, Run } from '../text/clause.ts';
import { withoutSlots } from '../text/clause.ts';
import { asOneLine } from '../text/clause-words.ts';
import type { TextForm } from '../text/form.ts';
import { isHeading, numberClauses } from '../text/numbering.ts';
import { withFootnoteNumbers } from './footnotes.ts';
import type { Numbers } from './numbers.ts';
import { paragraphsOf, type Printed } from './pipe-table.ts';
import type { Tombstone } from './tombstones.ts';
import type { BracketRole, DrawingFacts } from './drawing.ts';
import { onPaper, type PaperPart } from './paper-brackets.ts';

/** What bracketed text needs besides the record's facts. */
export interface BracketedFacts extends DrawingFacts {
  readonly form: TextForm;
  /** What stands beside the text; absent, numbers are those of the text alone, and what is gone leaves nothing. */
  readonly numbers?: Numbers;
  /** What to print behind a clause's words, such as `[Agreed ad ref]`; absent, nothing behind any. */
  statusTagOf?(clause: Clause): string;
  /**
   * What to print behind the opening glyph and before the closing one (`US propose: `, ` - US; G77 delete`); empty strings where
   * hidden.
   */
  attributionOf(proposal: ProposalId, role: BracketRole): { readonly prefix: string; readonly suffix: string };
}

/** Columns of indentation for each level. */
const STEP = 4;

/**
 * The text with its open proposals in brackets, an empty line between clauses and one line for each. Importing it again with the
 * same form gives the same clauses, brackets and nesting (DESIGN, invariant 8). A clause without number or characters prints
 * nothing.
 */
export function bracketedText(clauses: readonly Clause[], facts: BracketedFacts): string {
  return `${paragraphsOf(printedClauses(clauses, facts)).join('\n\n')}\n`;
}

/** The line of each clause that is not out, in order. */
export function bracketedLines(clauses: readonly Clause[], facts: BracketedFacts): string[] {
  return printedClauses(clauses, facts).flatMap(({ lines }) => lines);
}

function printedClauses(clauses: readonly Clause[], facts: BracketedFacts): Printed[] {
  const drawn = new Map(onPaper(clauses, facts).map((one) => [one.clause, one.parts]));
  const counted = facts.numbers?.of ?? numberClauses([...drawn.keys()]);
  return clauses.flatMap((clause) => {
    const tombstone = facts.numbers?.tombstones.get(clause.id);
    if (tombstone !== undefined) return [{ lines: tombstoneLines(clause, tombstone, facts.form) }];
    const parts = drawn.get(clause);
    if (parts === undefined) return [];
    return [{ cell: clause.cell, lines: [lineOf(clause, parts, { number: counted.get(clause.id) ?? '', facts })] }];
  });
}

function lineOf(
  clause: Clause,
  parts: readonly PaperPart[],
  { number, facts }: { readonly number: string; readonly facts: BracketedFacts },
): string {
  const label =
    clause.kind === 'footnote' && facts.numbers !== undefined
      ? withFootnoteNumbers(clause.label, facts.numbers.footnotes)
      : number;
  const at = parts.findIndex((part) => part.type === 'number');
  const before = inline(parts.slice(0, at), facts);
  const after = inline(parts.slice(at + 1), facts);
  const space = label !== '' && /^\S/.test(after) ? ' ' : '';
  const written = asOneLine(`${before}${label}${space}${after}`);
  const line = facts.numbers === undefined ? written : withFootnoteNumbers(written, facts.numbers.footnotes);
  const tag = facts.statusTagOf?.(clause) ?? '';
  return line === '' ? '' : `${startOf(clause, facts.form)}${line}${tag === '' ? '' : ` ${tag}`}`;
}

/** What stands in the place of a clause that is gone: behind a paragraph's number, under an article's. */
function tombstoneLines(clause: Clause, { number, words }: Tombstone, form: TextForm): string[] {
  const start = startOf(clause, form);
  return isHeading(clause.kind) ? [`${start}${number}`, words] : [`${start}${number} ${words}`];
}

function startOf(clause: Clause, form: TextForm): string {
  if (isHeading(clause.kind)) return form === 'markdown' && clause.level > 0 ? `${'#'.repeat(clause.level)} ` : '';
  return ' '.repeat(STEP * clause.level);
}

/**
 * Words and glyphs in reading order. Emphasis ends before a glyph and begins after it, unless it goes on over the glyph. A blank before an
 * attribution would be read as a part of that: it stands behind the brackets.
 */
function inline(parts: readonly PaperPart[], facts: BracketedFacts): string {
  const pieces: string[] = [];
  let glyphs = '';
  let blank = '';
  let active: readonly string[] = [];
  const change = (wanted: readonly string[]): void => {
    const lost = active.findIndex((style) => !wanted.includes(style));
    const kept = lost === -1 ? active : active.slice(0, lost);
    const gained = wanted.filter((style) => !kept.includes(style));
    pieces.push(...active.slice(kept.length).toReversed().map(endOf), glyphs, ...gained.map(beginningOf));
    glyphs = '';
    active = [...kept, ...gained];
  };
  for (const part of parts) {
    if (part.type === 'open') glyphs += `[${part.attribution}`;
    else if (part.type === 'close') {
      const last = pieces.at(-1) ?? '';
      if (part.attribution !== '' && glyphs === '' && /\s$/.test(last)) {
        pieces[pieces.length - 1] = last.trimEnd();
        blank = ' ';
      }
      glyphs += `${part.attribution}]`;
    } else if (part.type === 'words') {
      const words = withoutSlots(part.run.text);
      if (/^\S/.test(words)) glyphs += blank;
      if (words !== '') blank = '';
      change(facts.form === 'markdown' ? stylesOf(part.run) : []);
      pieces.push(words);
    }
  }
  change([]);
  return pieces.join('');
}

/** The styles of a run, the outermost first: a link by its target, bold and italic by their marks. */
function stylesOf(run: Run): string[] {
  return [...(run.link === undefined ? [] : [`(${run.link})`]), ...(run.bold ? ['**'] : []), ...(run.italic ? ['*'] : [])];
}

function beginningOf(style: string): string {
  return style.startsWith('(') ? '[' : style;
}

function endOf(style: string): string {
  return style.startsWith('(') ? `]${style}` : style;
}

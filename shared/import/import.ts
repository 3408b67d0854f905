import { withEmptyAlternatives } from './empty-alternatives.ts';
import type { Registry } from '../participants/registry.ts';
import { bracketedLines, type BracketedFacts } from '../projection/bracketed.ts';
import type { InheritedProposal, WrittenAttribution } from '../proposals/inherited.ts';
import type { CellPlace } from '../text/cell.ts';
import { plainText, type Clause } from '../text/clause.ts';
import type { TextForm } from '../text/form.ts';
import { assemble, clauseAt, type Assembly, type Cleverness, type Source } from './assembly.ts';
import { surveyBrackets } from './brackets.ts';
import { CellPlaces } from './cell-places.ts';
import { findingsOf } from './findings.ts';
import type { Imported, NewIds } from './imported.ts';
import { blocksOf, formOf, type Block } from './lines.ts';
import { withPlainBrackets } from './plain-brackets.ts';
import { normaliseSpace } from './whitespace.ts';

/** What an import needs besides the source. `title` overrides the one that the text would give itself. */
export interface ImportOptions {
  readonly fileName: string;
  readonly title?: string;
  readonly registry: Registry;
  readonly ids: NewIds;
  /** Absent: what the source looks like. */
  readonly form?: TextForm;
  /** The cell that a paragraph of the source is, by its number from 0, where the source itself does not show it. */
  readonly cellAt?: (paragraph: number) => CellPlace | undefined;
}

const NONE = { prefix: '', suffix: '' };

/**
 * Reads a Markdown or plain text into clauses and inherited proposals (DESIGN 3, CONVENTIONS 6). Total: whatever it does not
 * understand stays text, and no input makes it throw. Full-width brackets are read as plain ones. What `bracketedText` prints of the result equals the source but for white
 * space (`normaliseSpace`), because every clause is printed and compared here, and read less cleverly where it differs.
 */
export function importText(source: string, options: ImportOptions): Imported {
  const read = sourceOf(withPlainBrackets(source), options);
  const assembly = verified(read);
  const { clauses } = assembly;
  return {
    form: read.form,
    title: options.title ?? titleOf(clauses) ?? options.fileName.replace(/(?<=.)\.(?:md|markdown|txt)$/i, ''),
    clauses: withEmptyAlternatives(clauses),
    inherited: inheritedOf(read, assembly),
    maxDepth: read.survey.maxDepth,
    ...findingsOf(read, assembly),
    besides: [],
  };
}

function sourceOf(
  source: string,
  { fileName, registry, ids, form = formOf(source, fileName), cellAt = () => undefined }: ImportOptions,
): Source {
  const found = blocksOf(source, form);
  const blocks: readonly Block[] = found.length === 0 ? [{ columns: 0, text: '' }] : found;
  const places = new CellPlaces(ids);
  const text = blocks.map((block) => block.text).join('\n');
  let next = 0;
  const starts = blocks.map((block) => {
    const start = next;
    next += block.text.length + 1;
    return start;
  });
  return {
    form,
    blocks,
    text,
    starts,
    survey: surveyBrackets(text, registry, ids),
    clauseIds: blocks.map(() => ids.clause()),
    cells: blocks.map(({ cell }, index) => (cell === undefined ? cellAt(index) : places.of(cell))),
  };
}

/** The cleverest reading of each clause that prints as its source. */
function verified(source: Source): Assembly {
  const cleverness: Cleverness[] = source.blocks.map(() => 'full');
  for (;;) {
    const assembly = assemble(source, cleverness);
    const lines = bracketedLines(assembly.clauses, factsOf(source, assembly));
    let isDone = true;
    for (const [index, block] of source.blocks.entries()) {
      const line = (lines[index] ?? '').trim();
      if (cleverness[index] === 'literal' || line === block.text || normaliseSpace(line) === normaliseSpace(block.text)) continue;
      cleverness[index] = cleverness[index] === 'full' ? 'numbered' : 'literal';
      isDone = false;
    }
    if (isDone) return assembly;
  }
}

function factsOf({ form, survey }: Source, { holding, attributions }: Assembly): BracketedFacts {
  const order = new Map(survey.brackets.map((bracket, index) => [bracket.id, index]));
  return {
    form,
    outcomeOf: () => 'open',
    orderOf: (proposal) => order.get(proposal) ?? 0,
    holdsNumber: (proposal) => holding.has(proposal),
    attributionOf: (proposal) => attributions.get(proposal) ?? NONE,
  };
}

function inheritedOf({ survey, starts, clauseIds }: Source, { holding, attributions }: Assembly): InheritedProposal[] {
  return survey.brackets.flatMap(({ id, open }) => {
    const clause = clauseIds[clauseAt(starts, open)];
    if (clause === undefined) return [];
    return [{ id, clause, holdsNumber: holding.has(id), ...(attributions.get(id) ?? NOT_RECORDED) }];
  });
}

const NOT_RECORDED: WrittenAttribution = { proposer: null, onBehalfOf: null, coProposers: [], positions: [], ...NONE };

function titleOf(clauses: readonly Clause[]): string | null {
  const heading = clauses.find(
    ({ kind, level }) => kind === 'title' || kind === 'part' || kind === 'heading' || (kind === 'article' && level > 0),
  );
  const words = heading === undefined ? '' : plainText(heading).replaceAll(/\s+/g, ' ').trim();
  return words === '' ? null : words;
}

import type { WrittenAttribution } from '../proposals/inherited.ts';
import type { ClauseId, ProposalId } from '../base/ids.ts';
import type { CellPlace } from '../text/cell.ts';
import type { Clause } from '../text/clause.ts';
import type { TextForm } from '../text/form.ts';
import type { BracketEdge, BracketSurvey } from './brackets.ts';
import { linkTarget } from './classifier.ts';
import { delimitersIn } from './emphasis.ts';
import { levelsOf } from './levels.ts';
import type { Block } from './lines.ts';
import { readClause, type Token } from './reading.ts';
import { structureOf, unnumberedStructure, type Structure } from './structure.ts';

/** Addresses that become links; all others (`javascript:`, titles, angle brackets) stay characters of the text. */
const SAFE_LINK = /^(?:https?:|mailto:|[^\s<>:]*$)[^\s<>]*$/i;

/** How cleverly a clause is read: with emphasis and links; with its number only; or as plain characters, brackets apart. */
export type Cleverness = 'full' | 'numbered' | 'literal';

/** A source as blocks, and all of them as one text, a line each. */
export interface Source {
  readonly form: TextForm;
  readonly blocks: readonly Block[];
  readonly text: string;
  /** Where each block begins in the text. */
  readonly starts: readonly number[];
  readonly survey: BracketSurvey;
  readonly clauseIds: readonly ClauseId[];
  /** For each block its place in a table. */
  readonly cells: readonly (CellPlace | undefined)[];
}

/** A reading of the whole source. */
export interface Assembly {
  readonly clauses: readonly Clause[];
  /** Brackets that open before a clause's number. */
  readonly holding: ReadonlySet<ProposalId>;
  readonly attributions: ReadonlyMap<ProposalId, WrittenAttribution>;
  /** Index of the clause and offset in its runs of each bracket that stayed a character, by its offset in the text. */
  readonly places: ReadonlyMap<number, { readonly clause: number; readonly offset: number }>;
}

/**
 * Reads every block as cleverly as asked. A bracket with an edge in a clause that is to be read literally keeps its attribution
 * as text.
 */
export function assemble(source: Source, cleverness: readonly Cleverness[]): Assembly {
  const attributions = attributionsOf(source, cleverness);
  const perBlock = tokensOf(source, attributions);
  const stack: ProposalId[] = [];
  const holding = new Set<ProposalId>();
  const places = new Map<number, { clause: number; offset: number }>();
  let hasTitle = false;
  const read = source.blocks.map((block, index) => {
    const how = cleverness[index] ?? 'literal';
    const tokens = perBlock[index] ?? [];
    const lead = leadOf(block.text, tokens);
    const structure = source.cells[index] === undefined ? structureIn(block.text, source.form, how, lead) : IN_CELL;
    const held =
      structure.label === ''
        ? []
        : tokens.flatMap((token) => (token.type === 'open' && token.at < structure.start ? [token.proposal] : []));
    for (const id of held) holding.add(id);
    const rest = clever(source, block, { how, tokens, structure, index });
    // The blanks behind a number may belong to an attribution: then the words begin with it.
    const from = Math.min(structure.words, rest[0]?.at ?? structure.words);
    const passage = { text: block.text, from, to: block.text.length, held, tokens: rest };
    const { runs, places: found } = readClause(passage, stack);
    for (const token of tokens) {
      if (token.type === 'literal')
        places.set(token.at + (source.starts[index] ?? 0), { clause: index, offset: found.get(token.at) ?? 0 });
    }
    const isTitle = !hasTitle && structure.hashes === 1;
    hasTitle ||= isTitle;
    return { structure: isTitle ? { ...structure, kind: 'title' as const } : structure, runs };
  });
  const levels = levelsOf(
    read.map(({ structure }, index) => indented(structure, source.blocks[index]?.columns ?? 0)),
    source.form,
  );
  const clauses = read.map(({ structure: { kind, label, hashes }, runs }, index): Clause => {
    const cell = source.cells[index];
    return {
      id: source.clauseIds[index] as ClauseId,
      kind,
      level: hashes > 0 ? hashes : (levels[index] ?? 0),
      label,
      ...(cell === undefined ? {} : { cell }),
      runs,
    };
  });
  return { clauses, holding, attributions, places };
}

/** What stands in a cell is words, whatever they begin with. */
const IN_CELL: Structure = { kind: 'text', hashes: 0, start: 0, label: '', style: null, words: 0 };

function structureIn(text: string, form: TextForm, how: Cleverness, lead: number): Structure {
  return how === 'literal' ? unnumberedStructure(text) : structureOf(text, form, lead);
}

function indented({ kind, style, label }: Structure, columns: number): Parameters<typeof levelsOf>[0][number] {
  return { columns, style, label, isHeading: kind === 'heading' || kind === 'article' || kind === 'part' || kind === 'title' };
}

function attributionsOf({ survey, starts }: Source, cleverness: readonly Cleverness[]): Map<ProposalId, WrittenAttribution> {
  const found = new Map<ProposalId, WrittenAttribution>();
  for (const { id, attribution, open, close } of survey.brackets) {
    if (attribution === null) continue;
    if (cleverness[clauseAt(starts, open)] !== 'literal' && cleverness[clauseAt(starts, close)] !== 'literal')
      found.set(id, attribution);
  }
  return found;
}

/** Brackets and bracket characters of each block, with the attributions taken into the edges. Offsets are in the block. */
function tokensOf({ starts, survey }: Source, attributions: ReadonlyMap<ProposalId, WrittenAttribution>): Token[][] {
  const literal = [...survey.ordinary.flatMap(({ pair }) => [pair.open, pair.close]), ...survey.unclosed, ...survey.stray];
  const tokens = [
    ...survey.edges.map((edge) => edgeToken(edge, attributions.get(edge.bracket.id))),
    ...literal.map((at): Token => ({ at, length: 1, type: 'literal' })),
  ].toSorted((a, b) => a.at - b.at);
  const perBlock: Token[][] = starts.map(() => []);
  let block = 0;
  for (const token of tokens) {
    while ((starts[block + 1] ?? Number.POSITIVE_INFINITY) <= token.at) block += 1;
    perBlock[block]?.push({ ...token, at: token.at - (starts[block] ?? 0) });
  }
  return perBlock;
}

function edgeToken({ at, opens, bracket }: BracketEdge, attribution: WrittenAttribution | undefined): Token {
  const { prefix, suffix } = attribution ?? { prefix: '', suffix: '' };
  if (opens) return { at, length: 1 + prefix.length, type: 'open', proposal: bracket.id };
  return { at: at - suffix.length, length: suffix.length + 1, type: 'close' };
}

/** Length of the opening brackets, with their attributions, and of the blanks with which a block begins. */
function leadOf(text: string, tokens: readonly Token[]): number {
  let end = 0;
  for (const token of tokens) {
    if (token.type !== 'open' || token.at !== end) break;
    end = token.at + token.length;
    while (/\s/.test(text.charAt(end))) end += 1;
  }
  return end;
}

/** The tokens behind the number, with emphasis and links where they are to be read. */
function clever(
  { form, survey, text, starts }: Source,
  block: Block,
  { how, tokens, structure, index }: { how: Cleverness; tokens: readonly Token[]; structure: Structure; index: number },
): Token[] {
  const rest = tokens.filter((token) => token.at >= structure.start + structure.label.length);
  if (how !== 'full' || form !== 'markdown') return rest;
  const start = starts[index] ?? 0;
  const end = start + block.text.length;
  const first = survey.ordinary.length === 0 ? 0 : firstOrdinary(survey, start + structure.words);
  const links: Token[] = [];
  for (let at = first; at < survey.ordinary.length; at += 1) {
    const found = survey.ordinary[at];
    if (found === undefined || found.pair.open >= end) break;
    const target = found.reason === 'link' ? linkTarget(text, found.pair) : null;
    if (target === null || target.end > end || !SAFE_LINK.test(target.url)) continue;
    links.push({ at: found.pair.open - start, length: 1, type: 'link', url: target.url });
    links.push({ at: found.pair.close - start, length: target.end - found.pair.close, type: 'link', url: null });
  }
  const emphasis = delimitersIn(block.text, structure.words).map((delimiter): Token => ({ ...delimiter, type: 'emphasis' }));
  if (links.length === 0 && emphasis.length === 0) return rest;
  const linked = new Set(links.map((token) => token.at));
  return [...rest.filter((token) => !linked.has(token.at)), ...links, ...emphasis].toSorted((a, b) => a.at - b.at);
}

function firstOrdinary({ ordinary }: BracketSurvey, from: number): number {
  let low = 0;
  let high = ordinary.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ordinary[middle]?.pair.open ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the block that holds this offset of the text. */
export function clauseAt(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle;
  }
  return low;
}

import type { WrittenAttribution } from '../proposals/inherited.ts';
import type { ProposalId } from '../base/ids.ts';
import type { Registry } from '../participants/registry.ts';
import { attributionIn } from './attribution.ts';
import { classify } from './classifier.ts';
import type { NewIds, OrdinaryReason } from './imported.ts';
import { depthsOf, matchBrackets, type BracketPair } from './matcher.ts';
import { deepestFor } from './nesting.ts';

/** A matched pair that is a dispute. `attribution` is null where none was read; `flag` says why what looks like one was not. */
interface Bracket extends BracketPair {
  readonly id: ProposalId;
  readonly attribution: WrittenAttribution | null;
  readonly flag: string | null;
}

/** One end of a bracket. */
export interface BracketEdge {
  readonly at: number;
  readonly opens: boolean;
  readonly bracket: Bracket;
}

/** Every bracket character of a text under what it is; offsets are in that text. */
export interface BracketSurvey {
  readonly brackets: readonly Bracket[];
  /** Both ends of each bracket in the order of the text. */
  readonly edges: readonly BracketEdge[];
  readonly ordinary: readonly { readonly pair: BracketPair; readonly reason: OrdinaryReason }[];
  readonly unclosed: readonly number[];
  readonly stray: readonly number[];
  readonly maxDepth: number;
}

/**
 * Finds the brackets of a whole text, one clause a line. Each gets its id in the order of opening.
 * For every text: brackets + ordinary + unclosed = opening brackets, brackets + ordinary + stray = closing ones.
 */
export function surveyBrackets(text: string, registry: Registry, ids: NewIds): BracketSurvey {
  const { pairs, unclosed, stray } = matchBrackets(text);
  const reasons = classify(text, pairs);
  const disputes = pairs.filter((_, index) => reasons[index] === null);
  const deepest = deepestFor(text, disputes);
  const depths = depthsOf(disputes);
  const kept = disputes.filter((_, index) => (depths[index] ?? 0) <= deepest);
  const tooDeep = disputes.filter((_, index) => (depths[index] ?? 0) > deepest);
  const ordinary = [
    ...pairs.flatMap((pair, index) => ordinaryPair(pair, reasons[index] ?? null)),
    ...tooDeep.flatMap((pair) => ordinaryPair(pair, 'too-deep')),
  ].toSorted((a, b) => a.pair.open - b.pair.open);
  const brackets = attributed(text, kept, { registry, ids });
  return { brackets, edges: edgesOf(brackets), ordinary, unclosed, stray, maxDepth: maximum(depthsOf(kept)) };
}

/** Both ends of each, in the order of the text. */
function edgesOf(brackets: readonly Bracket[]): BracketEdge[] {
  return brackets
    .flatMap((bracket): BracketEdge[] => [
      { at: bracket.open, opens: true, bracket },
      { at: bracket.close, opens: false, bracket },
    ])
    .toSorted((a, b) => a.at - b.at);
}

function ordinaryPair(
  pair: BracketPair,
  reason: OrdinaryReason | null,
): { readonly pair: BracketPair; readonly reason: OrdinaryReason }[] {
  return reason === null ? [] : [{ pair, reason }];
}

function attributed(
  text: string,
  pairs: readonly BracketPair[],
  { registry, ids }: { readonly registry: Registry; readonly ids: NewIds },
): Bracket[] {
  const pieces = piecesIn(text, pairs);
  return pairs.map((pair) => ({ ...pair, id: ids.proposal(), ...attributionIn(pieces.get(pair.open) ?? [], registry) }));
}

/** What lies in each pair at its own depth, by where it opens: the pieces between its edges and those of the pairs in it. */
function piecesIn(text: string, pairs: readonly BracketPair[]): Map<number, string[]> {
  const opening = new Set(pairs.map(({ open }) => open));
  const edges = pairs.flatMap(({ open, close }) => [open, close]).toSorted((a, b) => a - b);
  const pieces = new Map<number, string[]>();
  const around: string[][] = [];
  for (const [index, at] of edges.entries()) {
    around.at(-1)?.push(text.slice((edges[index - 1] ?? -1) + 1, at));
    if (!opening.has(at)) {
      around.pop();
      continue;
    }
    const inside: string[] = [];
    pieces.set(at, inside);
    around.push(inside);
  }
  return pieces;
}

function maximum(numbers: readonly number[]): number {
  return numbers.reduce((most, number) => Math.max(most, number), 0);
}

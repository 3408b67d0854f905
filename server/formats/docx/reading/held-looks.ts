import { clauseId, proposalId } from '../../../../shared/base/ids.ts';
import { surveyBrackets } from '../../../../shared/import/brackets.ts';
import { withPlainBrackets } from '../../../../shared/import/plain-brackets.ts';
import type { OrdinaryReason } from '../../../../shared/import/imported.ts';
import { labelOf } from '../../../../shared/import/numbering.ts';
import type { Registry } from '../../../../shared/participants/registry.ts';
import { lineOf, lookingParts, unmarked, type Look, type MarkedLine } from './marked-line.ts';

/** A stretch of a line of which mere looks say nothing: a number, a bracket's sign with its attribution, or a pair that is no bracket. */
interface Held {
  readonly from: number;
  readonly to: number;
  /** Where the look of the whole stretch is taken from: a place beside it, or in it. */
  readonly like: number;
}

/**
 * The same lines, in which numbers, signs of brackets, attributions and pairs that are none have one look each: a name that is bold, a bracket that is
 * coloured and a letter in italics are read as any other. Whose changes words are stays with each character.
 */
export function withHeldLooks(lines: readonly MarkedLine[], registry: Registry): MarkedLine[] {
  const bare = lines.map(({ text }) => unmarked(text));
  const held = heldIn(withPlainBrackets(bare.join('\n')), registry);
  let start = 0;
  let next = 0;
  return lines.map((line, index) => {
    const end = start + (bare[index] ?? '').length;
    const own: Held[] = [...numberIn(bare[index] ?? '')];
    for (let one = held[next]; one !== undefined && one.from < end; one = held[next]) {
      own.push({ from: one.from - start, to: one.to - start, like: one.like - start });
      next += 1;
    }
    start = end + 1;
    own.sort((a, b) => a.from - b.from);
    return own.length === 0 || line.looks.size === 0 ? line : holding(line, own);
  });
}

/** The number of a line, with the blanks behind it, in the look of its first words. */
function numberIn(line: string): Held[] {
  const from = /^[[\s]*/.exec(line)?.[0].length ?? 0;
  const label = labelOf(line.slice(from))?.label ?? '';
  const to = from + label.length + (/^\s*/.exec(line.slice(from + label.length))?.[0].length ?? 0);
  return label === '' || label.startsWith('[') ? [] : [{ from, to, like: to }];
}

function heldIn(text: string, registry: Registry): Held[] {
  const ids = { clause: () => clauseId('c'), proposal: () => proposalId('p') };
  const { brackets, ordinary } = surveyBrackets(text, registry, ids);
  const signs = brackets.flatMap(({ open, close, attribution }): Held[] => [
    { from: open, to: open + 1 + (attribution?.prefix.length ?? 0), like: open - 1 },
    { from: close - (attribution?.suffix.length ?? 0), to: close + 1, like: close - (attribution?.suffix.length ?? 0) - 1 },
  ]);
  const pairs = ordinary.flatMap(({ pair, reason }): Held[] =>
    WORDED.has(reason) ? [] : [{ from: pair.open, to: pair.close + 1, like: pair.open + 1 }],
  );
  return [...signs, ...pairs].toSorted((a, b) => a.from - b.from);
}

/** Pairs that hold words like any others. */
const WORDED: ReadonlySet<OrdinaryReason> = new Set(['link', 'escaped', 'too-deep']);

function holding(line: MarkedLine, held: readonly Held[]): MarkedLine {
  const parts = lookingParts(line).filter(({ text }) => text !== '');
  const stretches: { text: string; look: Look }[] = [];
  let [next, told] = [0, 0];
  // Both go forward through the line.
  const lookAt = (at: number): Look => {
    while ((parts[told + 1]?.at ?? Number.POSITIVE_INFINITY) <= at) told += 1;
    return parts[told]?.look ?? line.first;
  };
  for (const { at, text, look } of parts) {
    let from = at;
    while (from < at + text.length) {
      while ((held[next]?.to ?? Number.POSITIVE_INFINITY) <= from) next += 1;
      const one = held[next];
      const isHeld = one !== undefined && one.from <= from;
      const to = Math.min(at + text.length, isHeld ? one.to : (one?.from ?? Number.POSITIVE_INFINITY));
      const { bold, italic, link } = isHeld ? lookAt(one.like) : look;
      stretches.push({ text: text.slice(from - at, to - at), look: { ...look, bold, italic, link } });
      from = to;
    }
  }
  return lineOf(stretches);
}

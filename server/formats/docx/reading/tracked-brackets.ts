import { clauseId, proposalId, type ProposalId } from '../../../../shared/base/ids.ts';
import { shortened } from '../../../../shared/base/shortened.ts';
import { clauseAt } from '../../../../shared/import/assembly.ts';
import { surveyBrackets } from '../../../../shared/import/brackets.ts';
import type { NewIds } from '../../../../shared/import/imported.ts';
import { withPlainBrackets } from '../../../../shared/import/plain-brackets.ts';
import type { Registry } from '../../../../shared/participants/registry.ts';
import { MARK, unmarked, type Look, type MarkedLine } from './marked-line.ts';
import type { WordAside } from './word-text.ts';

/**
 * What is told, by the index of its line, of brackets whose signs somebody tracked: what a text has of a bracket is whose words it holds, and not who
 * put it there or struck it.
 */
export function trackedBrackets(
  lines: readonly MarkedLine[],
  { registry, authors }: { readonly registry: Registry; readonly authors: ReadonlyMap<ProposalId, string> },
): ReadonlyMap<number, readonly WordAside[]> {
  const told = new Map<number, WordAside[]>();
  if (!lines.some(({ first, looks }) => [first, ...looks.values()].some((look) => changesOf(look) > 0))) return told;
  const looks = lines.flatMap((line) => [...looksIn(line), null]);
  const text = withPlainBrackets(lines.map((line) => line.text).join('\n'));
  const isTracked = [...text.matchAll(/[[\]]/g)].some(({ index }) => changesAt(looks, index) > 0);
  if (!isTracked) return told;
  let next = 0;
  const starts = lines.map((line) => {
    const start = next;
    next += line.text.length + 1;
    return start;
  });
  for (const { open, close } of surveyBrackets(text, registry, NO_IDS).brackets) {
    const words = shortened(unmarked(text.slice(open, close + 1)).replaceAll('\n', ' '), LONGEST);
    const put = [looks[open], looks[close]].flatMap((look) => look?.insertions ?? []);
    const struck = [
      ...(looks[open]?.deletions ?? []).filter((one) => !isStruckAt(looks, beside(text, open, 1), one)),
      ...(looks[close]?.deletions ?? []).filter((one) => !isStruckAt(looks, beside(text, close, -1), one)),
    ];
    const by = (what: string, proposals: readonly ProposalId[]): WordAside[] =>
      [...new Set(proposals.map((one) => authors.get(one) ?? ''))].map((author) => ({ what, words, author }));
    const line = clauseAt(starts, changesAt(looks, open) > 0 ? open : close);
    const asides = [...by(PUT_IN, put), ...by(STRUCK, struck)];
    if (asides.length > 0) told.set(line, [...(told.get(line) ?? []), ...asides]);
  }
  return told;
}

const PUT_IN = 'that brackets were put in here';
const STRUCK = 'that brackets were struck here, and not the words in them';
const LONGEST = 60;

/** Only where brackets stand is asked for. */
const NO_IDS: NewIds = { clause: () => clauseId('none'), proposal: () => proposalId('none') };

/** The look of each character of a line, marks included. */
function looksIn({ text, first, looks }: MarkedLine): Look[] {
  let look = first;
  return text.split(MARK).flatMap((part) => {
    look = looks.get(part) ?? look;
    return Array.from({ length: part.length }, () => look);
  });
}

function changesOf({ insertions, deletions }: Look): number {
  return insertions.length + deletions.length;
}

function changesAt(looks: readonly (Look | null)[], at: number): number {
  const look = looks[at] ?? null;
  return look === null ? 0 : changesOf(look);
}

function isStruckAt(looks: readonly (Look | null)[], at: number, by: ProposalId): boolean {
  return looks[at]?.deletions.includes(by) === true;
}

/** The next place on one side of a sign where words stand: marks and white space are none. */
function beside(text: string, sign: number, step: 1 | -1): number {
  const isHalf = (at: number): boolean => (text.codePointAt(at) ?? 0) >= FIRST_HALF && (text.codePointAt(at) ?? 0) <= LAST_HALF;
  let at = sign + step;
  while (at >= 0 && at < text.length && (text.charAt(at).trim() === '' || MARK.test(text.slice(at, at + 2)) || isHalf(at)))
    at += step;
  return at;
}

/** The second halves of characters outside the first plane, as marks are. */
const [FIRST_HALF, LAST_HALF] = [0xdc00, 0xdfff];

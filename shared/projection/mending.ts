import type { OutcomeOf } from '../proposals/standing.ts';
import { joinRuns, SLOT, withoutSlots, type Clause, type Run } from '../text/clause.ts';
import { isNegotiated, isUntouched, MISSING, tidyTexts, type Piece } from '../text/punctuation.ts';
import { visibleRuns } from './drawing.ts';
import { repairsAmong, type Repair } from './prospect.ts';

/**
 * What a clause goes on with in the next revision of the runs that are not out: without spaces and commas that missing words left behind and that
 * are not read. Only words that no proposal has touched are mended, each stretch of them by itself. So no proposal has other words than
 * before, and however those that still have words are decided from then on, the clause reads as it would have.
 */
export function mendedRuns(clause: Clause, outcomeOf: OutcomeOf): Run[] {
  const standing = visibleRuns(clause, outcomeOf);
  if (!isNegotiated(clause)) return joinRuns(standing);
  const texts = tidyTexts(
    clause.runs.map((run) => (!standing.includes(run) ? MISSING : isUntouched(run) ? baseOf(run) : BESIDE)),
  );
  const mended = clause.runs.flatMap((run, index) => {
    if (!standing.includes(run)) return [];
    return [isUntouched(run) ? { ...run, text: texts[index] ?? '' } : run];
  });
  for (const [from, to] of untouchedStretches(standing)) {
    const [was, is] = [standing.slice(from, to), mended.slice(from, to)];
    if (is.some(({ text }) => text !== '')) continue;
    // At the edge of a clause it keeps brackets beside it where they are; where there is nothing else, nothing is read.
    if (from === 0 && to === standing.length) return [{ text: SLOT, insertions: [], deletions: [] }];
    mended.splice(from, to - from, ...was);
  }
  return joinRuns(mended);
}

/** Stands for words of a proposal: a letter, beside which nothing is left out. */
const BESIDE: Piece = { text: 'x', isBase: false };

function baseOf({ text }: Run): Piece {
  return { text, isBase: true };
}

/** Where words stand that no proposal has touched: the index of the first run of each stretch, and that behind its last. */
function untouchedStretches(runs: readonly Run[]): [number, number][] {
  const stretches: [number, number][] = [];
  for (const [index, run] of runs.entries()) {
    const last = stretches.at(-1);
    if (!isUntouched(run)) continue;
    if (last?.[1] === index) last[1] = index + 1;
    else stretches.push([index, index + 1]);
  }
  return stretches;
}

/** Whether mending left anything of the words out. */
export function isMended(standing: readonly Run[], mended: readonly Run[]): boolean {
  return wordsOf(standing) !== wordsOf(mended);
}

/** What an issue would leave out of a clause besides what is out, in order. */
export function mendings(clause: Clause, outcomeOf: OutcomeOf): Repair[] {
  const standing = visibleRuns(clause, outcomeOf);
  const mended = wordsOf(mendedRuns(clause, outcomeOf));
  const parts: { text: string; leftOut: boolean }[] = [];
  let kept = 0;
  for (const character of wordsOf(standing)) {
    const leftOut = !mended.startsWith(character, kept);
    if (!leftOut) kept += character.length;
    const last = parts.at(-1);
    const text = /\s/.test(character) ? ' ' : character;
    if (last?.leftOut === leftOut) last.text += text;
    else parts.push({ text, leftOut });
  }
  return repairsAmong(parts, () => true);
}

function wordsOf(runs: readonly Run[]): string {
  return withoutSlots(runs.map(({ text }) => text).join(''));
}

import { likeness } from '../participants/likeness.ts';
import type { Refusal } from './command.ts';
import type { IssuedRevision } from './state.ts';
import { parseSymbol, revisionOf, withEnding, writeSymbol } from './un-symbol.ts';

/** 1 to 80 printable characters: letters, digits, punctuation, signs and single spaces, and none that nobody sees. */
const FORM = /^(?:(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{M}\p{N}\p{P}\p{S} ]){1,80}$/u;

/** A symbol as it is recorded: without white space at its ends, with single spaces, and letters with their accents in one. */
export function tidySymbol(given: string): string {
  return given.normalize('NFC').trim().replaceAll(/\s+/g, ' ');
}

/** Why a revision cannot be issued under a symbol, or null where it can. The pattern of the UN (A/CONF.62/WP.10/Rev.1) is usual and not required. */
export function symbolFault(symbol: string, issued: readonly Pick<IssuedRevision, 'symbol'>[]): Refusal | null {
  if (symbol === '') return { code: 'malformed', reason: 'A revision is issued under a symbol, such as A/CONF.1/L.2/Rev.1.' };
  if (!FORM.test(symbol)) return { code: 'malformed', reason: 'A symbol is 1 to 80 printable characters.' };
  if (issued.some((one) => likeness(one.symbol) === likeness(symbol)))
    return {
      code: 'symbol-taken',
      reason: `A revision of this draft has been issued as ${symbol} already, or as what looks like it.`,
    };
  return null;
}

/**
 * The symbol that would follow the last one: by the UN's pattern, else its number counted on, or `/Rev.1` behind it; past those that were given
 * already. Empty where none was issued yet.
 */
export function nextSymbol(issued: readonly Pick<IssuedRevision, 'symbol'>[]): string {
  const last = issued.at(-1)?.symbol;
  if (last === undefined) return '';
  const taken = new Set(issued.map(({ symbol }) => likeness(symbol)));
  let next = following(last);
  while (taken.has(likeness(next))) next = following(next);
  return next;
}

function following(last: string): string {
  const parsed = parseSymbol(last);
  if (parsed.ok) return writeSymbol(revisionOf(parsed.value));
  const counted = /^(.*\bRev\.)(\d+)$/i.exec(last);
  return counted === null ? `${last}/Rev.1` : `${counted[1] ?? ''}${Number(counted[2]) + 1}`;
}

/** Symbols that a paper of the draft would bear next: its revision's, and those that go with the last one issued. */
export function usualSymbols(issued: readonly Pick<IssuedRevision, 'symbol'>[]): string[] {
  const last = issued.at(-1)?.symbol ?? '';
  const parsed = parseSymbol(last);
  const taken = issued.map(({ symbol }) => symbol);
  return [
    nextSymbol(issued),
    ...(parsed.ok ? (['Add', 'Corr'] as const).map((word) => writeSymbol(withEnding(parsed.value, word, taken))) : []),
  ].filter((symbol) => symbol !== '');
}

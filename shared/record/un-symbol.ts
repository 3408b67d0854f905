import { ok, refuse, type Result } from '../base/result.ts';

/**
 * A symbol by the pattern of the United Nations (UN Library guide to symbols): the organ, then bodies and sessions, then the nature of the
 * document and its number, then what changes an earlier text. The same in all languages.
 */
export interface UnSymbol {
  /** Such as `A`, `S`, `E`, `ST`. */
  readonly organ: string;
  /** Bodies and sessions under it, such as `C.6`, `CONF.62`, `81`. */
  readonly bodies: readonly string[];
  /** Such as `L.2`, `CRP.3`, `INF/4`; empty for a document that bears a number alone. */
  readonly nature: string;
  /** What it does to an earlier text, the last one last. */
  readonly suffixes: readonly Suffix[];
  /** `*`, `**` …: issued anew for technical reasons; empty for not. */
  readonly reissued: string;
}

export const SUFFIXES = ['Add', 'Amend', 'Corr', 'Rev', 'Summary'] as const;

/** `number` is null of a summary alone. */
interface Suffix {
  readonly word: (typeof SUFFIXES)[number];
  readonly number: number | null;
}

const ORGAN = /^[A-Z][A-Z0-9-]*$/;
const BODIES = ['AC', 'C', 'CN', 'CONF', 'GC', 'PC', 'SC', 'Sub', 'WG'] as const;
/** Of these the number follows a point. */
const DOTTED = ['CRP', 'L', 'PV', 'R', 'SR', 'WP', 'MIN'] as const;
/** Of these the number is an element of its own. */
const SLASHED = ['INF', 'RES', 'DEC', 'NGO', 'PET', 'BUR'] as const;
const WORDS: readonly string[] = [...BODIES, ...DOTTED, ...SLASHED, ...SUFFIXES];
const NUMBER = /^\d{1,5}$/;
/** A session, or a number as it stands in series: `81`, `2026`, `S-12`, `ES-10`, `78-II`. */
const SESSION = /^(?:[A-Z]{1,3}-)?\d{1,5}(?:-[IVX]+)?$/;
/** A body that goes by letters alone, such as SBSTA of FCCC. */
const ACRONYM = /^[A-Z]{2,10}$/;
const USUAL_FORM = /^(\p{L}+)\.?(\d*)$/u;

/** Reads a symbol, or says in a sentence in what it departs from the pattern. Organisations have patterns of their own: it is no fault then. */
export function parseSymbol(symbol: string): Result<UnSymbol, string> {
  const [, text = '', reissued = ''] = /^([^*]*)(\**)$/.exec(symbol.trim()) ?? [];
  if (text === '') return refuse('An asterisk stands at the end of a symbol.');
  const [organ = '', ...rest] = text.split('/');
  if (!ORGAN.test(organ)) return refuse(`It begins with the organ in capitals, such as A, S, E or ST, and not with “${organ}”.`);
  if (rest.length === 0) return refuse('Behind the organ stands a body, a session or a number, each after a stroke.');
  const bodies: string[] = [];
  const suffixes: Suffix[] = [];
  let nature = '';
  for (let at = 0; at < rest.length; at += 1) {
    const element = rest[at] ?? '';
    const fault = formFault(element);
    if (fault !== null) return refuse(fault);
    const suffix = suffixOf(element);
    const next = rest[at + 1] ?? '';
    if (suffix !== null) suffixes.push(suffix);
    else if (suffixes.length > 0)
      return refuse(`“${element}” stands behind “${written(suffixes.at(-1) ?? null)}”, and such an ending stands last.`);
    else if (nature !== '')
      return refuse(`“${element}” stands behind “${nature}”, behind which only Add., Amend., Corr., Rev. or Summary follow.`);
    else if (SLASHED.some((word) => word === element)) {
      // The number may follow, or a session and a number (A/RES/81/1).
      const numbers = rest.slice(at + 1).findIndex((one) => !SESSION.test(one));
      const upTo = numbers === -1 ? rest.length : at + 1 + numbers;
      if (!SESSION.test(next)) return refuse(`${element}/ needs a number after it.`);
      nature = rest.slice(at, upTo).join('/');
      at = upTo - 1;
    } else if (DOTTED.some((word) => element.startsWith(`${word}.`))) nature = element;
    else bodies.push(element);
  }
  return ok({ organ, bodies, nature, suffixes, reissued });
}

/** A symbol as it is written. */
export function writeSymbol({ organ, bodies, nature, suffixes, reissued }: UnSymbol): string {
  return `${[organ, ...bodies, ...(nature === '' ? [] : [nature]), ...suffixes.map(written)].join('/')}${reissued}`;
}

/**
 * The symbol under which a revision of a document is issued: its Rev. counted on, else the first. Corrections and asterisks are of the text
 * before, and go.
 */
export function revisionOf(symbol: UnSymbol): UnSymbol {
  const kept = symbol.suffixes.toReversed().findIndex(({ word }) => word !== 'Corr');
  const suffixes = kept === -1 ? [] : symbol.suffixes.slice(0, symbol.suffixes.length - kept);
  const last = suffixes.at(-1);
  const next: Suffix = { word: 'Rev', number: last?.word === 'Rev' ? (last.number ?? 0) + 1 : 1 };
  return { ...symbol, suffixes: [...(last?.word === 'Rev' ? suffixes.slice(0, -1) : suffixes), next], reissued: '' };
}

/** A document that goes with another: its first or next addendum, correction or amendment, of those there are. */
export function withEnding(
  symbol: UnSymbol,
  word: Exclude<Suffix['word'], 'Rev' | 'Summary'>,
  taken: readonly string[],
): UnSymbol {
  const base = { ...symbol, reissued: '' };
  for (let number = 1; ; number += 1) {
    const next = { ...base, suffixes: [...base.suffixes, { word, number }] };
    const name = writeSymbol(next).toLowerCase();
    if (!taken.some((one) => one.toLowerCase().replace(/\*+$/, '') === name)) return next;
  }
}

function written(suffix: Suffix | null): string {
  return suffix === null ? '' : suffix.number === null ? suffix.word : `${suffix.word}.${suffix.number}`;
}

function suffixOf(element: string): Suffix | null {
  const [, word, number] = /^(Add|Amend|Corr|Rev)\.(\d{1,4})$/.exec(element) ?? [];
  if (element === 'Summary') return { word: element, number: null };
  const known = SUFFIXES.find((one) => one === word);
  return known === undefined ? null : { word: known, number: Number(number) };
}

/** What is wrong with how one element is written. */
function formFault(element: string): string | null {
  if (element === '') return 'Two strokes stand side by side, or one at the end.';
  if (/\s/.test(element)) return `“${element}” has a space in it, and a symbol has none.`;
  if (SESSION.test(element) || element === 'Summary' || SLASHED.some((word) => word === element)) return null;
  const [, word = '', number = ''] = USUAL_FORM.exec(element) ?? [];
  const known = WORDS.find((one) => one.toLowerCase() === word.toLowerCase());
  if (known === undefined)
    return ACRONYM.test(element)
      ? null
      : `“${element}” is none of the usual elements (${BODIES.join('., ')}., ${DOTTED.join('., ')}. …).`;
  const isBare = known === 'GC' || known === 'PC';
  if (!NUMBER.test(number)) return isBare && element === known ? null : `${known}. needs a number after it.`;
  const right = `${known}.${number.replace(/^0+(?=\d)/, '')}`;
  if (Number(number) === 0) return `“${element}” is counted from 1.`;
  return element === right ? null : `“${element}” is written “${right}”.`;
}

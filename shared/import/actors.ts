import { withoutUnseen } from '../base/tidy-name.ts';
import type { ParticipantId } from '../base/ids.ts';
import type { Registry } from '../participants/registry.ts';
import { toldUnnamed } from '../participants/stand-in.ts';
import type { Stance } from '../proposals/position.ts';

/** Somebody whom a text names, and for whom; null of whom it tells the group alone ("one of WEOG"). */
export interface Actor {
  readonly participant: ParticipantId | null;
  readonly onBehalfOf: ParticipantId | null;
}

/** What a draft says that these actors want with the passage: `propose` is no stance but authorship. */
export interface WrittenStance {
  readonly actors: readonly Actor[];
  readonly stance: Stance | 'propose';
}

/**
 * The positions that a piece of text states, or why it states none; `looksLike` where a reader would take it for an attribution.
 */
export type Stated =
  /** `isNames`: names are all that is written, with no word on what their bearers want or for whom they act. */
  | { readonly ok: true; readonly positions: readonly WrittenStance[]; readonly isNames: boolean }
  | { readonly ok: false; readonly looksLike: boolean; readonly why: string };

const VERBS: ReadonlyMap<string, Stance | 'propose' | 'unknown'> = new Map([
  ...verbs('propose', 'propose', 'proposes', 'proposed', 'add', 'adds', 'added'),
  ...verbs('support', 'support', 'supports', 'supported', 'retain', 'retains', 'keep', 'keeps'),
  ...verbs('oppose', 'oppose', 'opposes', 'opposed', 'delete', 'deletes'),
  ...verbs('reserve', 'reserve', 'reserves', 'reserved'),
  ...verbs(
    'unknown',
    'alt',
    'merge',
    'merges',
    'replace',
    'replaces',
    'bracket',
    'brackets',
    'prefer',
    'prefers',
    'insert',
    'move',
    'moves',
    'lift',
    'flexible',
  ),
]);
/** More than there are delegations and groups. */
const MOST_ACTORS = 400;
const LONGEST_NAME = 6;
/** One to three words that each begin with a capital, as names of States do: "Atlantis", "New Atlantis". */
const PROPER_NAME = /^\p{Lu}\p{L}+(?: \p{Lu}\p{L}+){0,2}$/u;
/** How else drafts tell whose words they are, or who is for them; an import reads none of it. */
const TOLD_BY =
  /(?:^|[\s,(])(?:(?:proposed|suggested|tabled|(?:co-?)?sponsored|supported|seconded|joined|opposed) by|with (?:the )?support (?:of|from)|on behalf of)\s+/i;
/** Verbs by which drafts say in words of their own what somebody wants. */
const WISH = /^(?:would|wants?|wish(?:es)?)$/;
const CODE = /^(?:\p{Lu}[\p{Lu}\d-]+|\p{Lu}\d+)$/u;

/**
 * Reads `US; G77 delete` or `US, Canada on behalf of X propose` (CONVENTIONS 6: position, stance, actors). All or nothing: one
 * actor that the registry does not resolve, or a verb that is no stance, and the whole piece stays text.
 */
export function statedIn(written: string, registry: Registry): Stated {
  const pieces = withoutUnseen(written).trim().replace(/\.$/, '').split(';');
  if (pieces.length > MOST_ACTORS) return notStated(false, 'too many positions');
  const positions: WrittenStance[] = [];
  let failure: Extract<Stated, { ok: false }> | null = null;
  for (const [index, piece] of pieces.entries()) {
    const read = positionIn(piece.trim(), index === 0, registry);
    if ('stance' in read) positions.push(read);
    else if (failure === null || (read.looksLike && !failure.looksLike)) failure = read;
  }
  if (failure === null) return { ok: true, positions, isNames: areNames(pieces, registry) };
  return positions.length > 0 ? { ...failure, looksLike: true } : failure;
}

function areNames(pieces: readonly string[], registry: Registry): boolean {
  const actors = pieces.length === 1 ? actorsIn((pieces[0] ?? '').trim(), registry) : null;
  return Array.isArray(actors) && actors.every(({ onBehalfOf }) => onBehalfOf === null);
}

function positionIn(piece: string, isFirst: boolean, registry: Registry): WrittenStance | Extract<Stated, { ok: false }> {
  const verb = /(?:^|\s)(\p{L}+)$/u.exec(piece)?.[1] ?? '';
  const stance = /^\p{Ll}/u.test(verb) ? VERBS.get(verb) : undefined;
  const names = stance === undefined ? piece : piece.slice(0, -verb.length).trim();
  if (names === '') return notStated(stance !== undefined, `“${piece}” does not say who`);
  const actors = actorsIn(names, registry);
  if (!Array.isArray(actors)) {
    const why = misstatedIn(piece, registry);
    if (why !== null) return notStated(true, why);
    const isName = /^\p{Lu}/u.test(actors.unknown) && actors.unknown.split(' ').length <= LONGEST_NAME;
    const isNoticed =
      stance !== undefined || CODE.test(actors.unknown) || PROPER_NAME.test(actors.unknown) || actors.someResolve || !isFirst;
    return notStated((isName && isNoticed) || / on behalf of /.test(names), actors.why);
  }
  if (stance === 'unknown') return notStated(true, `“${verb}” is no position that can be recorded`);
  return { actors, stance: stance ?? 'propose' };
}

/** Why a piece that tells who wants what does not do so in a form that can be read, such as `US, supported by Canada`; null for other words. */
export function misstatedIn(piece: string, registry: Registry): string | null {
  const verb = /\s(\p{Lu}\p{L}+)$/u.exec(piece)?.[1] ?? '';
  const stance = VERBS.get(verb.toLowerCase());
  if (stance !== undefined && stance !== 'unknown' && Array.isArray(actorsIn(piece.slice(0, -verb.length).trim(), registry)))
    return `“${verb}” is a position only in small letters`;
  return isTold(piece, registry) || isSaidInWords(piece, registry)
    ? `“${piece}” does not say plainly who takes which position`
    : null;
}

function isTold(piece: string, registry: Registry): boolean {
  const told = TOLD_BY.exec(piece);
  if (told === null) return false;
  const before = piece.slice(0, told.index).trim();
  const after = piece.slice(told.index + told[0].length).replace(/\)$/, '');
  return beginsWithActor(before === '' ? after : before, registry);
}

/** Whether names are followed by what their bearers want, and that by more words: `Cuba reserves its position`, `EU would delete this`. */
function isSaidInWords(piece: string, registry: Registry): boolean {
  const verb = [...piece.matchAll(/\s(\p{Ll}+)(?=\s)/gu)].find(({ 1: word = '' }) => VERBS.has(word) || WISH.test(word));
  return verb !== undefined && Array.isArray(actorsIn(piece.slice(0, verb.index).trim(), registry));
}

function beginsWithActor(names: string, registry: Registry): boolean {
  return longestActor(separated(names), 0, registry) !== null;
}

/** Names separated by commas, slashes, `and` or `&`. The longest name that resolves wins: `Trinidad and Tobago` is one. */
function actorsIn(
  names: string,
  registry: Registry,
): Actor[] | { readonly unknown: string; readonly someResolve: boolean; readonly why: string } {
  const words = separated(names);
  const actors: Actor[] = [];
  let at = 0;
  while (at < words.length) {
    const found = longestActor(words, at, registry);
    if (found === null || actors.length > MOST_ACTORS) {
      const unknown = (words[at] ?? '').trim();
      return { unknown, someResolve: actors.length > 0, why: `“${unknown}” is not on the list of participants` };
    }
    const separator = words[found.next] ?? '';
    if (found.actor.onBehalfOf !== null && /and|&/.test(separator)) {
      return { unknown: names, someResolve: true, why: `it is not clear on whose behalf “${names}” is` };
    }
    actors.push(found.actor);
    at = found.next + 1;
  }
  return actors;
}

/** Words and separators alternate. */
function separated(names: string): string[] {
  return names.split(/(\s*[,/&]\s*|\s+and\s+)/);
}

/** The actor that begins at a word, and the place of the separator behind it. */
function longestActor(
  words: readonly string[],
  at: number,
  registry: Registry,
): { readonly actor: Actor; readonly next: number } | null {
  for (let end = Math.min(words.length, at + 2 * LONGEST_NAME - 1); end > at; end -= 1) {
    if ((end - at) % 2 === 0) continue;
    const actor = actorNamed(words.slice(at, end).join('').trim(), registry);
    if (actor !== null) return { actor, next: end };
  }
  return null;
}

function actorNamed(name: string, registry: Registry): Actor | null {
  const [who, forWhom, ...more] = name.split(/\s+on behalf of\s+/);
  if (who === undefined || more.length > 0) return null;
  const group = toldUnnamed(who);
  const participant = group === null ? participantNamed(who, registry) : null;
  if (group === null ? participant === null : participantNamed(group, registry) === null) return null;
  if (forWhom === undefined) return { participant, onBehalfOf: null };
  const onBehalfOf = participantNamed(forWhom, registry);
  return onBehalfOf === null ? null : { participant, onBehalfOf };
}

/** Names begin with a capital or a figure in a draft, whatever the registry would forgive: `turkey` is a bird. */
export function participantNamed(name: string, registry: Registry): ParticipantId | null {
  return /^(?:[Tt]he )?[\p{Lu}\d]/u.test(withoutUnseen(name)) ? (registry.resolve(name)?.id ?? null) : null;
}

function notStated(looksLike: boolean, why: string): Extract<Stated, { ok: false }> {
  return { ok: false, looksLike, why };
}

function verbs<T extends string>(meaning: T, ...forms: readonly string[]): [string, T][] {
  return forms.map((form) => [form, meaning]);
}

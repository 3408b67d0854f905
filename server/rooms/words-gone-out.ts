import * as Y from 'yjs';
import type { ClauseId, ProposalId } from '../../shared/base/ids.ts';
import { standing, type OutcomeOf } from '../../shared/proposals/standing.ts';
import { plainText, withoutSlots, type Clause, type Run } from '../../shared/text/clause.ts';
import { AROUND, charactersOf, type Passage } from '../../shared/text/passages.ts';
import type { Refreshed } from './text-index.ts';

/** By what it is known which words are out, whose they are, and behind which clause each stands. */
interface Decided {
  readonly outcomeOf: OutcomeOf;
  /** Whether a client id is one of the sender's. */
  readonly isOwn: (client: number) => boolean;
  /** The clauses in order. Costs the text. */
  readonly order: () => readonly ClauseId[];
}

/**
 * The words that an update brought into what had been decided by then, so that they are out of the text though nobody has decided on them: typed in a
 * bracket that was dropped meanwhile, or among words that were agreed to go. What is moved, joined or split brings no words, and a clause that
 * comes back comes with what was out of it.
 */
export function wordsGoneOut(
  { clauses }: Pick<Refreshed, 'clauses'>,
  update: Uint8Array,
  { outcomeOf, isOwn, order }: Decided,
): Passage[] {
  const all = (side: 'before' | 'after', wordsOf: (clause: Clause | null) => string): string =>
    clauses.map((one) => wordsOf(one[side])).join('');
  const isMore = (wordsOf: (clause: Clause | null) => string): boolean =>
    bringsLetters(all('before', wordsOf), all('after', wordsOf));
  // Mostly it is not: a key costs its clause.
  if (!isMore((clause) => wordsOut(clause, outcomeOf))) return [];
  const out = new Set(clauses.flatMap(({ after }) => outOf(after, outcomeOf)));
  const grown = [...out].filter((id) => isMore((clause) => under(clause, id).words));
  if (grown.length === 0) return [];
  const decoded = Y.decodeUpdate(update);
  // What takes words of others away may have moved them: they are nobody's to be handed.
  if (![...decoded.ds.clients.keys()].every(isOwn)) return [];
  const made = idsOf(update);
  const brought = charactersIn(decoded);
  return clauses.flatMap(({ clause, before, after }) => {
    const id = grown.find((one) => under(before, one).words !== '' && under(after, one).words !== '');
    if (id === undefined || after === null) return [];
    const now = under(after, id);
    const { at, words } = inserted(under(before, id).words, now.words);
    // A mark that it brings may have words of others go out: they are its sender's neither.
    if (words === '' || bringsLetters(brought, words)) return [];
    const place = now.places[at] ?? 0;
    const whole = plainText(after);
    const row = order();
    return [
      {
        ...made,
        words,
        runs: [{ text: words, insertions: [], deletions: [] }],
        clause,
        beside: row[row.indexOf(clause) - 1] ?? null,
        before: whole.slice(Math.max(0, place - AROUND), place),
        after: whole.slice(place + words.length, place + words.length + AROUND),
      },
    ];
  });
}

/** The words of a clause that are out. */
function wordsOut(clause: Clause | null, outcomeOf: OutcomeOf): string {
  return (clause?.runs ?? []).map((run) => (standing(run, outcomeOf) === 'out' ? withoutSlots(run.text) : '')).join('');
}

/** Whether a text has some letter more often than another, however they are put together. */
function bringsLetters(before: string, now: string): boolean {
  if (now === '' || now === before) return false;
  const left = new Map<string, number>();
  for (const letter of before) left.set(letter, (left.get(letter) ?? 0) + 1);
  for (const letter of now) {
    const more = (left.get(letter) ?? 0) - 1;
    if (more < 0) return true;
    left.set(letter, more);
  }
  return false;
}

/** The proposals by which words of a clause are out. */
function outOf(clause: Clause | null, outcomeOf: OutcomeOf): ProposalId[] {
  return (clause?.runs ?? []).flatMap(({ insertions, deletions }) => [
    ...insertions.filter((id) => outcomeOf(id) === 'refused'),
    ...deletions.filter((id) => outcomeOf(id) === 'accepted'),
  ]);
}

/** The words of a clause that carry a proposal, and where in it each of their characters stands. */
function under(clause: Clause | null, id: ProposalId): { readonly words: string; readonly places: readonly number[] } {
  const places: number[] = [];
  let words = '';
  let at = 0;
  const carries = ({ insertions, deletions }: Run): boolean => insertions.includes(id) || deletions.includes(id);
  for (const run of clause?.runs ?? []) {
    const text = withoutSlots(run.text);
    if (carries(run)) {
      words += text;
      for (let offset = 0; offset < text.length; offset += 1) places.push(at + offset);
    }
    at += text.length;
  }
  return { words, places };
}

/** What a text has more than before, between the beginning and the end that both have. */
function inserted(before: string, now: string): { readonly at: number; readonly words: string } {
  let at = 0;
  while (at < before.length && at < now.length && before[at] === now[at]) at += 1;
  let end = 0;
  while (end < before.length - at && end < now.length - at && before.at(-1 - end) === now.at(-1 - end)) end += 1;
  return { at, words: now.slice(at, now.length - end) };
}

/** The characters that an update brings and leaves standing. */
function charactersIn({ structs, ds }: ReturnType<typeof Y.decodeUpdate>): string {
  let brought = '';
  for (const { id, ...struct } of structs) {
    if (!('content' in struct) || !(struct.content instanceof Y.ContentString)) continue;
    for (const [at, letter] of struct.content.str.split('').entries())
      if (!Y.isDeleted(ds, Y.createID(id.client, id.clock + at))) brought += letter;
  }
  return brought;
}

/** Of which client the characters of an update are, and from which to which: what is typed letter by letter is one passage. */
function idsOf(update: Uint8Array): Pick<Passage, 'client' | 'from' | 'to'> {
  const [client = 0, ranges = []] = charactersOf(update).entries().next().value ?? [];
  return {
    client,
    from: Math.min(...ranges.map(({ clock }) => clock)),
    to: Math.max(...ranges.map(({ clock, len }) => clock + len)),
  };
}

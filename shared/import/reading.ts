import type { ProposalId } from '../base/ids.ts';
import { joinRuns, SLOT, sortedIds, type Run } from '../text/clause.ts';

/** Something in a clause's source that is no plain character. `at` and `length` are in the source; tokens come in its order. */
export type Token = { readonly at: number; readonly length: number } & (
  | { readonly type: 'open'; readonly proposal: ProposalId }
  | { readonly type: 'close' }
  /** A bracket that stays a character. */
  | { readonly type: 'literal' }
  | { readonly type: 'emphasis'; readonly opens: boolean }
  /** `url` null where the link ends. */
  | { readonly type: 'link'; readonly url: string | null }
);

/**
 * What to read: the words from `from` to `to`, and the brackets that open before the clause's number, which have no words of
 * their own there.
 */
export interface Passage {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly held: readonly ProposalId[];
  readonly tokens: readonly Token[];
}

/** The content of a clause, and where in it (in UTF-16 units, slots counted) the brackets and links of the source ended up. */
export interface ReadClause {
  readonly runs: Run[];
  readonly places: ReadonlyMap<number, number>;
}

/**
 * Turns a clause's source into runs. `stack` holds the brackets that are open where the clause begins, and afterwards those that
 * are open where it ends. Where a bracket's edge has no character to stand at, a slot takes the place, so that drawing puts it
 * back there: an empty bracket, one that opens at the very end of a clause, one that closes at its very start.
 */
export function readClause(passage: Passage, stack: ProposalId[]): ReadClause {
  const writing: Writing = { runs: [], stack, insertions: null, bold: 0, italic: 0, link: null, length: 0, last: 'nothing' };
  for (const proposal of passage.held) open(writing, proposal);
  const places = new Map<number, number>();
  let cursor = passage.from;
  for (const [index, token] of passage.tokens.entries()) {
    // What overlaps the token before it is a part of that; but brackets stay balanced whatever overlaps.
    const isEdge = token.type === 'open' || token.type === 'close';
    if (token.at < cursor && !isEdge) continue;
    write(writing, passage.text.slice(cursor, token.at));
    cursor = Math.max(cursor, token.at + token.length);
    if (token.type === 'literal' || token.type === 'link') places.set(token.at, writing.length);
    if (token.type === 'literal') write(writing, passage.text.slice(token.at, cursor));
    else if (token.type === 'open') open(writing, token.proposal);
    else if (token.type === 'close') close(writing);
    else if (token.type === 'link') writing.link = token.url;
    else emphasise(writing, token, !token.opens && reopens(passage.tokens, index, cursor));
  }
  write(writing, passage.text.slice(cursor, passage.to));
  if (writing.last === 'open') write(writing, SLOT);
  return { runs: joinRuns(writing.runs), places };
}

/** Whether emphasis that ends here begins again behind nothing but brackets: then the brackets lie outside it. */
function reopens(tokens: readonly Token[], index: number, cursor: number): boolean {
  let end = cursor;
  for (let next = index + 1; ; next += 1) {
    const token = tokens[next];
    if (token === undefined || token.at !== end) return false;
    if (token.type === 'emphasis') return token.opens && next > index + 1;
    if (token.type !== 'open' && token.type !== 'close') return false;
    end = token.at + token.length;
  }
}

/** A clause while it is being written: what is open, what the last thing written was, and how much there is. */
interface Writing {
  readonly runs: Run[];
  readonly stack: ProposalId[];
  /** The ids of the stack as a run holds them; null where they must be sorted anew. */
  insertions: readonly ProposalId[] | null;
  bold: number;
  italic: number;
  link: string | null;
  length: number;
  last: 'nothing' | 'words' | 'open' | 'close' | 'emphasis';
}

function write(writing: Writing, text: string): void {
  if (text === '') return;
  writing.insertions ??= sortedIds(writing.stack);
  writing.runs.push({
    text,
    insertions: writing.insertions,
    deletions: [],
    ...(writing.bold > 0 && { bold: true as const }),
    ...(writing.italic > 0 && { italic: true as const }),
    ...(writing.link !== null && { link: writing.link }),
  });
  writing.length += text.length;
  writing.last = 'words';
}

function open(writing: Writing, proposal: ProposalId): void {
  if (writing.last === 'emphasis') write(writing, SLOT);
  writing.stack.push(proposal);
  writing.insertions = null;
  writing.last = 'open';
}

function close(writing: Writing): void {
  if (writing.last === 'open' || writing.last === 'emphasis' || writing.length === 0) write(writing, SLOT);
  writing.stack.pop();
  writing.insertions = null;
  writing.last = 'close';
}

function emphasise(writing: Writing, token: { readonly opens: boolean; readonly length: number }, reopensLater: boolean): void {
  if (!token.opens && (writing.last === 'open' || writing.last === 'close')) write(writing, SLOT);
  const step = token.opens ? 1 : -1;
  if (token.length !== 2) writing.italic += step;
  if (token.length !== 1) writing.bold += step;
  if (reopensLater) write(writing, SLOT);
  if (token.opens) writing.last = 'emphasis';
}

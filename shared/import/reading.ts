import type { ProposalId } from '../base/ids.ts';
import { joinRuns, SLOT, sortedIds, type Run } from '../text/clause.ts';

/** Something in a clause's source that is no plain character. `at` and `length` are in the source; tokens come in its order. */
export type Token = { readonly at: number; readonly length: number } & (
  | { readonly type: 'open' | 'close'; readonly proposal: ProposalId }
  /** A bracket that stays a character. */
  | { readonly type: 'literal' }
  | { readonly type: 'emphasis'; readonly opens: boolean }
  /** `url` null where the link ends. */
  | { readonly type: 'link'; readonly url: string | null }
);

/** What to read: the words from `from` to `to`, and the brackets that open before the clause's number, which have no words of their own there. */
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
 * Turns a clause's source into runs. `stack` holds the brackets that are open where the clause begins, and afterwards those that are
 * open where it ends. Where a bracket's edge has no character to stand at, a slot takes the place, so that drawing puts it back there:
 * an empty bracket, one that opens at the very end of a clause, one that closes at its very start.
 */
export function readClause(passage: Passage, stack: ProposalId[]): ReadClause {
  const writer = new Writer(stack);
  for (const proposal of passage.held) writer.open(proposal);
  const places = new Map<number, number>();
  let cursor = passage.from;
  for (const [index, token] of passage.tokens.entries()) {
    if (token.at < cursor) continue;
    writer.write(passage.text.slice(cursor, token.at));
    cursor = token.at + token.length;
    if (token.type === 'literal' || token.type === 'link') places.set(token.at, writer.length);
    if (token.type === 'literal') writer.write(passage.text.slice(token.at, cursor));
    else if (token.type === 'open') writer.open(token.proposal);
    else if (token.type === 'close') writer.close();
    else if (token.type === 'link') writer.link(token.url);
    else writer.emphasise(token, !token.opens && reopens(passage.tokens, index, cursor));
  }
  writer.write(passage.text.slice(cursor, passage.to));
  return { runs: writer.finish(), places };
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

/** Writes characters with the marks of the moment. One per clause. */
class Writer {
  readonly #stack: ProposalId[];
  readonly #runs: Run[] = [];
  #insertions: readonly ProposalId[];
  #bold = 0;
  #italic = 0;
  #link: string | null = null;
  /** The last thing written was an opening bracket, a bracket of either sort, the start of emphasis. */
  #afterOpen = false;
  #afterEdge = false;
  #afterStart = false;
  length = 0;

  constructor(stack: ProposalId[]) {
    this.#stack = stack;
    this.#insertions = sortedIds(stack);
  }

  write(text: string): void {
    if (text === '') return;
    const flags = { ...(this.#bold > 0 && { bold: true as const }), ...(this.#italic > 0 && { italic: true as const }) };
    this.#runs.push({ text, insertions: this.#insertions, deletions: [], ...flags, ...(this.#link !== null && { link: this.#link }) });
    this.length += text.length;
    this.#afterOpen = this.#afterEdge = this.#afterStart = false;
  }

  open(proposal: ProposalId): void {
    if (this.#afterStart) this.write(SLOT);
    this.#stack.push(proposal);
    this.#insertions = sortedIds(this.#stack);
    this.#afterOpen = this.#afterEdge = true;
  }

  close(): void {
    if (this.#afterOpen || this.#afterStart || this.length === 0) this.write(SLOT);
    this.#stack.pop();
    this.#insertions = sortedIds(this.#stack);
    this.#afterOpen = false;
    this.#afterEdge = true;
  }

  link(url: string | null): void {
    this.#link = url;
  }

  emphasise({ opens, length }: { readonly opens: boolean; readonly length: number }, before: boolean): void {
    if (!opens && this.#afterEdge) this.write(SLOT);
    const step = opens ? 1 : -1;
    if (length !== 2) this.#italic += step;
    if (length !== 1) this.#bold += step;
    if (before) this.write(SLOT);
    if (opens) this.#afterStart = true;
  }

  finish(): Run[] {
    if (this.#afterOpen) this.write(SLOT);
    return joinRuns(this.#runs);
  }
}

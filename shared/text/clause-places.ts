import type { ClauseId } from '../base/ids.ts';
import { addressesOf, headNumber, type Address, type LegibleClause } from './addresses.ts';
import { isHeading } from './numbering.ts';
import { sameNumberKey } from './number-style.ts';
import type { ReferenceWord } from './reference-words.ts';

/** Finds clauses by what people call them. */
export class Places {
  private readonly addresses: ReadonlyMap<ClauseId, Address>;
  private readonly heads = new Map<string, ClauseId>();
  private readonly paragraphs = new Map<string, ClauseId>();
  private readonly children = new Map<string, ClauseId>();
  /** Those whose number is "1.3"; null where two have the same. */
  private readonly pointed = new Map<string, ClauseId | null>();

  constructor(clauses: readonly LegibleClause[]) {
    this.addresses = addressesOf(clauses);
    for (const clause of clauses) {
      const address = this.addresses.get(clause.id);
      const head = isHeading(clause.kind) ? headNumber(clause.words) : null;
      if (head !== null) put(this.heads, `${head.word} ${sameNumberKey(head.number)}`, clause.id);
      const own = address?.steps.at(-1);
      if (address === undefined || own?.clause !== clause.id || own.number === '') continue;
      const number = sameNumberKey(own.number);
      const parent = address.steps.at(-2)?.clause;
      put(this.children, `${parent ?? address.head?.clause ?? ''} ${number}`, clause.id);
      if (isPointed(number)) this.pointed.set(number, this.pointed.has(number) ? null : clause.id);
      else if (parent !== undefined) continue;
      put(this.paragraphs, number, clause.id);
      // What stands directly under a heading is found from it, however deep its number lies; and so is a number that has those above it in it.
      put(this.children, `${address.head?.clause ?? ''} ${number}`, clause.id);
    }
  }

  /** `within`: undefined where nothing is said, so that it is of the place where it is read. */
  find(
    word: ReferenceWord,
    number: string,
    { clause, within }: { readonly clause: ClauseId; readonly within: ClauseId | undefined },
  ): ClauseId | null {
    const key = sameNumberKey(number);
    if (word !== 'paragraph' && word !== 'subparagraph') return this.heads.get(`${word} ${key}`) ?? null;
    if (within !== undefined) return this.children.get(`${within} ${key}`) ?? null;
    const here = this.addresses.get(clause);
    if (word === 'subparagraph') {
      for (const step of (here?.steps ?? []).toReversed()) {
        const found = this.children.get(`${step.clause} ${key}`);
        if (found !== undefined) return found;
      }
    }
    const ofHead = this.children.get(`${here?.head?.clause ?? ''} ${key}`);
    if (ofHead !== undefined) return ofHead;
    // In a text of articles a paragraph is of its article, unless it has the article's number in it; elsewhere paragraphs are counted through.
    return (here?.head?.word === 'article' ? this.pointed.get(key) : this.paragraphs.get(key)) ?? null;
  }

  under(parent: ClauseId, number: string): ClauseId | null {
    return this.children.get(`${parent} ${sameNumberKey(number)}`) ?? null;
  }
}

function isPointed(number: string): boolean {
  return number.includes('.');
}

/** Of several that are called alike the first is meant. */
function put(map: Map<string, ClauseId>, key: string, clause: ClauseId): void {
  if (!map.has(key)) map.set(key, clause);
}

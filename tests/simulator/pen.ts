import * as Y from 'yjs';
import { proposalId, type ProposalId } from '../../shared/base/ids.ts';
import { cellPlace } from '../../shared/text/cell.ts';
import { markKey } from '../../shared/text/marks.ts';
import { textOf } from '../../shared/text/reading.ts';
import type { Client, RoomId } from './client.ts';
import { labelsOf, type Labels } from './labels.ts';
import { noteHand, type Place } from './note-hand.ts';
import { attributeNames, clauseWith, isNote, lengthOf, settingOf, nodeIn, piecesIn, piecesOf, put, wordsOf } from './pieces.ts';
import type { Random } from './random.ts';

/** What hands do to a text, and what they meant to take away. */
export interface HandWork {
  readonly room: RoomId;
  /** Labels that somebody struck, so that nobody wonders where they went. */
  readonly struck: Set<string>;
  /** Labels that honest hands typed. */
  readonly typed: Set<string>;
}

const LONG_TEXT = 260;
const MANY_CLAUSES = 9;

/** What a drafter may do besides writing. */
export interface Kinds {
  /** Words and clauses are moved. */
  readonly structure: boolean;
  /** Clauses get other ids, and places in a table. */
  readonly naming: boolean;
  readonly footnotes: boolean;
}

/** The hands of one client: small edits of its document, as an editor with our binding makes them. */
export class Pen {
  private readonly client: Client;
  private readonly random: Random;
  private readonly labels: Labels;
  private readonly work: () => HandWork;
  private made = 0;

  /** `work`: of the room in which its client is. */
  constructor(client: Client, tools: { readonly random: Random; readonly labels: Labels; readonly work: () => HandWork }) {
    this.client = client;
    this.random = tools.random;
    this.labels = tools.labels;
    this.work = tools.work;
  }

  /** Any of the edits of a drafter. Returns its name, or null where there was nothing to do it to. */
  draft({ structure, naming, footnotes }: Kinds): string | null {
    const long = this.elements().reduce((sum, element) => sum + lengthOf(element), 0) > LONG_TEXT;
    const many = this.elements().length > MANY_CLAUSES;
    const name = this.random.weighted<keyof typeof this.edits>([
      [long ? 3 : 12, 'type'],
      [long ? 10 : 4, 'strike'],
      [3, 'bracketDeletion'],
      [2, 'bracketInsertion'],
      [3, 'bracketNew'],
      [2, 'embolden'],
      [many || !structure ? 0 : 2, 'split'],
      [structure ? (many ? 6 : 2) : 0, 'join'],
      [structure ? 2 : 0, 'moveWords'],
      [structure ? 1 : 0, 'moveClause'],
      [1, 'relevel'],
      [structure ? 0.5 : 0, 'relabel'],
      [naming ? 1 : 0, 'rename'],
      [naming ? 1 : 0, 'recell'],
      [footnotes && !many ? 2.5 : 0, 'footnote'],
      [footnotes ? 1 : 0, 'strikeNote'],
      [footnotes ? 0.5 : 0, 'strikeMark'],
      [footnotes ? 1 : 0, 'moveMark'],
      [footnotes ? 2.5 : 0, 'bracketNote'],
      [many ? 0 : 1, 'newClause'],
      [many ? 3 : 0.5, 'strikeClause'],
    ]);
    return this.edits[name]() ? name : null;
  }

  /** Any of the edits of a delegation in its private room: words and new clauses, since brackets are drawn for it. `onlyAdds`: only new clauses. */
  prepare(onlyAdds: boolean, footnotes: boolean): string | null {
    const name = this.random.weighted<'type' | 'strike' | 'footnote' | 'newClause'>([
      [onlyAdds ? 0 : 5, 'type'],
      [onlyAdds ? 0 : 4, 'strike'],
      [footnotes && !onlyAdds ? 3 : 0, 'footnote'],
      [onlyAdds ? 1 : 2, 'newClause'],
    ]);
    return this.edits[name]() ? name : null;
  }

  private readonly edits = {
    type: (): boolean => {
      const node = this.node();
      if (node === null) return false;
      const word = this.word();
      return this.transact(() => node.insert(this.random.below(node.length + 1), word));
    },
    strike: (): boolean => {
      const cut = this.cut(8);
      if (cut === null) return false;
      this.strikeLabels(wordsOf(piecesOf(cut.node, cut.at, cut.length)));
      return this.transact(() => cut.node.delete(cut.at, cut.length));
    },
    bracketDeletion: (): boolean => this.mark('deletion'),
    bracketInsertion: (): boolean => this.mark('insertion'),
    bracketNew: (): boolean => {
      const node = this.node();
      if (node === null) return false;
      const proposal = this.proposal();
      const at = this.random.below(node.length + 1);
      const kept = Object.fromEntries(attributeNames(node).map((key) => [key, null]));
      return this.transact(() => node.insert(at, this.word(), { ...kept, [markKey('insertion', proposal)]: { proposal } }));
    },
    embolden: (): boolean => {
      const cut = this.cut(6);
      return (
        cut !== null && this.transact(() => cut.node.format(cut.at, cut.length, { bold: this.random.chance(0.6) ? {} : null }))
      );
    },
    split: (): boolean => {
      const node = this.node();
      if (node === null || node.length < 2 || isNote(node.parent as Y.XmlElement)) return false;
      const at = 1 + this.random.below(node.length - 1);
      const tail = piecesOf(node, at, node.length - at);
      return this.transact(() => {
        node.delete(at, node.length - at);
        textOf(this.client.doc).insertAfter(node.parent as Y.XmlElement, [clauseWith(this.newId(), tail)]);
      });
    },
    join: (): boolean => {
      const elements = this.elements();
      const index = this.random.below(elements.length - 1);
      const [first, second] = [elements[index], elements[index + 1]];
      const node = first === undefined ? null : nodeIn(first);
      if (node === null || first === undefined || second === undefined || isNote(first) || isNote(second)) return false;
      const tail = piecesIn(second);
      return this.transact(() => {
        put(node, node.length, tail);
        textOf(this.client.doc).delete(index + 1, 1);
      });
    },
    moveWords: (): boolean => {
      const cut = this.cut(6);
      const to = this.node();
      if (cut === null || to === null) return false;
      const words = piecesOf(cut.node, cut.at, cut.length);
      return this.transact(() => {
        cut.node.delete(cut.at, cut.length);
        put(to, this.random.below(to.length + 1), words);
      });
    },
    moveClause: (): boolean => {
      const elements = this.elements();
      const from = this.random.below(elements.length);
      // Mostly one, and now and then a few that stand together; by a key, or cut and then pasted.
      const moved = elements.slice(from, from + (this.random.chance(0.7) ? 1 : 3)).flatMap((element) => {
        const id = element.getAttribute('id');
        return typeof id === 'string' ? [{ id, words: piecesIn(element), set: settingOf(element) }] : [];
      });
      const to = this.random.below(elements.length - moved.length + 1);
      const text = textOf(this.client.doc);
      const take = (): void => text.delete(from, moved.length);
      const bring = (): void => {
        const at = Math.min(to, text.length);
        text.insert(
          at,
          moved.map(({ id, words, set }) => clauseWith(id, words, set)),
        );
      };
      if (this.random.chance(0.7)) return this.transact(() => [take, bring].forEach((work) => work()));
      return [take, bring].every((work) => this.transact(work));
    },
    relevel: (): boolean => {
      const element = this.random.pick(this.elements());
      if (element === undefined) return false;
      const kind = this.random.pick(['paragraph', 'subparagraph', 'text', 'heading']) ?? 'text';
      if (this.random.chance(0.3)) return this.transact(() => element.setAttribute('kind', kind));
      // The tab key, once or a few times in a row.
      for (let left = 1 + this.random.below(4); left > 0; left -= 1) {
        this.transact(() => element.setAttribute('level', this.random.below(4) as unknown as string));
      }
      return true;
    },
    relabel: (): boolean => {
      const element = this.random.pick(this.elements());
      const label = this.random.pick(['', '3 bis.', '(a)', '7.']) ?? '';
      return element !== undefined && this.transact(() => element.setAttribute('label', label));
    },
    // The later of two clauses of one id gets another, as an editor gives it; now and then two that stand beside each other change theirs.
    rename: (): boolean => {
      const elements = this.elements();
      const ids = elements.map((element) => String(element.getAttribute('id')));
      const twin = elements.find((_, index) => ids.indexOf(ids[index]!) < index);
      if (twin !== undefined) return this.transact(() => twin.setAttribute('id', this.newId()));
      const index = this.random.below(elements.length - 1);
      const [one, other] = [elements[index], elements[index + 1]];
      if (one === undefined || other === undefined || this.random.chance(0.7)) return false;
      return this.transact(() => {
        one.setAttribute('id', ids[index + 1]!);
        other.setAttribute('id', ids[index]!);
      });
    },
    recell: (): boolean => {
      const element = this.random.pick(this.elements());
      if (element === undefined || isNote(element)) return false;
      if (this.random.chance(0.4)) return this.transact(() => element.removeAttribute('cell'));
      const place = { table: 't', row: `r${this.random.below(2)}`, column: `k${this.random.below(2)}`, isHead: false };
      return this.transact(() => element.setAttribute('cell', cellPlace(place)));
    },
    footnote: (): boolean => this.notes().footnote(),
    strikeNote: (): boolean => this.notes().strikeNote(),
    strikeMark: (): boolean => this.notes().strikeMark(),
    moveMark: (): boolean => this.notes().moveMark(),
    bracketNote: (): boolean => this.notes().bracketNote(),
    newClause: (): boolean => {
      const at = this.random.below(this.elements().length + 1);
      const pieces = [{ insert: `${this.word()} ${this.word()}` }];
      return this.transact(() => textOf(this.client.doc).insert(at, [clauseWith(this.newId(), pieces)]));
    },
    strikeClause: (): boolean => {
      const elements = this.elements();
      const index = this.random.below(elements.length);
      const element = elements[index];
      if (element === undefined || elements.length < 3) return false;
      this.strikeLabels(wordsOf(piecesIn(element)));
      return this.transact(() => textOf(this.client.doc).delete(index, 1));
    },
  };

  private notes(): ReturnType<typeof noteHand> {
    return noteHand({
      random: this.random,
      elements: () => this.elements(),
      newKey: () => this.typed(this.labels.word(1)),
      newWords: () => this.word(),
      bring: (label, words) => textOf(this.client.doc).push([clauseWith(this.newId(), words, { kind: 'footnote', label })]),
      remove: (element) => textOf(this.client.doc).delete(this.elements().indexOf(element), 1),
      bracket: (places) => this.bracket('deletion', places),
      strike: (words) => this.strikeLabels(words),
      transact: (work) => this.transact(work),
    });
  }

  private mark(role: 'insertion' | 'deletion'): boolean {
    const cut = this.cut(10);
    return cut !== null && this.transact(() => this.bracket(role, [cut]));
  }

  private bracket(role: 'insertion' | 'deletion', cuts: readonly Place[]): void {
    const proposal = this.proposal();
    for (const { node, at, length } of cuts) node.format(at, length, { [markKey(role, proposal)]: { proposal } });
  }

  private transact(work: () => void): true {
    this.client.doc.transact(work, 'hands');
    return true;
  }

  private elements(): Y.XmlElement[] {
    return textOf(this.client.doc)
      .toArray()
      .filter((node) => node instanceof Y.XmlElement);
  }

  private node(): Y.XmlText | null {
    const element = this.random.pick(this.elements());
    if (element === undefined) return null;
    const held = nodeIn(element);
    if (held !== null) return held;
    const fresh = new Y.XmlText();
    this.transact(() => element.insert(0, [fresh]));
    return fresh;
  }

  private cut(longest: number): Place | null {
    const node = this.node();
    if (node === null || node.length === 0) return null;
    const at = this.random.below(node.length);
    return { node, at, length: Math.min(1 + this.random.below(longest), node.length - at) };
  }

  private word(): string {
    const word = this.typed(this.labels.word(1 + this.random.below(4)));
    return this.random.weighted([
      [5, `${word} `],
      [3, ` ${word}`],
      [2, word],
      [1, `${word}, `],
      [0.5, `. ${word}`],
    ]);
  }

  private typed(word: string): string {
    for (const label of word) this.work().typed.add(label);
    return word;
  }

  private strikeLabels(text: string): void {
    for (const label of labelsOf(text)) this.work().struck.add(label);
  }

  private proposal(): ProposalId {
    return proposalId(`f-${this.client.name}-${(this.made += 1)}`);
  }

  private newId(): string {
    return `c-${this.client.name}-${(this.made += 1)}`;
  }
}

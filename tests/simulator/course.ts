import * as Y from 'yjs';
import type { Entry } from '../../shared/record/event.ts';
import { withoutSlots, type Run } from '../../shared/text/clause.ts';
import { readText } from '../../shared/text/reading.ts';
import type { StoredUpdate } from '../../server/store/store.ts';

/** The clauses after each update of the log, and those that stood there twice at any time. */
export interface Course {
  readonly moments: readonly ReadonlyMap<string, Cast>[];
  /** The ids as they stood, in order. */
  readonly orders: readonly (readonly string[])[];
  readonly twice: ReadonlySet<string>;
}

export function courseOf(updates: readonly StoredUpdate[]): Course {
  let doc = new Y.Doc({ gc: false });
  const twice = new Set<string>();
  const orders: string[][] = [];
  const moments = updates.map(({ bytes, revision }, index) => {
    if (revision !== updates[index - 1]?.revision) doc = new Y.Doc({ gc: false });
    Y.applyUpdate(doc, bytes);
    orders.push(readText(doc).map(({ id }) => id));
    return wordsIn(doc, twice);
  });
  return { moments, orders, twice };
}

/** A clause as the record has to tell it. */
export interface Cast {
  readonly words: string;
  readonly kind: string;
  readonly level: number;
  readonly label: string;
  readonly cell: string;
  /** Each letter that looks otherwise than plain, with how. */
  readonly styled: string;
  /** How each letter looks, plain ones too. */
  readonly places: string;
}

/** A clause that stands twice is that of its first place, with the words of each place, in order, a line each. */
function wordsIn(doc: Y.Doc, twice: Set<string>): Map<string, Cast> {
  const casts = new Map<string, Cast>();
  for (const clause of readText(doc)) {
    const earlier = casts.get(clause.id);
    if (earlier !== undefined) twice.add(clause.id);
    const letters = clause.runs.flatMap((run) => [...withoutSlots(run.text)].map((letter) => [letter, codeOf(run)] as const));
    const own = {
      words: letters.map(([letter]) => letter).join(''),
      styled: letters.flatMap(([letter, code]) => (code === '' ? [] : [`${letter}${code}`])).join(''),
      places: letters.map(([, code]) => `${code},`).join(''),
    };
    const { kind, level, label, cell = '' } = clause;
    casts.set(
      clause.id,
      earlier === undefined
        ? { words: own.words, kind, level, label, cell, styled: own.styled, places: own.places }
        : {
            ...earlier,
            words: `${earlier.words}\n${own.words}`,
            styled: `${earlier.styled}${own.styled}`,
            places: `${earlier.places},${own.places}`,
          },
    );
  }
  return casts;
}

export function codeOf({ bold, italic, link }: Pick<Run, 'bold' | 'italic' | 'link'>): string {
  return `${bold === true ? '*' : ''}${italic === true ? '_' : ''}${link === undefined ? '' : `>${link}`}`;
}

/** An event of one kind. */
export type Told<T extends Entry['event']['type']> = Extract<Entry['event'], { type: T }>;

import type { CellPlace } from './cell.ts';
import { isSameText } from './spelling.ts';
import { plainText, withoutSlots, type Clause, type ClauseKind } from './clause.ts';

/** Words that stand in bold or italics, or that lead somewhere. */
export interface Look {
  /** Where they begin among the words of the clause, in UTF-16 units. */
  readonly at: number;
  readonly words: string;
  readonly bold?: true;
  readonly italic?: true;
  readonly link?: string;
}

/** How a clause is set, apart from what it says: what it is, how deep, its number as issued, its place in a table, how its words look. */
export interface ClauseSetting {
  readonly kind: ClauseKind;
  readonly level: number;
  readonly label: string;
  /** Null where it is no cell. */
  readonly cell: CellPlace | null;
  /** In the order of the words; of those that look like any others nothing is said. */
  readonly looks: readonly Look[];
}

/** What of a setting became another: the same parts before and after. */
export interface Recast {
  readonly before: Partial<ClauseSetting>;
  readonly after: Partial<ClauseSetting>;
}

/** How a clause is set. */
export function settingOf({ kind, level, label, cell, runs }: Clause): ClauseSetting {
  return { kind, level, label, cell: cell ?? null, looks: looksOf(runs) };
}

/** What of a clause is set otherwise than before; null: nothing. */
export function recastOf(before: Clause, after: Clause): Recast | null {
  return recastBetween(settingOf(before), settingOf(after), plainText(before) === plainText(after));
}

/** As `recastOf`, of two settings. `sameWords`: whether they are of the same words. */
export function recastBetween(was: ClauseSetting, is: ClauseSetting, sameWords: boolean): Recast | null {
  const others = (['kind', 'level', 'label', 'cell'] as const).filter((part) => was[part] !== is[part]);
  const parts: (keyof ClauseSetting)[] = sameLooks(was.looks, is.looks, sameWords) ? others : [...others, 'looks'];
  return parts.length === 0 ? null : { before: only(was, parts), after: only(is, parts) };
}

/** Where the words are others, those that look otherwise are compared by themselves, since their places have moved with the words. */
function sameLooks(was: readonly Look[], is: readonly Look[], sameWords: boolean): boolean {
  if (was.length !== is.length) return false;
  return was.every((one, index) => {
    const other = is[index];
    return (
      other !== undefined &&
      isSameText(one.words, other.words) &&
      one.bold === other.bold &&
      one.italic === other.italic &&
      one.link === other.link &&
      (!sameWords || one.at === other.at)
    );
  });
}

function looksOf(runs: Clause['runs']): Look[] {
  const looks: Look[] = [];
  let at = 0;
  for (const { text, bold, italic, link } of runs) {
    const words = withoutSlots(text);
    const last = looks.at(-1);
    if (words === '' || (bold === undefined && italic === undefined && link === undefined)) {
      at += words.length;
      continue;
    }
    const isMore =
      last !== undefined &&
      last.at + last.words.length === at &&
      last.bold === bold &&
      last.italic === italic &&
      last.link === link;
    if (isMore) looks[looks.length - 1] = { ...last, words: last.words + words };
    else
      looks.push({
        at,
        words,
        ...(bold === undefined ? {} : { bold }),
        ...(italic === undefined ? {} : { italic }),
        ...(link === undefined ? {} : { link }),
      });
    at += words.length;
  }
  return looks;
}

function only(setting: ClauseSetting, parts: readonly (keyof ClauseSetting)[]): Partial<ClauseSetting> {
  return Object.fromEntries(parts.map((part) => [part, setting[part]]));
}

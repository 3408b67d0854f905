import type { Element } from '@xmldom/xmldom';
import { countAs } from './number-formats.ts';
import type { Styles } from './styles.ts';
import { attributeOf, childOf, childrenOf, isOn, valueOf } from './xml.ts';

/** A number as it is shown. `isInFigures`: Word shows it in signs that are not known here. */
export interface ShownNumber {
  readonly text: string;
  readonly isInFigures: boolean;
}

const NO_NUMBER: ShownNumber = { text: '', isInFigures: false };

interface Level {
  readonly format: string;
  /** Such as `%1.%2.` */
  readonly text: string;
  readonly start: number;
  /** The depth of the level above by which this one begins anew, from 1; 0: by none. */
  readonly restart: number;
  /** All levels shown in Arabic figures. */
  readonly isLegal: boolean;
}

/** Counts the numbers that Word shows and does not write into the text (`numbering.xml`). */
export class NumberCount {
  private readonly levels = new Map<string, ReadonlyMap<number, Level>>();
  private readonly counts = new Map<string, (number | undefined)[]>();
  private readonly listOf = new Map<string, string>();

  constructor(numbering: Element | null, styles: Styles) {
    const abstract = new Map<string, ReadonlyMap<number, Level>>();
    const linked = new Map<string, string>();
    for (const one of childrenOf(numbering, 'abstractNum')) {
      const id = attributeOf(one, 'abstractNumId') ?? '';
      abstract.set(id, levelsOf(one));
      const style = valueOf(one, 'numStyleLink');
      if (style !== null) linked.set(id, style);
    }
    const all = [...childrenOf(numbering, 'num')];
    for (const one of all) {
      const id = attributeOf(one, 'numId') ?? '';
      const own = valueOf(one, 'abstractNumId') ?? '';
      const style = linked.get(own) ?? null;
      const list = style === null ? undefined : styles.listOf(style)?.list;
      const meant = all.find((other) => attributeOf(other, 'numId') === list);
      const base = meant === undefined ? own : (valueOf(meant, 'abstractNumId') ?? own);
      const overrides = [...childrenOf(one, 'lvlOverride')];
      const levels = new Map(abstract.get(base) ?? []);
      for (const override of overrides) {
        const at = Number(attributeOf(override, 'ilvl') ?? '0');
        const known = levels.get(at);
        const start = valueOf(override, 'startOverride');
        for (const [depth, level] of levelsOf(override)) levels.set(depth, level);
        if (start !== null && known !== undefined) levels.set(at, { ...known, start: countIn(start, 1) });
      }
      this.levels.set(id, levels);
      // Lists of one kind count on, unless one begins anew.
      this.listOf.set(id, overrides.some((one) => childOf(one, 'startOverride') !== null) ? `num ${id}` : `abstract ${base}`);
    }
  }

  /** The next number of a list at a level; empty for bullets and unknown lists. */
  next(list: string, depth: number): ShownNumber {
    const levels = this.levels.get(list);
    const level = levels?.get(depth);
    if (levels === undefined || level === undefined) return NO_NUMBER;
    const key = this.listOf.get(list) ?? list;
    const counts = this.counts.get(key) ?? [];
    this.counts.set(key, counts);
    for (let deeper = depth + 1; deeper < counts.length; deeper += 1) {
      const restart = levels.get(deeper)?.restart ?? deeper;
      // A level that begins anew by one further up goes on behind those between.
      if (restart > depth) counts[deeper] = undefined;
    }
    counts[depth] = (counts[depth] ?? level.start - 1) + 1;
    if (level.format === 'bullet') return NO_NUMBER;
    let isInFigures = false;
    const text = level.text.replaceAll(/%([1-9])/g, (_, place: string) => {
      const at = Number(place) - 1;
      const shown = levels.get(at);
      const format = level.isLegal && at !== depth ? 'decimal' : (shown?.format ?? 'decimal');
      const count = counts[at] ?? shown?.start ?? 1;
      const written = countAs(count, format);
      isInFigures ||= written === null;
      return written ?? String(count);
    });
    return { text, isInFigures };
  }
}

function levelsOf(parent: Element): Map<number, Level> {
  const levels = new Map<number, Level>();
  for (const level of childrenOf(parent, 'lvl')) {
    const depth = countIn(attributeOf(level, 'ilvl'), 0);
    if (depth > DEEPEST) continue;
    levels.set(depth, {
      restart: countIn(valueOf(level, 'lvlRestart'), depth),
      isLegal: isOn(level, 'isLgl'),
      format: valueOf(level, 'numFmt') ?? 'decimal',
      text: valueOf(level, 'lvlText') ?? '',
      start: countIn(valueOf(level, 'start'), 1),
    });
  }
  return levels;
}

/** A list has nine levels. */
const DEEPEST = 8;
/** Word counts no further. */
const LARGEST = 32_767;

/** The count that a file tells; `otherwise` where it tells none, or something that is none. */
function countIn(told: string | null, otherwise: number): number {
  return told !== null && /^\d{1,5}$/.test(told) && Number(told) <= LARGEST ? Number(told) : otherwise;
}

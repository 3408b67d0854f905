import type { Element } from '@xmldom/xmldom';
import { attributeOf, childOf, childrenOf, isOn, valueOf } from './xml.ts';

/** How a tracked change of looks changed them, in words that a person knows them by, such as "now bold, another size". */
export function looksChanged(properties: Element | null, change: Element): string {
  const before = childOf(change, 'rPr') ?? childOf(change, 'pPr');
  const told = [
    ...SWITCHES.flatMap(([name, look]) => {
      const [was, is] = [isOn(before, name), isOn(properties, name)];
      return was === is ? [] : [is ? `now ${look}` : `no longer ${look}`];
    }),
    ...VALUES.flatMap(([name, look]) => (written(before, name) === written(properties, name) ? [] : [look])),
  ];
  return told.length === 0 ? 'another look' : told.join(', ');
}

const SWITCHES = [
  ['b', 'bold'],
  ['i', 'italic'],
  ['u', 'underlined'],
  ['strike', 'struck through'],
  ['dstrike', 'struck through twice'],
  ['caps', 'in capitals'],
  ['smallCaps', 'in small capitals'],
  ['vanish', 'hidden'],
  ['keepNext', 'kept with the next paragraph'],
  ['pageBreakBefore', 'on a new page'],
  ['bidi', 'from right to left'],
] as const;

const VALUES = [
  ['color', 'another colour'],
  ['highlight', 'another colour behind it'],
  ['shd', 'another shade'],
  ['sz', 'another size'],
  ['rFonts', 'another font'],
  ['vertAlign', 'raised or lowered'],
  ['rStyle', 'another style'],
  ['pStyle', 'another style'],
  ['numPr', 'another numbering'],
  ['jc', 'another alignment'],
  ['ind', 'another indent'],
  ['spacing', 'another spacing'],
  ['outlineLvl', 'another level of the outline'],
] as const;

/** A property as far as two can be compared by it. */
function written(properties: Element | null, name: string): string {
  const property = childOf(properties, name);
  if (property === null) return '';
  const held = [...childrenOf(property)].map((one) => `${one.localName ?? ''}=${valueOf(property, one.localName ?? '') ?? ''}`);
  const own = [
    'val',
    'ascii',
    'hAnsi',
    'cs',
    'fill',
    'left',
    'start',
    'right',
    'end',
    'hanging',
    'firstLine',
    'before',
    'after',
    'line',
  ];
  return [...own.map((one) => attributeOf(property, one) ?? ''), ...held].join('|');
}

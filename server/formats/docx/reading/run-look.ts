import type { Element } from '@xmldom/xmldom';
import type { Sign } from '../file-names.ts';
import { heightOf, type Height } from './raised.ts';
import type { Styles } from './styles.ts';
import { isOnAmong, isStruck, wayOfMarking } from './way-of-marking.ts';
import type { WordWords } from './word-text.ts';
import { authorOf, childOf, isOn, valueOf } from './xml.ts';

/** How a run looks, and what that says of its words. */
export interface RunLook {
  readonly sign: Sign | null;
  readonly isHidden: boolean;
  /** Whether a line goes through the words. */
  readonly isStruck: boolean;
  readonly height: Height | null;
  /** The tracked change of its looks. */
  readonly change: Element | null;
  /** What its words keep of it. */
  readonly kept: Pick<WordWords, 'bold' | 'italic' | 'way'>;
}

/** Reads the look of a run, by itself and by its style; `paragraph`: the style of the paragraph in which it stands. */
export function lookOf(
  run: Element,
  {
    styles,
    paragraph,
    link,
    insertion,
  }: { readonly styles: Styles; readonly paragraph: string | null } & Pick<WordWords, 'link' | 'insertion'>,
): RunLook {
  const properties = childOf(run, 'rPr');
  const named = valueOf(properties, 'rStyle');
  const style = styles.signOf(named);
  // The mark of a footnote is unseen in a file, and words in the text.
  const sign = style === 'mark' ? null : style;
  const ofStyle = styles.looksOf(named);
  const struck = sign === null && isStruck([properties, ...ofStyle]);
  const change = childOf(properties, 'rPrChange');
  // What somebody raised while tracking is told as a change of looks, and stands as it did before.
  const isRaisedSince = change !== null && authorOf(change) !== insertion?.author;
  const settled = isRaisedSince ? childOf(change, 'rPr') : properties;
  return {
    sign,
    isHidden: style === null && isOnAmong([properties, ...ofStyle, ...styles.looksOf(paragraph)], 'vanish'),
    isStruck: struck,
    height: sign === null && !isMark(run) ? heightOf([settled, ...ofStyle]) : null,
    change,
    kept: {
      bold: isOn(properties, 'b'),
      italic: isOn(properties, 'i'),
      // A link has a colour and a line below it by itself.
      way: link !== null ? (struck ? 'struck' : null) : sign === null ? wayOfMarking(properties, struck) : null,
    },
  };
}

/** Whether a run is the mark of a footnote, which is raised as all are. */
function isMark(run: Element): boolean {
  return childOf(run, 'footnoteReference') !== null || childOf(run, 'endnoteReference') !== null;
}

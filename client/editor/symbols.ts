import type { Node } from '@tiptap/pm/model';
import { Decoration } from '@tiptap/pm/view';
import { aroundSymbols, type Direction } from '../../shared/text/direction.ts';

/** A stretch of a clause's characters. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The symbols in a clause that runs from right to left; in any other they need nothing. */
export function symbolsIn(node: Node, direction: Direction): Stretch[] {
  if (direction === 'ltr') return [];
  let at = 0;
  return aroundSymbols(node.textContent).flatMap((piece, index) => {
    const from = at;
    at += piece.length;
    return index % 2 === 0 ? [] : [{ from, to: at }];
  });
}

/** Lets a symbol stand for itself, so that nothing beside it is drawn into it. */
export function isolating({ from, to }: Stretch): Decoration {
  return Decoration.inline(from, to, { nodeName: 'bdi', dir: 'ltr' });
}

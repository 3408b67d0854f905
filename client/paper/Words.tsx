import { createContext, useContext, type ReactNode } from 'react';
import { aroundName, aroundSymbols, type Direction } from '../../shared/text/direction.ts';

/** The way the clause runs of which words are drawn. */
export const ClauseDirection = createContext<Direction>('ltr');

/** Words of a clause. In one that runs from right to left each symbol stands for itself, so that nothing beside it is drawn into it. */
export function Words({ words }: { readonly words: string }): ReactNode {
  if (useContext(ClauseDirection) === 'ltr') return words;
  return aroundSymbols(words).map((piece, index) =>
    index % 2 === 0 ? (
      piece
    ) : (
      <bdi key={index} dir="ltr">
        {piece}
      </bdi>
    ),
  );
}

/** A number or a name beside the words, in its own direction. */
export function Name({ name }: { readonly name: string }): ReactNode {
  const [before, isolated, behind] = aroundName(name);
  return (
    <>
      {before}
      <bdi>{isolated}</bdi>
      {behind}
    </>
  );
}

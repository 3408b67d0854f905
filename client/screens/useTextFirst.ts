import { startTransition, useEffect, useState } from 'react';

/** From so many clauses on, what stands beside a text takes long enough to be waited for. */
const LONG = 400;
/** Time for a click and a first key once the text has been painted, in milliseconds. */
const HEAD_START = 250;

/** Whether what stands beside a text is drawn yet. A long text that is written in comes first: whoever opens it to type is let in. */
export function useTextFirst(isWritten: boolean, clauses: number): boolean {
  const [isOver, setOver] = useState(!isWritten || clauses <= LONG);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setOver(true)), HEAD_START);
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, []);
  return isOver;
}

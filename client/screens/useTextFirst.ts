import { startTransition, useEffect, useState } from 'react';

/** From so many clauses on, what stands beside a text takes long enough to be waited for. */
const LONG = 400;
/** Time for a click and a first key once the text stands there, in milliseconds. */
const HEAD_START = 250;

/** Whether what stands beside a text is drawn yet. A long text that is written in comes first: whoever opens it to type is let in. */
export function useTextFirst(isWritten: boolean, clauses: number): boolean {
  const [isOver, setOver] = useState(!isWritten || clauses <= LONG);
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setOver(true)), HEAD_START);
    return () => clearTimeout(timer);
  }, []);
  return isOver;
}

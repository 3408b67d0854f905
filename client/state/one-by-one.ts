/**
 * What one does is done in the order in which one does it: a second request may overtake the first on its way, and a vote that was changed
 * would be as it was before. Each begins once the one before it is answered.
 */
export function oneByOne(): <T>(ask: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (ask) => {
    const next = last.then(ask, ask);
    last = next;
    return next;
  };
}

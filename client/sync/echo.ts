import type { Doc, Transaction } from 'yjs';

/**
 * Has Yjs not write out what has just been read. It makes an update of each change for whoever listens, also of one that came as an
 * update the moment before, and that nobody will send: of a whole text that takes a good part of the time in which it opens.
 * `came` tells of each such change, in place of its update.
 */
export function withoutEcho(doc: Doc, isFromElsewhere: (origin: unknown) => boolean, came: (origin: unknown) => void): void {
  type Listeners = NonNullable<ReturnType<(typeof doc)['_observers']['get']>>;
  let silenced: Listeners | undefined;
  // Whatever is made meanwhile has its own turn, and is heard: Yjs goes through several changes one by one.
  const restore = (): void => {
    if (silenced !== undefined) doc._observers.set('update', silenced);
    silenced = undefined;
  };
  doc.on('beforeObserverCalls', restore);
  doc.on('afterTransactionCleanup', (transaction) => {
    if (!isFromElsewhere(transaction.origin)) return;
    silenced = doc._observers.get('update');
    doc._observers.delete('update');
    if (hasContent(transaction)) came(transaction.origin);
  });
  doc.on('afterAllTransactions', restore);
}

function hasContent({ deleteSet, beforeState, afterState }: Transaction): boolean {
  return deleteSet.clients.size > 0 || [...afterState].some(([client, clock]) => beforeState.get(client) !== clock);
}

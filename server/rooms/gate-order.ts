import * as Y from 'yjs';

/** A person who comes back brings the ids of a few documents, not of hundreds; it also bounds what ordering costs. */
const MOST_CLIENTS = 100;

/** Whether new items are of few enough clients. */
export function hasFewClients(news: readonly Y.Item[]): boolean {
  return new Set(news.map((item) => item.id.client)).size <= MOST_CLIENTS;
}

/** Whether new items can be taken in one after the other, each after all that it names; else Yjs would keep them waiting. */
export function isOrdered(doc: Y.Doc, news: readonly Y.Item[]): boolean {
  const queues = new Map<number, { readonly items: Y.Item[]; next: number }>();
  for (const item of news) {
    const queue = queues.get(item.id.client);
    if (queue === undefined) queues.set(item.id.client, { items: [item], next: 0 });
    else queue.items.push(item);
  }
  const isThere = (id: Y.ID): boolean => {
    const queue = queues.get(id.client);
    const head = queue?.items[queue.next];
    return queue === undefined ? id.clock < Y.getState(doc.store, id.client) : head === undefined || id.clock < head.id.clock;
  };
  let left = news.length;
  for (let before = -1; left !== before;) {
    before = left;
    for (const queue of queues.values()) {
      for (
        let head = queue.items[queue.next];
        head !== undefined && namedBy(head).every(isThere);
        head = queue.items[queue.next]
      ) {
        queue.next += 1;
        left -= 1;
      }
    }
  }
  return left === 0;
}

function namedBy(item: Y.Item): Y.ID[] {
  const parent: unknown = item.parent;
  return [item.origin, item.rightOrigin, parent instanceof Y.ID ? parent : null].filter((id) => id !== null);
}

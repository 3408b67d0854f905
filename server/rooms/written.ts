import * as Y from 'yjs';
import { touchedElements } from './text-index.ts';

/** What a piece of work did to a document: the bytes for the log, and the clauses touched. `tidied`: Yjs added something unasked. */
export interface Written {
  readonly bytes: Uint8Array;
  readonly touched: ReadonlySet<Y.XmlElement>;
  readonly tidied: boolean;
}

/** Does the work and gives what its transactions did, or null where they did nothing. Throws what the work throws. */
export function writtenBy(
  doc: Y.Doc,
  work: () => void,
  onTransaction: (transaction: Y.Transaction) => void = () => undefined,
): Written | null {
  const updates: Uint8Array[] = [];
  const touched = new Set<Y.XmlElement>();
  const onUpdate = (bytes: Uint8Array): void => void updates.push(bytes);
  const watch = (transaction: Y.Transaction): void => {
    for (const element of touchedElements(transaction, doc)) touched.add(element);
    onTransaction(transaction);
  };
  doc.on('update', onUpdate);
  doc.on('afterTransaction', watch);
  try {
    work();
  } finally {
    doc.off('update', onUpdate);
    doc.off('afterTransaction', watch);
  }
  const [first] = updates;
  if (first === undefined) return null;
  return { bytes: updates.length === 1 ? first : Y.mergeUpdates(updates), touched, tidied: updates.length > 1 };
}

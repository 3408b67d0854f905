import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { signingKey } from '../checkpoints/signing-key.ts';
import { openStoreFile } from '../store/sqlite.ts';
import { documentsOf } from './documents.ts';
import { signedManifest } from './manifest.ts';
import type { ThreadMessage } from '../threads/bounded-thread.ts';
import type { ArchiveOrder, ArchiveProgress } from './order.ts';
import { ZipFile } from './zip-file.ts';

// The thread in which one archive is written, document by document; how far it is goes out after each.
const order = workerData as ArchiveOrder;
const opened = openStoreFile(order.store, dirname(order.store));
if (!opened.ok) throw new Error(opened.refusal.reason);
try {
  const documents = documentsOf(opened.value, order);
  const zip = new ZipFile(order.file);
  const files: Record<string, string> = {};
  const total = documents.length + 1;
  const say = (message: ThreadMessage<ArchiveProgress, ArchiveProgress>): void => parentPort?.postMessage(message);
  const tell = (done: number): void => say({ progress: { done, total } });
  tell(0);
  // Let go one by one, with the texts they hold.
  for (let next = documents.shift(); next !== undefined; next = documents.shift()) {
    const bytes = await next.write();
    zip.add(next.path, bytes);
    files[next.path] = createHash('sha256').update(bytes).digest('hex');
    tell(total - 1 - documents.length);
  }
  const { process, at } = order.checkpoint;
  const key = signingKey(order.folder);
  const statement = { version: 1, process, at, drafts: order.drafts, files, publicKey: key.publicKey } as const;
  const signature = key.signText(signedManifest(statement));
  zip.add('manifest.json', Buffer.from(`${JSON.stringify({ ...statement, signature }, null, 2)}\n`, 'utf8'));
  zip.end();
  tell(total);
  say({ made: { done: total, total } });
} finally {
  opened.value.close();
}

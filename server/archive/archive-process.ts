import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { workOn } from '../aside/work.ts';
import { signingKey } from '../checkpoints/signing-key.ts';
import { openStoreFile } from '../store/sqlite.ts';
import { documentsOf } from './documents.ts';
import { signedManifest } from './manifest.ts';
import type { ArchiveOrder, ArchiveProgress } from './order.ts';
import { ZipFile } from './zip-file.ts';

// The process in which one archive is written, document by document; how far it is goes out after each.
workOn<ArchiveOrder, ArchiveProgress, ArchiveProgress>(async (order, tell) => {
  const opened = openStoreFile(order.store, dirname(order.store));
  if (!opened.ok) throw new Error(opened.refusal.reason);
  try {
    const documents = documentsOf(opened.value, order);
    const zip = new ZipFile(order.file);
    const files: Record<string, string> = {};
    const total = documents.length + 1;
    tell({ done: 0, total });
    // Let go one by one, with the texts they hold.
    for (let next = documents.shift(); next !== undefined; next = documents.shift()) {
      const bytes = await next.write();
      zip.add(next.path, bytes);
      files[next.path] = createHash('sha256').update(bytes).digest('hex');
      tell({ done: total - 1 - documents.length, total });
    }
    const { process, at } = order.checkpoint;
    const signing = signingKey(order.folder, { create: false });
    if (!signing.ok) throw new Error(signing.refusal);
    const key = signing.value;
    const statement = { version: 1, process, at, drafts: order.drafts, files, publicKey: key.publicKey } as const;
    const signature = key.signText(signedManifest(statement));
    zip.add('manifest.json', Buffer.from(`${JSON.stringify({ ...statement, signature }, null, 2)}\n`, 'utf8'));
    zip.end();
    tell({ done: total, total });
    return { done: total, total };
  } finally {
    opened.value.close();
  }
});

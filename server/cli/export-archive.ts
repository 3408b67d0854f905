import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { askFolder } from '../admin/asking.ts';
import { ARCHIVE_WORDS, makeArchive } from '../archive/making.ts';
import type { ArchiveProgress } from '../archive/order.ts';
import { noSuchDraft } from './existing-store.ts';
import type { ExitStatus } from './exit-status.ts';
import type { Invocation } from './invocation.ts';
import { complain, progress } from './output.ts';

type Asked = Extract<Invocation, { command: 'export-archive' }>;

/** Writes an archive to a file, of a draft or of all; also while a server runs on the folder, which copies its store for it. */
export async function exportArchive(asked: Asked): Promise<ExitStatus> {
  const aside = mkdtempSync(join(tmpdir(), 'travaux-archive-'));
  try {
    return await archive(asked, join(aside, 'copy'));
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

async function archive({ draft, lens, out, data }: Asked, copy: string): Promise<ExitStatus> {
  const copied = await askFolder(data, { ask: 'copy', to: copy });
  if (!copied.ok) return failed(copied.refusal);
  const checkpoint = copied.value;
  const drafts = checkpoint.drafts
    .filter((head) => draft === null || head.draft === draft)
    .map((head) => ({ draft: head.draft, lens }));
  if (draft !== null && drafts.length === 0)
    return failed(
      noSuchDraft(
        draft,
        checkpoint.drafts.map((one) => ({ id: one.draft })),
      ),
    );
  const file = resolve(out);
  const partial = `${file}.partial-${process.pid}`;
  const cancelling = new AbortController();
  const cancel = (): void => cancelling.abort();
  process.once('SIGINT', cancel).once('SIGTERM', cancel);
  const order = { store: copy, checkpoint, drafts, folder: data, file: partial };
  const done = await makeArchive(order, { bounds: UNHURRIED, signal: cancelling.signal, tell: tellProgress });
  process.off('SIGINT', cancel).off('SIGTERM', cancel);
  if (!done.ok) return failed(done.refusal === 'stopped' ? 'The archive was cancelled.' : ARCHIVE_WORDS[done.refusal]);
  renameSync(partial, file);
  return 0;
}

/** Nobody waits for it but the operator, for as long as that takes: a timer holds no more than these milliseconds. */
const UNHURRIED = { milliseconds: 2 ** 31 - 1, megabytes: 8_192 };

/** Each on a terminal, which shows the last; elsewhere some ten. */
function tellProgress({ done, total }: ArchiveProgress): void {
  const every = process.stderr.isTTY ? 1 : Math.max(1, Math.floor(total / TOLD));
  if (done % every === 0 || done === total) progress(`${done} of ${total} documents`, done === total);
}

const TOLD = 10;

function failed(reason: string): ExitStatus {
  complain(reason);
  return 2;
}

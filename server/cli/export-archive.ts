import { renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { askFolder } from '../admin/asking.ts';
import { ARCHIVE_WORDS, makeArchive } from '../archive/making.ts';
import type { ArchiveProgress } from '../archive/order.ts';
import { workRefusal } from '../aside/work-refusal.ts';
import { noSuchDraft } from './existing-store.ts';
import type { ExitStatus } from './exit-status.ts';
import type { Invocation } from './invocation.ts';
import { inPassingFolder, leavingNothing } from './leftovers.ts';
import { complain, progress } from './output.ts';

type Asked = Extract<Invocation, { command: 'export-archive' }>;

/** Writes an archive to a file, of a draft or of all; also while a server runs on the folder, which copies its store for it. */
export function exportArchive(asked: Asked): Promise<ExitStatus> {
  const partial = `${resolve(asked.out)}.partial-${process.pid}`;
  return inPassingFolder('travaux-archive-', (aside) =>
    leavingNothing([partial], () => archive(asked, { copy: join(aside, 'copy'), partial })),
  );
}

async function archive(
  { draft, lens, out, data }: Asked,
  { copy, partial }: { readonly copy: string; readonly partial: string },
): Promise<ExitStatus> {
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
  const order = { store: copy, checkpoint, drafts, folder: data, file: partial };
  const done = await makeArchive(order, { bounds: UNHURRIED, tell: tellProgress });
  if (!done.ok) return failed(workRefusal(done.refusal, ARCHIVE_WORDS).reason);
  renameSync(partial, resolve(out));
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

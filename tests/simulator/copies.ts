import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { restore } from '../../server/backup/restoring.ts';
import { openStore, STORE_FILE } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { SEATS } from './seats.ts';
import type { Stage } from './stage.ts';
import { holds } from './violation.ts';

/** What SQLite has beside a store with what was written last. */
const LOG = '-wal';

/**
 * The data folder is copied as it stands, under a server that runs, and put back elsewhere: what comes of it verifies, and has all that anybody was
 * told by then (O4, O5).
 */
export function copyAndPutBack({ world, chronicle, options }: Stage, folder: string): void {
  const file = join(folder, STORE_FILE);
  const aside = mkdtempSync(join(dirname(folder), 'travaux-copied-'));
  try {
    const copy = join(aside, 'copy.db');
    copyFileSync(file, copy);
    if (existsSync(`${file}${LOG}`) && options.faults.copiesWithoutLog !== true) copyFileSync(`${file}${LOG}`, `${copy}${LOG}`);
    const target = join(aside, 'back');
    const restored = restore(copy, target, { replace: false, clock: world.machine.clock });
    holds(restored.ok, 'a copy of a store in use is put back', () => (restored.ok ? '' : restored.refusal.reason));
    const opened = openStore(target, { create: false });
    if (!opened.ok) return holds(false, 'a store that was put back opens', () => opened.refusal.reason);
    const [had, has] = [heldBy(world.disk, world.draft), heldBy(opened.value, world.draft)];
    opened.value.close();
    holds(
      had === has,
      'a store that was put back has all that was told',
      () => `${has.slice(-300)} instead of ${had.slice(-300)}`,
    );
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  chronicle.count('copies put back');
}

/** All of a store that anybody may be told. */
function heldBy({ drafts, preparations, recoveries }: Store, draft: Stage['world']['draft']): string {
  const open = preparations.open();
  return JSON.stringify([
    drafts.entries(draft, 0).map(({ hash }) => hash),
    drafts.updates(draft, 0).map(({ hash }) => hash),
    drafts.pendingEdits(draft).map(({ clause, seat }) => [clause, seat]),
    drafts.claims(draft).length,
    open.map(({ id, sponsors, invited, ready, rationale }) => [id, sponsors, invited, ready, rationale]),
    open.map(({ id }) => preparations.updates(id).map(({ bytes }) => Buffer.from(bytes).toString('base64'))),
    SEATS.map(({ id }) => recoveries.of(id).map((one) => [one.id, one.words])),
  ]);
}

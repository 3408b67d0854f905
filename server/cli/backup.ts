import { counted } from '../../shared/base/phrases.ts';
import { backUp, unfinishedFiles } from '../backup/backing-up.ts';
import { restore } from '../backup/restoring.ts';
import { SYSTEM_CLOCK } from '../clock.ts';
import type { ExitStatus } from './exit-status.ts';
import type { Invocation } from './invocation.ts';
import { leavingNothing } from './leftovers.ts';
import { complain, print } from './output.ts';

/** Makes a verified backup. */
export async function backupCommand({
  data,
  destination,
  json,
}: Extract<Invocation, { command: 'backup' }>): Promise<ExitStatus> {
  const done = await leavingNothing(unfinishedFiles(destination), () => backUp(data, destination));
  if (!done.ok) return failed(done.refusal);
  const { file, drafts } = done.value;
  print(json ? JSON.stringify(done.value) : `Backed up to ${file}: ${contents(drafts)}.`);
  return 0;
}

/** Puts a verified backup in place. */
export function restoreCommand({ source, data, replace, json }: Extract<Invocation, { command: 'restore' }>): ExitStatus {
  const done = restore(source, data, { replace, clock: SYSTEM_CLOCK });
  if (!done.ok) return failed(done.refusal);
  const { file, kept, drafts } = done.value;
  if (json) print(JSON.stringify(done.value));
  else
    print(
      `Restored to ${file}: ${contents(drafts)}.${kept === null ? '' : ` What was there is kept as ${kept}.`} Everyone signs in anew.`,
    );
  return 0;
}

/** What was copied and does not verify is a record that does not verify. */
function failed({ reason, unsound }: { readonly reason: string; readonly unsound: unknown }): ExitStatus {
  complain(reason);
  return unsound === null ? 2 : 1;
}

function contents(drafts: readonly { readonly entries: number; readonly updates: number }[]): string {
  const sum = (of: 'entries' | 'updates'): number => drafts.reduce((all, one) => all + one[of], 0);
  return `${counted(drafts.length, 'draft')} with ${counted(sum('entries'), 'entry', 'entries')} and ${counted(sum('updates'), 'update')}, all verified`;
}

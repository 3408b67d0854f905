import { isId, seatId } from '../../shared/base/ids.ts';
import { counted } from '../../shared/base/phrases.ts';
import type { SeatReport } from '../admin/administration.ts';
import { askFolder } from '../admin/asking.ts';
import type { ExitStatus } from './exit-status.ts';
import type { Invocation } from './invocation.ts';
import { complain, deliver, print } from './output.ts';

/** Prints a checkpoint, or writes it to a file. */
export async function checkpointCommand({ data, out }: Extract<Invocation, { command: 'checkpoint' }>): Promise<ExitStatus> {
  const asked = await askFolder(data, { ask: 'checkpoint' });
  if (!asked.ok) return failed(asked.refusal);
  const text = JSON.stringify(asked.value, null, 2);
  deliver(out, `${text}\n`);
  return 0;
}

/** Lists the seats. */
export async function seatsCommand({ data, json }: Extract<Invocation, { command: 'seats' }>): Promise<ExitStatus> {
  const asked = await askFolder(data, { ask: 'seats' });
  if (!asked.ok) return failed(asked.refusal);
  print(json ? JSON.stringify(asked.value) : table(asked.value));
  return 0;
}

/** Makes a new link for a seat, or takes all access of it away. */
export async function accessCommand({
  command,
  seat,
  data,
  json,
}: Extract<Invocation, { command: 'invite' | 'revoke' }>): Promise<ExitStatus> {
  if (!isId(seat)) return failed(`there is no seat ${JSON.stringify(seat)}.`);
  const id = seatId(seat);
  if (command === 'invite') {
    const asked = await askFolder(data, { ask: 'invite', seat: id });
    if (!asked.ok) return failed(asked.refusal);
    print(json ? JSON.stringify(asked.value) : asked.value.link);
    return 0;
  }
  const asked = await askFolder(data, { ask: 'revoke', seat: id });
  if (!asked.ok) return failed(asked.refusal);
  const { sessions, invitations } = asked.value;
  print(
    json
      ? JSON.stringify(asked.value)
      : `${seat}: ${counted(sessions, 'session')} ended, ${counted(invitations, 'unused link')} made void.`,
  );
  return 0;
}

/** Says for which groups a seat may speak. */
export async function mandateCommand({
  seat,
  groups,
  data,
  json,
}: Extract<Invocation, { command: 'mandate' }>): Promise<ExitStatus> {
  if (!isId(seat)) return failed(`there is no seat ${JSON.stringify(seat)}.`);
  const asked = await askFolder(data, { ask: 'mandate', seat: seatId(seat), groups: [...groups] });
  if (!asked.ok) return failed(asked.refusal);
  const { mandates } = asked.value;
  print(json ? JSON.stringify(asked.value) : `${seat} speaks for ${mandates.length === 0 ? 'no group' : mandates.join(', ')}.`);
  return 0;
}

function failed(reason: string): ExitStatus {
  complain(reason);
  return 2;
}

function table(seats: readonly SeatReport[]): string {
  const rows = seats.map(({ seat, role, name, mandates, sessions, seenAt }) => [
    seat,
    role,
    `${name}${mandates.length === 0 ? '' : `, also for ${mandates.join(', ')}`}`,
    sessions === 0 ? 'nobody signed in' : `${sessions} signed in, last used ${seenAt ?? ''}`,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
}

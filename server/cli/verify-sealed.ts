import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Json } from '../../shared/base/canonical.ts';
import { counted } from '../../shared/base/phrases.ts';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import { firstBrokenLink, GENESIS } from '../../shared/record/chain.ts';
import type { Checkpoint } from '../../shared/record/checkpoint.ts';
import type { SealedEntry } from '../../shared/record/event.ts';
import { isCommittedTo, type Unsealed } from '../../shared/record/unsealing.ts';
import { trustedCheckpoint } from './against.ts';
import type { ExitStatus } from './exit-status.ts';
import type { Invocation } from './invocation.ts';
import { complain, print } from './output.ts';

const json = z.json() as z.ZodType<Json>;
const sealedSchema: z.ZodType<SealedEntry> = z.strictObject({
  number: z.int().positive(),
  sealed: json,
  previousHash: z.string(),
  hash: z.string(),
});
const unsealedSchema: z.ZodType<Unsealed> = z.strictObject({
  entry: z.int().positive(),
  path: z.string(),
  salt: z.string(),
  value: json,
});

/** Verifies a record without names, one name that was unsealed of it, and that a checkpoint knows it. */
export function verifySealedCommand(asked: Extract<Invocation, { command: 'verify-sealed' }>): ExitStatus {
  const { file, unsealed, against } = asked;
  const trusted = against === null ? null : trustedCheckpoint(against);
  if (trusted?.ok === false) return trusted.refusal;
  const entries = readLines(file, sealedSchema);
  const names = unsealed === null ? ok([]) : readLines(unsealed, unsealedSchema);
  for (const read of [entries, names]) {
    if (read.ok) continue;
    complain(read.refusal);
    return 2;
  }
  if (!entries.ok || !names.ok) return 2;
  const link = firstBrokenLink(entries.value);
  const wrong = names.value.find((one) => !isIn(entries.value, one));
  const head = entries.value.at(-1)?.hash ?? GENESIS;
  const isKnown = trusted === null || isKnownTo(trusted.value, entries.value);
  const isGood = link === null && wrong === undefined && isKnown;
  if (asked.json) print(JSON.stringify({ ok: isGood, entries: entries.value.length, head, broken: link }));
  if (link !== null) {
    complain(`entry ${link.number}: ${link.why}.`);
    return 1;
  }
  if (wrong !== undefined) {
    complain(`entry ${wrong.entry} does not commit to ${JSON.stringify(wrong.value)} at ${wrong.path}.`);
    return 1;
  }
  if (!asked.json) {
    print(`${counted(entries.value.length, 'entry without names verifies', 'entries without names verify')}. Last hash ${head}`);
    for (const one of names.value) print(`Entry ${one.entry} names ${JSON.stringify(one.value)} at ${one.path}.`);
  }
  if (!isKnown) complain('the checkpoint knows no such record, or a longer one.');
  return isKnown ? 0 : 1;
}

function isIn(entries: readonly SealedEntry[], unsealed: Unsealed): boolean {
  const entry = entries[unsealed.entry - 1];
  return entry !== undefined && isCommittedTo(entry, unsealed);
}

/** A record without names does not say of which draft it is: its hashes do. */
function isKnownTo({ drafts }: Checkpoint, entries: readonly SealedEntry[]): boolean {
  return drafts.some((head) => head.entries > 0 && entries[head.entries - 1]?.hash === head.entryHash);
}

function readLines<T>(file: string, schema: z.ZodType<T>): Result<readonly T[], string> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return refuse(`${file} cannot be read.`);
  }
  const values: T[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const parsed = schema.safeParse(parse(line));
    if (!parsed.success) return refuse(`${file}: line ${index + 1} is not what it should be.`);
    values.push(parsed.data);
  }
  return values.length === 0 ? refuse(`${file} holds nothing to verify.`) : ok(values);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

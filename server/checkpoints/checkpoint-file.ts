import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { draftId, isId } from '../../shared/base/ids.ts';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import type { Checkpoint } from '../../shared/record/checkpoint.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().nonnegative();

const checkpointSchema: z.ZodType<Checkpoint> = z.strictObject({
  version: z.literal(1),
  process: z.string(),
  participants: hash,
  at: z.iso.datetime(),
  drafts: z.array(
    z.strictObject({
      draft: z.string().refine(isId, 'not an id').transform(draftId),
      revision: z.int().positive(),
      entries: count,
      entryHash: hash,
      updates: count,
      updateHash: hash,
      textDigest: hash,
    }),
  ),
  publicKey: z.string().regex(/^[\w-]{43}$/),
  signature: z.string().regex(/^[\w-]{86}$/),
});

/** Reads a checkpoint from a file, or says in a sentence why it is none. Whether it is signed is another question. */
export function readCheckpoint(file: string): Result<Checkpoint, string> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return refuse(`${file} cannot be read.`);
  }
  try {
    return ok(checkpointSchema.parse(JSON.parse(text)));
  } catch {
    return refuse(`${file} is no checkpoint.`);
  }
}

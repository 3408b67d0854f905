import { ok, refuse, type Result } from '../../shared/base/result.ts';
import type { Checkpoint } from '../../shared/record/checkpoint.ts';
import { readCheckpoint } from '../checkpoints/checkpoint-file.ts';
import { isSigned, publicKeyOf } from '../checkpoints/signing-key.ts';
import type { ExitStatus } from './exit-status.ts';
import type { Against } from './invocation.ts';
import { complain } from './output.ts';

/** Reads a checkpoint and checks its signature; where that fails it complains, and gives the status with which to end. */
export function trustedCheckpoint({ file, key }: Against): Result<Checkpoint, ExitStatus> {
  const read = readCheckpoint(file);
  if (!read.ok) {
    complain(read.refusal);
    return refuse(2);
  }
  if (!isSigned(read.value)) {
    complain(`${file} is not as it was signed.`);
    return refuse(1);
  }
  if (key !== null && key !== read.value.publicKey) {
    complain(`${file} is signed by another key: ${read.value.publicKey}.`);
    return refuse(1);
  }
  return ok(read.value);
}

/**
 * Whose key signed a checkpoint that a store holds, where nobody said whose it must be: that of the folder, or, where the folder has none,
 * anybody's. Null where it is so; else a sentence.
 */
export function whyAnotherKey({ key }: Against, { publicKey }: Checkpoint, folder: string): string | null {
  if (key !== null) return null;
  const own = publicKeyOf(folder);
  if (!own.ok) return own.refusal;
  if (own.value === null || own.value === publicKey) return null;
  return `the checkpoint is signed by another key than that of this folder: by ${publicKey}, and this is ${own.value}. What it states is so; where that key is known to be right, say so with --key.`;
}

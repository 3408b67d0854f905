import { ok, refuse, type Result } from '../../shared/base/result.ts';
import type { Checkpoint } from '../../shared/record/checkpoint.ts';
import { readCheckpoint } from '../checkpoints/checkpoint-file.ts';
import { isSigned } from '../checkpoints/signing-key.ts';
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

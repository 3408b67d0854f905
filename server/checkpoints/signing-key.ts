import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import { signedText, type Checkpoint, type CheckpointStatement } from '../../shared/record/checkpoint.ts';
import { nameDurably, OWNER_ONLY } from '../backup/durable-file.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';

/** The private key of a data folder. It is in no backup: who holds one can read the store, and not sign in its name. */
export const KEY_FILE = 'checkpoint-key.pem';

/** Signs checkpoints. */
export interface SigningKey {
  /** 32 bytes in base64url. */
  readonly publicKey: string;
  sign(statement: Omit<CheckpointStatement, 'publicKey'>): Checkpoint;
  /** The signature of a text that says itself what it is, in base64url. */
  signText(text: string): string;
}

/** The key of a data folder, made where there is none and it is wished; else a sentence says why there is none. */
export function signingKey(folder: string, { create }: { readonly create: boolean }): Result<SigningKey, string> {
  const file = join(folder, KEY_FILE);
  const read = readKey(file);
  if (!read.ok) return read;
  if (read.value === null && !create) return refuse(`${file} is not there.`);
  const key = read.value ?? makeKey(file);
  const publicKey = publicPart(key);
  const signText = (text: string): string => sign(null, Buffer.from(text, 'utf8'), key).toString('base64url');
  return ok({
    publicKey,
    signText,
    sign: (statement) => {
      const whole = { ...statement, publicKey };
      return { ...whole, signature: signText(signedText(whole)) };
    },
  });
}

/** The public part of a folder's key; null where the folder has none. */
export function publicKeyOf(folder: string): Result<string | null, string> {
  const read = readKey(join(folder, KEY_FILE));
  return read.ok ? ok(read.value === null ? null : publicPart(read.value)) : read;
}

/** Notes in the store which key signs for it from now on; where that is another than before, it is said. */
export function noteKey(store: Pick<Store, 'process'>, { publicKey }: SigningKey, log: Log): void {
  const before = store.process.signedBy();
  if (before === publicKey) return;
  store.process.setSignedBy(publicKey);
  if (before !== null)
    log.warn({ before, now: publicKey }, 'checkpoints are signed by another key from now on: those of before name the other one');
}

function readKey(file: string): Result<KeyObject | null, string> {
  if (!existsSync(file)) return ok(null);
  const wrong = (why: string): Result<never, string> =>
    refuse(`${file} ${why}. Put the right key back; or move this away, and the next checkpoint is signed by a new key.`);
  let pem: Buffer;
  try {
    pem = readFileSync(file);
  } catch {
    return wrong('cannot be read');
  }
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? ok(key) : wrong('is a key of another kind than Ed25519');
  } catch {
    return wrong('is no private key');
  }
}

function publicPart(key: KeyObject): string {
  return createPublicKey(key).export({ format: 'jwk' }).x ?? '';
}

/** Whether a checkpoint is as it was signed by the key that it names. Whose key that is, is for its reader to know. */
export function isSigned(checkpoint: Checkpoint): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: checkpoint.publicKey }, format: 'jwk' });
    return verify(null, Buffer.from(signedText(checkpoint), 'utf8'), key, Buffer.from(checkpoint.signature, 'base64url'));
  } catch {
    return false;
  }
}

/** Under another name until it is whole: what is left of one that could not be written is no key, and with it no server would start. */
function makeKey(file: string): KeyObject {
  const { privateKey } = generateKeyPairSync('ed25519');
  const unfinished = `${file}.unfinished`;
  try {
    writeFileSync(unfinished, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: OWNER_ONLY });
    nameDurably(unfinished, file);
  } finally {
    rmSync(unfinished, { force: true });
  }
  return privateKey;
}

import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { signedText, type Checkpoint, type CheckpointStatement } from '../../shared/record/checkpoint.ts';

/** The private key of a data folder. It is in no backup: who holds one can read the store, and not sign in its name. */
const KEY_FILE = 'checkpoint-key.pem';

const OWNER_ONLY = 0o600;

/** Signs checkpoints. */
export interface SigningKey {
  /** 32 bytes in base64url. */
  readonly publicKey: string;
  sign(statement: Omit<CheckpointStatement, 'publicKey'>): Checkpoint;
  /** The signature of a text that says itself what it is, in base64url. */
  signText(text: string): string;
}

/** The key of a data folder, made where there is none. Throws where the file cannot be read or written, or is no such key. */
export function signingKey(folder: string): SigningKey {
  const file = join(folder, KEY_FILE);
  const key = existsSync(file) ? createPrivateKey(readFileSync(file)) : makeKey(file);
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError(`${file} holds no Ed25519 key`);
  const publicKey = createPublicKey(key).export({ format: 'jwk' }).x ?? '';
  const signText = (text: string): string => sign(null, Buffer.from(text, 'utf8'), key).toString('base64url');
  return {
    publicKey,
    signText,
    sign: (statement) => {
      const whole = { ...statement, publicKey };
      return { ...whole, signature: signText(signedText(whole)) };
    },
  };
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

function makeKey(file: string): KeyObject {
  const { privateKey } = generateKeyPairSync('ed25519');
  const fd = openSync(file, 'wx', OWNER_ONLY);
  try {
    writeSync(fd, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  return privateKey;
}

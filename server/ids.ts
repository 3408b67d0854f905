import { createHash, randomBytes, randomInt } from 'node:crypto';
import { clauseId, draftId, preparationId, proposalId, type DraftId, type PreparationId } from '../shared/base/ids.ts';
import type { NewIds } from '../shared/import/imported.ts';

const BYTES_OF_ID = 12;
const BYTES_OF_TOKEN = 32;
const BYTES_OF_SALT = 16;
const LARGEST_CLIENT_ID = 2 ** 32 - 1;

/** New ids from the system's source of randomness: 96 bits behind a letter for the kind. */
export const NEW_IDS: NewIds & { draft(): DraftId; preparation(): PreparationId } = {
  clause: () => clauseId(`c-${randomName()}`),
  proposal: () => proposalId(`p-${randomName()}`),
  draft: () => draftId(`d-${randomName()}`),
  preparation: () => preparationId(`w-${randomName()}`),
};

/** A secret of 256 bits, in base64url. Only `secretHash` of it is ever stored. */
export function newSecret(): string {
  return randomBytes(BYTES_OF_TOKEN).toString('base64url');
}

/** The salt of one entry or update: 32 hexadecimal digits, never given again. Drawn for many at a time, since each keystroke has one. */
export function newSalt(): string {
  if (drawn.length < BYTES_OF_SALT) drawn = randomBytes(BYTES_OF_SALT * SALTS_AT_A_TIME);
  const salt = drawn.subarray(0, BYTES_OF_SALT);
  drawn = drawn.subarray(BYTES_OF_SALT);
  const hex = salt.toString('hex');
  salt.fill(0);
  return hex;
}

const SALTS_AT_A_TIME = 256;
let drawn = Buffer.alloc(0);

/** SHA-256 of a secret in hexadecimal: what the store keeps of invitations and sessions. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** A candidate for a Yjs client id: 1 to 2^32 - 1. The caller sees to it that nobody else has it. */
export function randomClientId(): number {
  return randomInt(1, LARGEST_CLIENT_ID);
}

function randomName(): string {
  return randomBytes(BYTES_OF_ID).toString('base64url');
}

/** Name of an archive that is being made. */
export function newArchiveId(): string {
  return `a-${randomName()}`;
}

/** Name of words that were kept for their author. */
export function newRecoveryId(): string {
  return `r-${randomName()}`;
}

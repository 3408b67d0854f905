import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isSpoken, OLDEST_PROTOCOL, PROTOCOL_VERSION, SCHEMA_VERSION, spokenVersion } from '../../shared/protocol/version.ts';

const SHARED = join(import.meta.dirname, '..', '..', 'shared');

/** What a change of these files changes on the wire is for whoever changes them to judge: raise the version, or pin the new hash. */
const PINNED = { protocol: 11, protocolHash: '519660eca7e25ccc', schema: 1, schemaHash: '2e14410dd9a42f9e' };

/** Code without comments and white space, so that only forms count. */
function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) {
    const code = readFileSync(join(SHARED, file), 'utf8')
      .replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
      .replace(/\s+/g, '');
    hash.update(`${file}:${code};`);
  }
  return hash.digest('hex').slice(0, 16);
}

const protocolFiles = readdirSync(join(SHARED, 'protocol'))
  .filter((name) => name.endsWith('.ts') && name !== 'version.ts')
  .toSorted()
  .map((name) => `protocol/${name}`);

test('[S13] the forms on the wire are those of this protocol version', () => {
  const found = { protocol: PROTOCOL_VERSION, protocolHash: hashOf([...protocolFiles, 'record/event.ts', 'record/command.ts']) };
  expect(
    found,
    'shared/protocol changed: raise PROTOCOL_VERSION with a line of history, or pin the hash if no client or server is affected',
  ).toEqual({
    protocol: PINNED.protocol,
    protocolHash: PINNED.protocolHash,
  });
});

test('[S13] the form of a document is that of this schema version', () => {
  const found = { schema: SCHEMA_VERSION, schemaHash: hashOf(['text/marks.ts', 'text/reading.ts']) };
  expect(
    found,
    'the document changed: raise SCHEMA_VERSION with a line of history, or pin the hash if older texts and clients are unaffected',
  ).toEqual({
    schema: PINNED.schema,
    schemaHash: PINNED.schemaHash,
  });
});

test('[S13] a client speaks a version that its server works with, and the floor is no higher than it', () => {
  expect(isSpoken(spokenVersion())).toBe(true);
  expect(OLDEST_PROTOCOL).toBeLessThanOrEqual(PROTOCOL_VERSION);
});

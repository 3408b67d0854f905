import { createHash, createPublicKey, verify } from 'node:crypto';

// What the README of an archive says, step by step, by somebody who has the archive and nothing else.
type Value = null | boolean | number | string | Value[] | { [key: string]: Value };
// oxlint-disable-next-line typescript/no-explicit-any -- what is read is what the README says, or a fault
type Row = any;

const sha256 = (of: string | Uint8Array): string => createHash('sha256').update(of).digest('hex');
const canonical = (value: Value): string =>
  Array.isArray(value)
    ? `[${value.map(canonical).join(',')}]`
    : value !== null && typeof value === 'object'
      ? `{${Object.keys(value)
          .sort()
          .map((key) => `${JSON.stringify(key)}:${canonical(value[key]!)}`)
          .join(',')}}`
      : JSON.stringify(value);

/** Every fault of an archive, by the steps of its README. */
export function faultsOf(files: ReadonlyMap<string, Uint8Array>): string[] {
  const faults: string[] = [];
  const demand = (holds: boolean, what: string): void => void (holds || faults.push(what));
  const text = (path: string): string => Buffer.from(files.get(path) ?? []).toString('utf8');
  const rows = (path: string): Row[] =>
    text(path)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  const readme = text('README.md');
  const names =
    /its name is one of (.*) and its value/
      .exec(readme)?.[1]
      ?.split(', ')
      .map((name) => name.slice(1, -1)) ?? [];
  const seal = (value: Value, salt: string, path = ''): Value => {
    if (Array.isArray(value)) return value.map((item, at) => seal(item, salt, `${path}/${at}`));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, of]) => {
        const none = of === null || of === '' || (Array.isArray(of) && of.length === 0);
        const at = `${path}/${key}`;
        const named = names.includes(key) && !none;
        return [key, named ? { sealed: sha256(`${sha256(`${salt}\n${at}`)}\n${canonical(of)}`) } : seal(of, salt, at)];
      }),
    );
  };
  const signed = (path: string, what: string): Row => {
    const { signature, ...rest } = JSON.parse(text(path));
    const key = createPublicKey(text('verification-key.pem'));
    demand(key.export({ format: 'jwk' }).x === rest.publicKey, `${path}: another key`);
    const sound = verify(null, Buffer.from(`${what}\n${canonical(rest)}`), key, Buffer.from(signature, 'base64url'));
    demand(sound, `${path}: signature`);
    return rest;
  };
  try {
    const manifest = signed('manifest.json', 'travaux archive');
    for (const [path, hash] of Object.entries(manifest.files)) demand(sha256(files.get(path) ?? '') === hash, `${path}: hash`);
    demand(Object.keys(manifest.files).length === files.size - 1, 'another file');
    for (const head of signed('checkpoint.json', 'travaux checkpoint').drafts as Row[]) {
      const folder = `drafts/${head.draft}`;
      if (!files.has(`${folder}/sealed.jsonl`)) continue;
      const sealed = rows(`${folder}/sealed.jsonl`);
      let last = '0'.repeat(64);
      for (const [at, row] of sealed.entries()) {
        demand(row.number === at + 1 && row.previousHash === last, `${folder}: entry ${at + 1}: order`);
        demand(sha256(`${last}\n${canonical(row.sealed)}`) === row.hash, `${folder}: entry ${at + 1}: hash`);
        last = row.hash;
      }
      demand(sealed.length === head.entries && last === head.entryHash, `${folder}: record`);
      const record = files.has(`${folder}/record.jsonl`) ? rows(`${folder}/record.jsonl`) : [];
      const updates = files.has(`${folder}/updates.jsonl`) ? rows(`${folder}/updates.jsonl`) : [];
      for (const [at, { salt, previousHash, hash, ...entry }] of record.entries()) {
        demand(canonical(seal(entry, salt)) === canonical(sealed[at]?.sealed), `${folder}: entry ${at + 1}: names`);
        demand(hash === sealed[at]?.hash && previousHash === sealed[at]?.previousHash, `${folder}: entry ${at + 1}: chain`);
        demand((updates[entry.text.number - 1]?.hash ?? '0'.repeat(64)) === entry.text.hash, `${folder}: entry ${at + 1}: text`);
      }
      last = '0'.repeat(64);
      for (const [at, { number, salt, seat, at: when, bytes, previousHash, hash }] of updates.entries()) {
        const own = sha256(`${last}\n${number}\n${salt}\n${seat}\n${when}\n${sha256(Buffer.from(bytes, 'base64'))}`);
        demand(number === at + 1 && previousHash === last && own === hash, `${folder}: update ${at + 1}`);
        last = hash;
      }
      demand(record.length === 0 || (updates.length === head.updates && last === head.updateHash), `${folder}: updates`);
      demand(sha256(text(`${folder}/present/text.json`)) === head.textDigest, `${folder}: present text`);
      for (const { event } of sealed.map((row) => row.sealed).filter((row) => row.event.type === 'RevisionIssued'))
        demand(
          sha256(text(`${folder}/revision-${event.revision}/text.json`)) === event.digest,
          `${folder}: revision ${event.revision}`,
        );
    }
  } catch (error) {
    faults.push(String(error));
  }
  return faults;
}

import { mkdtempSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isSigned } from '../../server/checkpoints/signing-key.ts';
import type { Checkpoint } from '../../shared/record/checkpoint.ts';
import type { Entry } from '../../shared/record/event.ts';
import { unseal } from '../../shared/record/unsealing.ts';
import { start, travaux } from '../operations/command.ts';
import { Meeting } from '../revisions/meeting.ts';
import { faultsOf } from './archive-recipe.ts';
import { schemaFaults } from './archive-schema.ts';

let meeting: Meeting;
let whole: Map<string, Uint8Array>;

beforeAll(async () => {
  meeting = await Meeting.begin();
  const client = await meeting.open();
  const kenya = await meeting.signIn('kenya');
  await kenya.command(meeting.draft, {
    type: 'take-position',
    proposal: [...(client.entries[0]!.event.type === 'DraftImported' ? client.entries[0]!.event.inherited : [])][0]!.id,
    participant: 'p-ke' as never,
    onBehalfOf: null,
    stance: 'oppose',
  });
  await meeting.accept(client, 'shall', 'should');
  client.typeAfter('rules are', ' always');
  await client.until(() => client.acknowledged > 0, 'an acknowledgement');
  expect(await meeting.issue('A/CONF.9/L.1')).toBe(200);
  await meeting.drafter.import('# Another\n\n1. It [is - Norway] here.\n');
  whole = await archive('whole.zip');
});

afterAll(() => meeting.end());

/** An archive from the command line, while the server runs. */
async function archive(name: string, ...args: string[]): Promise<Map<string, Uint8Array>> {
  const out = join(meeting.data, name);
  const run = await travaux('export', ...args, '--format', 'archive', '-o', out, '--data', meeting.data);
  expect(run.code, run.err).toBe(0);
  expect(run.err).toMatch(/^0 of (\d+) documents\n[\s\S]*\n\1 of \1 documents\n$/);
  return new Map(Object.entries(unzipSync(readFileSync(out))));
}

const words = (files: ReadonlyMap<string, Uint8Array>, path: string): string =>
  Buffer.from(files.get(path) ?? []).toString('utf8');
const recordOf = (files: ReadonlyMap<string, Uint8Array>, draft: string): Entry[] =>
  words(files, `drafts/${draft}/record.jsonl`)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Entry);

describe('an archive', () => {
  test('[W33] has every revision in every format, the record with its schema, the changes of the text and what is signed', () => {
    const folder = `drafts/${meeting.draft}`;
    const held = [...whole.keys()];
    expect(held.slice(0, 2).concat(held.at(-1) ?? '')).toEqual(['README.md', 'checkpoint.json', 'manifest.json']);
    for (const text of ['revision-1', 'present'])
      for (const paper of ['negotiating', 'clean'])
        for (const format of ['docx', 'pdf', 'html', 'md', 'akn', 'txt'])
          expect(held).toContain(
            `${folder}/${text}/${paper === 'negotiating' && format === 'txt' ? 'bracketed' : paper}.${format}`,
          );
    for (const paper of ['compilation', 'matrix', 'register'])
      for (const format of ['docx', 'pdf', 'html', 'md']) expect(held).toContain(`${folder}/present/${paper}.${format}`);
    expect(words(whole, `${folder}/revision-1/negotiating.html`)).toContain('A/CONF.9/L.1');
    expect(held.filter((path) => path.endsWith('/record.jsonl'))).toHaveLength(2);
    expect(isSigned(JSON.parse(words(whole, 'checkpoint.json')) as Checkpoint)).toBe(true);
    expect(schemaFaults(recordOf(whole, meeting.draft))).toEqual([]);
    const schema = words(whole, 'schemas/entry.schema.json');
    for (const { event } of recordOf(whole, meeting.draft)) expect(schema).toContain(`"${event.type}"`);
  });

  test('[W34] is found sound by whoever follows its README and has nothing of ours', () => {
    expect(faultsOf(whole)).toEqual([]);
  });

  test('[W34] a fault in any byte of any file is found', () => {
    for (const [path, bytes] of whole) {
      if (bytes.length === 0) continue;
      fc.assert(
        fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
          const broken = Uint8Array.from(bytes);
          broken[at] = (broken[at] ?? 0) ^ change;
          const saysTheSame = path === 'manifest.json' && substance(broken) === substance(bytes);
          expect(saysTheSame || faultsOf(new Map(whole).set(path, broken)).length > 0, `${path} at ${at}`).toBe(true);
        }),
        { numRuns: 3 },
      );
    }
    expect(faultsOf(new Map(whole).set('another.txt', Buffer.from('x')))).toContain('another file');
  });

  test('[W34] a chain that was written anew, with every hash in it, is not the one that the checkpoint states', () => {
    const path = `drafts/${meeting.draft}/sealed.jsonl`;
    const shorter = words(whole, path).trimEnd().split('\n').slice(0, -1).join('\n');
    expect(faultsOf(new Map(whole).set(path, Buffer.from(shorter)))).toContain(`drafts/${meeting.draft}: record`);
  });

  test('[W33] the same state gives the same bytes, apart from the moment of its checkpoint and what is signed with it', async () => {
    const again = await archive('again.zip');
    const differs = [...whole].filter(([path, bytes]) => Buffer.compare(bytes, again.get(path) ?? Buffer.alloc(0)) !== 0);
    expect(differs.map(([path]) => path)).toEqual(['README.md', 'checkpoint.json', 'manifest.json']);
    expect(again.size).toBe(whole.size);
  });

  test('[W35] through a lens it holds the record without names alone, verifies, and names nobody in any part of any file', async () => {
    const masked = await archive('masked.zip', meeting.draft, '--lens', 'unnamed');
    expect([...masked.keys()].filter((path) => /record\.jsonl|updates|participants|schemas\/entry/.test(path))).toEqual([]);
    expect([...masked.keys()].filter((path) => path.startsWith('drafts/') && !path.includes(meeting.draft))).toEqual([]);
    expect(faultsOf(masked)).toEqual([]);
    for (const [path, bytes] of masked)
      for (const [part, content] of path.endsWith('.docx') ? Object.entries(unzipSync(bytes)) : [['', bytes] as const])
        expect(Buffer.from(content).toString('utf8'), `${path} ${part}`).not.toMatch(/Kenya|p-ke(?![\w-])|drafter-1|"salt":/);
    // What is unsealed of it later can be checked against it.
    const entry = recordOf(whole, meeting.draft).find(({ event }) => event.type === 'PositionTaken');
    const given = entry === undefined ? null : unseal(entry, '/event/participant');
    const sealed = join(meeting.data, 'sealed.jsonl');
    writeFileSync(sealed, words(masked, `drafts/${meeting.draft}/sealed.jsonl`));
    writeFileSync(join(meeting.data, 'one.json'), JSON.stringify(given));
    const checked = await travaux('verify', '--sealed', sealed, '--unsealed', join(meeting.data, 'one.json'));
    expect([checked.code, checked.out]).toEqual([0, expect.stringContaining('names "p-ke" at /event/participant')]);
  });

  test.each(['SIGINT', 'SIGHUP'] as const)('[W33] one that is ended by %s leaves nothing behind', async (signal) => {
    const passing = mkdtempSync(join(meeting.data, 'passing-'));
    const args = ['export', '--format', 'archive', '-o', join(meeting.data, 'cut.zip'), '--data', meeting.data];
    const child = start(args, { TMPDIR: passing });
    child.stderr.once('data', () => child.kill(signal));
    let told = '';
    child.stderr.on('data', (bytes: Buffer) => (told += bytes.toString('utf8')));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect([code, told]).toEqual([2, expect.stringContaining('travaux: stopped before it was done.')]);
    expect(readdirSync(meeting.data).filter((name) => name.startsWith('cut'))).toEqual([]);
    expect(readdirSync(passing)).toEqual([]);
  });
});

describe('exports from the command line', () => {
  test('[W36] any format goes to a file, whole or not at all, also while the server runs', async () => {
    for (const [format, reads] of [
      ['bracketed', 'Its rules are always [adopted] by consensus.'],
      ['register', 'Register of proposals'],
      ['matrix', 'Positions'],
      ['record', 'A/CONF.9/L.1'],
      ['md', 'Its rules are always'],
    ] as const) {
      const out = join(meeting.data, `out.${format}`);
      const run = await travaux('export', meeting.draft, '--format', format, '-o', out, '--data', meeting.data);
      expect([run.code, run.out, run.err]).toEqual([0, '', '']);
      expect(readFileSync(out, 'utf8')).toContain(reads);
    }
    const nowhere = join(meeting.data, 'no', 'such', 'folder.txt');
    const run = await travaux('export', meeting.draft, '--format', 'clean', '-o', nowhere, '--data', meeting.data);
    expect([run.code, run.err]).toEqual([2, expect.stringContaining('export failed')]);
    expect(existsSync(nowhere)).toBe(false);
  });

  test.each([
    [['--format', 'archive'], 'an archive is a file: -o names it.'],
    [['--format', 'archive', '-o', 'x.zip', '--revision', '1'], '--revision is of one text; an archive has them all.'],
    [['--format', 'archive', '-o', ''], '-o names no file.'],
    [['no-such', '--format', 'archive', '-o', 'x.zip'], 'there is no draft "no-such"; there is'],
    [['--format', 'clean'], 'export which draft?'],
    [['no-such', '--format', 'scroll'], '--format is one of'],
  ])('[W36] %j is refused in a line', async (args, why) => {
    const run = await travaux('export', ...args, '--data', meeting.data);
    expect([run.code, run.err]).toEqual([2, expect.stringContaining(`travaux: ${why}`)]);
    expect(existsSync('x.zip')).toBe(false);
  });
});

/** What a manifest states, however it is spaced. The last sign of its signature has bits that stand for nothing. */
function substance(manifest: Uint8Array): string | null {
  try {
    const { signature, ...rest } = JSON.parse(Buffer.from(manifest).toString('utf8')) as { readonly signature: string };
    return JSON.stringify([rest, Buffer.from(signature, 'base64url').toString('hex')]);
  } catch {
    return null;
  }
}

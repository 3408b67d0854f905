import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { USAGE } from '../../server/cli/usage.ts';
import { EXPORT_FORMATS, type ImportReport } from '../../shared/protocol/api.ts';
import { CLIENT_DIST } from '../../server/cli/client-build.ts';
import { RunningServer } from '../e2e/travaux.ts';
import { start, travaux } from '../operations/command.ts';
import { serve, temporaryFolder } from './harness.ts';

let folder: ReturnType<typeof temporaryFolder>;
let data: string;

beforeEach(() => {
  folder = temporaryFolder();
  data = join(folder.path, 'data');
});
afterEach(() => folder.forget());

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder.path, name);
  writeFileSync(path, content);
  return path;
}

test('[C4] the pages are those for whoever uses them, though a test had them built', async () => {
  await (await RunningServer.start({ data, args: ['--empty'] })).stop();
  const scripts = join(CLIENT_DIST, 'assets');
  for (const name of readdirSync(scripts).filter((one) => one.endsWith('.js'))) {
    const script = readFileSync(join(scripts, name), 'utf8');
    expect([name, script.includes('jsxDEV'), script.includes('/client/screens/')]).toEqual([name, false, false]);
  }
});

test('[C1] import, export and verify, one after the other', async () => {
  const source = '# Draft\n\n1. The Council [shall - Kenya][should] meet.\n\n2. An [unclosed one.\n';
  const imported = await travaux('import', file('a.md', source), '--data', data, '--json');
  expect(imported).toMatchObject({ code: 0, err: '' });
  expect(imported.out.trimEnd().split('\n')).toHaveLength(1);
  const report = JSON.parse(imported.out) as ImportReport;
  expect(report).toMatchObject({
    title: 'Draft',
    clauses: 3,
    brackets: 2,
    maxDepth: 1,
    unclosed: [{ clause: 3 }],
    stray: [],
    ordinary: [],
  });

  const titled = await travaux('import', file('b.txt', 'Words.'), '--title', 'Other', '--data', data);
  expect(titled.out).toContain('Imported “Other” as ');
  expect((await travaux('export', report.draft, '--format', 'bracketed', '--data', data)).out).toBe(source);
  expect((await travaux('export', report.draft, '--format', 'clean', '--data', data)).out).toContain('1. The Council meet.');
  expect((await travaux('export', report.draft, '--format', 'record', '--data', data)).out).toContain('Operator of the server');

  expect(await travaux('verify', '--data', data)).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse((await travaux('verify', '--data', data, '--json')).out)).toMatchObject({
    ok: true,
    drafts: [{ draft: report.draft, entries: 1 }, {}],
    broken: null,
  });
});

test('[D4] the register of one delegation, of nobody recorded, or of one article is printed; nothing else has parts', async () => {
  const source = '# Draft\n\n## Article 1\n\n1. The Council [shall - Kenya][should] meet.\n\n## Article 2\n\n2. [It] reports.\n';
  const { draft } = JSON.parse((await travaux('import', file('a.md', source), '--data', data, '--json')).out) as ImportReport;
  const print = (format: string, ...part: string[]) => travaux('export', draft, '--format', format, ...part, '--data', data);
  const rows = async (...part: string[]): Promise<number> =>
    (await print('register-csv', ...part)).out.trimEnd().split('\r\n').length - 1;
  expect((await print('register', '--of', 'Kenya')).out).toContain('brought by Kenya\n\n1 in all');
  expect([await rows(), await rows('--of', 'KE'), await rows('--of=-'), await rows('--article', 'Article 1')]).toEqual([
    3, 1, 2, 2,
  ]);
  // Through a lens that names nobody, nobody's part can be asked for.
  expect(await rows('--of', 'Kenya', '--lens', 'unnamed')).toBe(0);
  expect(await print('register', '--of', 'Atlantis')).toMatchObject({
    code: 2,
    err: expect.stringContaining('nobody here is called'),
  });
  expect(await print('bracketed', '--of', 'Kenya')).toMatchObject({ code: 2, err: expect.stringContaining('of a register') });
});

test('[C2] verify names the first broken link and ends with 1', async () => {
  const { draft } = JSON.parse(
    (await travaux('import', file('a.md', 'Words [here].'), '--data', data, '--json')).out,
  ) as ImportReport;
  const db = new DatabaseSync(join(data, 'travaux.db'));
  db.exec("UPDATE entries SET entry = replace(entry, 'Words', 'Other words'), hash = hash WHERE number = 1");
  db.exec('UPDATE entries SET entry = replace(entry, \'"clauses":1\', \'"clauses":2\') WHERE number = 1');
  db.close();
  const found = await travaux('verify', '--data', data, '--json');
  expect(found.code).toBe(1);
  expect(JSON.parse(found.out)).toMatchObject({
    ok: false,
    drafts: [],
    broken: { draft, kind: 'entry', number: 1, why: expect.any(String) },
  });
  expect(await travaux('verify', '--data', data)).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/^travaux: .* entry 1: .*\n$/),
  });
});

test.each([
  [[]],
  [['frobnicate']],
  [['serve', '--port', 'eighty']],
  [['serve', '--port', '70000']],
  [['serve', '--title', 'x']],
  [['serve', 'here']],
  [['import']],
  [['import', 'a', 'b']],
  [['import', '/nowhere/at\nall.md']],
  [['import', '/']],
  [['export', 'd-1']],
  [['export', 'd-1', '--format', 'docx']],
  [['verify', '--data', '/nowhere/at/all']],
  [['export', 'd-1', '--format', 'clean', '--data', '/nowhere/at/all']],
  [['verify', '--jason']],
])('[C1] %j is one clear line and status 2', async (args) => {
  const ended = await travaux(...args);
  expect(ended).toMatchObject({ code: 2, out: '' });
  expect(ended.err).toMatch(/^travaux: [^\n]+\n$/);
});

test('[C1] help, which like the README names every format of an export', async () => {
  expect(await travaux('--help')).toMatchObject({ code: 0, err: '', out: USAGE });
  expect((await travaux('serve', '--help')).code).toBe(0);
  for (const page of [USAGE, readFileSync('README.md', 'utf8')])
    expect(EXPORT_FORMATS.filter((format) => !new RegExp(`(?<![\\w-])${format}(?![\\w-])`).test(page))).toEqual([]);
});

test('[C1] what is no text is refused, and nothing is made', async () => {
  const others = [Uint8Array.of(0x27, 6, 0x20, 0), Uint8Array.of(0xff, 0xfe, 0x41), '\u001b$B$3$l\u001b(B'];
  for (const path of others.map((content, at) => file(`${at}.txt`, content))) {
    expect(await travaux('import', path, '--data', data)).toMatchObject({
      code: 2,
      err: `travaux: ${path} is no text in UTF-8. Save it as one, or as a Word file (.docx).\n`,
    });
  }
  expect(existsSync(data)).toBe(false);
  mkdirSync(data);
  expect((await travaux('verify', '--data', data)).code).toBe(2);
  expect(readdirSync(data)).toEqual([]);
});

test('[C1] a folder in use is refused by every command that does not only read', async () => {
  const server = await serve(data);
  const path = file('a.md', 'Words.');
  for (const args of [['import', path], ['verify'], ['serve', '--port', '0']]) {
    expect(await travaux(...args, '--data', data)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/in use by another process/),
    });
  }
  await server.stop();
  expect((await travaux('verify', '--data', data)).code).toBe(0);
});

test('[C1] nothing is written over what the data folder has for itself, by whatever name', async () => {
  const { draft } = JSON.parse((await travaux('import', file('a.md', 'Words.'), '--data', data, '--json')).out) as ImportReport;
  await travaux('checkpoint', '--data', data);
  const link = join(folder.path, 'link');
  symlinkSync(data, link);
  const content = (): string[] => readdirSync(data).map((name) => `${name} ${readFileSync(join(data, name)).toString('base64')}`);
  const before = content();
  for (const name of [
    'travaux.db',
    'travaux.db-wal',
    'travaux.db-shm',
    'travaux.db-journal',
    'checkpoint-key.pem',
    'travaux.sock',
  ])
    for (const args of [
      ['backup', join(data, name)],
      ['checkpoint', '-o', join(link, name)],
      ['export', draft, '--format', 'clean', '-o', join(data, '.', name)],
      ['export', '--format', 'archive', '-o', join(data, name)],
    ]) {
      const ended = await travaux(...args, '--data', data);
      expect([args, ended.code, ended.out]).toEqual([args, 2, '']);
    }
  expect(content()).toEqual(before);
  expect((await travaux('export', draft, '--format', 'clean', '-o', join(data, 'clean.txt'), '--data', data)).code).toBe(0);
});

test('[C1] a file without words is told, and makes no draft', async () => {
  for (const words of ['', ' \n\n\t', '\uFEFF\u200B\n'])
    expect(await travaux('import', file('a.txt', words), '--data', data)).toEqual({
      code: 2,
      out: '',
      err: `travaux: there are no words in ${join(folder.path, 'a.txt')}.\n`,
    });
  expect(existsSync(data)).toBe(false);
});

test('[C1] a pipe that closes early does no harm', async () => {
  const { draft } = JSON.parse(
    (await travaux('import', file('a.md', 'Words.\n\n'.repeat(20_000)), '--data', data, '--json')).out,
  ) as ImportReport;
  const child = start(['export', draft, '--format', 'bracketed', '--data', data]);
  let err = '';
  child.stderr.on('data', (bytes: Buffer) => (err += bytes.toString('utf8')));
  await once(child.stdout, 'data');
  child.stdout.destroy();
  const [code] = (await once(child, 'close')) as [number | null];
  expect({ code, err }).toEqual({ code: 0, err: '' });
});

test('[C1] [O6] serve prints one line of JSON, and stops in good order when told to', async () => {
  const child = start(['serve', '--port', '0', '--data', data, '--json']);
  let out = '';
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString('utf8')));
  await once(child.stdout, 'data');
  const { url, seats } = JSON.parse(out) as {
    url: string;
    seats: { name: string; role: string; participant: string; link: string }[];
  };
  expect(seats.map((seat) => seat.role)).toEqual([
    'drafter',
    'drafter',
    'chair',
    'delegate',
    'delegate',
    'delegate',
    'delegate',
    'delegate',
    'observer',
  ]);
  expect(seats.every((seat) => seat.link.startsWith(`${url}/sign-in#`))).toBe(true);
  expect((await fetch(`${url}/api/session`)).status).toBe(401);
  child.kill('SIGTERM');
  const [code] = (await once(child, 'close')) as [number | null];
  expect(code).toBe(0);
  expect(out.trimEnd().split('\n')).toHaveLength(1);
  expect(await travaux('verify', '--data', data)).toMatchObject({ code: 0, out: expect.stringContaining('verify') });
});

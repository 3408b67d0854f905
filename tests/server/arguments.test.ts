import { expect, test } from 'vitest';
import { readArguments } from '../../server/cli/arguments.ts';
import { readSettings } from '../../server/cli/settings.ts';

test.each([
  [['backup', '']],
  [['restore', '']],
  [['invite', '']],
  [['export', '', '--format', 'archive', '-o', 'all.zip']],
  [['serve', '--host', '']],
  [['verify', '--against', ' ']],
  [['verify', '--against', 'c.json', '--key', '']],
  [['verify', '--sealed', '']],
  [['checkpoint', '-o', '']],
])('[C1] what is to be named and is left empty is asked for, and nothing else is taken for it: %j', (args) => {
  expect(readArguments(args)).toMatchObject({
    ok: false,
    refusal: expect.stringMatching(/names (?:nothing|no file)|takes no empty name/),
  });
});

test.each([
  [['--format', 'docx', '--of', 'Norway']],
  [['--format', 'pdf', '--article', 'Article 1']],
  [['--format', 'certificate', '--silence', '3', '--tags']],
  [['--format', 'certificate', '--silence', '3', '--paper', 'clean']],
  [['--format', 'record', '--sealed', '--of', 'Norway']],
  [['--format', 'record', '--unseal', '5/actor/user', '--article', 'Article 1']],
])('[C1] an export to which something does not apply is refused: %j', (args) => {
  expect(readArguments(['export', 'd-1', ...args])).toMatchObject({ ok: false });
  expect(readArguments(['export', 'd-1', ...args.slice(0, -(args.at(-1) === '--tags' ? 1 : 2))])).toMatchObject({ ok: true });
});

test.each(['-', '--', 'k-', '-o'])('[O2] a key that begins with %s is a key, as any other', (start) => {
  const key = start.padEnd(43, 'aB_-9');
  const read = readArguments(['verify', '--against', 'checkpoint.json', '--key', key, '--data', 'elsewhere']);
  expect(read).toMatchObject({ ok: true, value: { against: { file: 'checkpoint.json', key }, data: 'elsewhere' } });
});

test('[C1] a value that looks like an option is refused with how it is written', () => {
  const title = readArguments(['import', '--title', '-x', 'a.md']);
  expect(title).toMatchObject({
    ok: false,
    refusal: expect.stringMatching(/'--title' argument is ambiguous\. .* '--title=-XYZ'\. See/),
  });
  expect(readArguments(['verify', '--against', 'x', '--key', '--jason'])).toMatchObject({ ok: false });
});

test('[A7] [C1] a limit is lifted by who says 0, and not by a setting that is left empty', () => {
  const limitsFor = (TRAVAUX_MESSAGE_RATE: string | undefined): number | null => {
    const settings = readSettings({ TRAVAUX_MESSAGE_RATE });
    return settings.ok ? settings.value.limits.messages.perSecond : null;
  };
  expect([undefined, '', ' '].map(limitsFor)).toEqual([500, 500, 500]);
  expect(['0', '50', '-1', 'many', '1.5'].map(limitsFor)).toEqual([Infinity, 50, null, null, null]);
});

test('[O7] [C1] a token for metrics that no request can bear is refused', () => {
  for (const TRAVAUX_METRICS_TOKEN of ['a token of some words', ' token-with-an-edge', 'jeton-très-secret-è'])
    expect(readSettings({ TRAVAUX_METRICS_TOKEN })).toMatchObject({ ok: false, refusal: expect.stringContaining('bear it') });
  expect(readSettings({ TRAVAUX_METRICS_TOKEN: 'a-token.of/signs+alone==' })).toMatchObject({ ok: true });
});

test('[C1] an address by which people reach the server is one of the web, as it begins', () => {
  for (const TRAVAUX_URL of ['localhost:8080', 'drafts.example.org', 'ftp://drafts.example.org', ''])
    expect(readSettings({ TRAVAUX_URL })).toMatchObject({ ok: false, refusal: expect.stringContaining('TRAVAUX_URL') });
  for (const more of ['travaux', 'travaux/', '?a=1', '#a'])
    expect(readSettings({ TRAVAUX_URL: `https://drafts.example.org/${more}` })).toMatchObject({
      ok: false,
      refusal: expect.stringContaining('https://drafts.example.org, with nothing behind it') as unknown,
    });
  expect(readSettings({ TRAVAUX_URL: 'https://me:secret@drafts.example.org/' }).ok).toBe(false);
  expect(readSettings({ TRAVAUX_URL: 'https://drafts.example.org/' })).toMatchObject({
    ok: true,
    value: { publicUrl: 'https://drafts.example.org' },
  });
});

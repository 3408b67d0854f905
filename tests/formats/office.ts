import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from '../server/harness.ts';

/** LibreOffice, where there is one: another word processor, to be asked what it makes of our files. */
export const OFFICE = ['soffice', 'libreoffice'].find((name) => spawnSync(name, ['--version']).status === 0) ?? null;

/** A Word file as LibreOffice saves it again. */
export function savedByOffice(file: Uint8Array, as: 'docx' | 'fodt'): Uint8Array {
  const folder = temporaryFolder();
  try {
    const path = join(folder.path, 'paper.docx');
    writeFileSync(path, file);
    const out = join(folder.path, 'out');
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder.path, 'profile')).href}`;
    spawnSync(OFFICE ?? '', [profile, '--headless', '--convert-to', as, '--outdir', out, path], { timeout: 120_000 });
    return readFileSync(join(out, `paper.${as}`));
  } finally {
    folder.forget();
  }
}

import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
const ATTEMPTS = 40;
const SYSTEM = '/usr/bin/chromium';
/** Of a program, or a library that it needs, of which a part is there. */
const UNPACKING = /ETXTBSY|EACCES|ENOEXEC|EBUSY|SIGBUS|error while loading shared libraries/;

/**
 * A real browser: the one named by CHROMIUM_PATH, else the system's, else the one that comes with the development
 * dependencies.
 */
export async function launchChromium(): Promise<Browser> {
  const executablePath = await chromiumPath();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await chromium.launch({ executablePath, args: ARGUMENTS, headless: true });
    } catch (error) {
      // Another worker is still unpacking the same file.
      if (attempt === ATTEMPTS || !UNPACKING.test(String(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

async function chromiumPath(): Promise<string> {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return named;
  if (existsSync(SYSTEM)) return SYSTEM;
  // With this it unpacks the system libraries that a bare machine lacks; it looks when it is loaded.
  process.env['VERCEL'] = '1';
  const { default: packed } = await import('@sparticuz/chromium');
  return packed.executablePath();
}

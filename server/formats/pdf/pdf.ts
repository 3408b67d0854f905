import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createTypstCompiler, type TypstCompiler } from '@myriaddreamin/typst.ts/compiler';
import { initOptions } from '@myriaddreamin/typst.ts';
import type { Manuscript } from '../../../shared/manuscript/manuscript.ts';
import { UNTOLD, type TellStep } from '../../../shared/manuscript/paper-step.ts';
import { FAMILIES, fontFiles } from './fonts.ts';
import { paperData } from './paper-data.ts';

/** Files that Typst asks its host for. */
type HostFiles = Parameters<typeof initOptions.withAccessModel>[0];

const PAGE = '/page.typ';
const DATA = '/paper.json';

/** Where `page.typ` asks for nothing but to be heard. */
const PASSING = '/passing/';
/** Steps are told no more often than this, in milliseconds: each goes over to a screen. */
const TOLD_EVERY = 100;

/**
 * A manuscript as a tagged PDF, set by Typst. Words go in as data and are never read as markup. Slow (a tenth of a second a page) and hungry:
 * call it in a process of its own. `tell` hears of each clause that is being set, and how many pages are written. Throws where it cannot be set.
 */
export async function pdfOf(manuscript: Manuscript, tell = UNTOLD): Promise<Uint8Array> {
  const data = paperData(manuscript, FAMILIES);
  tell({ name: 'setting', done: 0, of: data.clauses });
  const compiler = await typst(passing(data.clauses, tell));
  compiler.addSource(PAGE, readFileSync(new URL('./page.typ', import.meta.url), 'utf8'));
  compiler.mapShadow(DATA, new TextEncoder().encode(JSON.stringify(data)));
  return compiler.runWithWorld({ mainFilePath: PAGE }, async (world) => {
    const set = await world.compile({ diagnostics: 'unix' });
    if (set.hasError) throw unset(set.diagnostics);
    const [pages] = await world.query<number[]>({ selector: '<pages>', field: 'value' });
    tell({ name: 'writing', pages: pages ?? null });
    const { result, diagnostics } = await world.pdf({ diagnostics: 'unix' });
    if (result === undefined) throw unset(diagnostics);
    return result;
  });
}

function unset(diagnostics: readonly string[] | undefined): Error {
  return new Error(`the paper could not be set: ${(diagnostics ?? []).join('; ')}`);
}

/** Files that hold nothing: that one is asked for says that its clause is being set. */
function passing(of: number, tell: TellStep): HostFiles {
  const passed = new Set<string>();
  let toldAt = -Infinity;
  return {
    getMTime: () => undefined,
    isFile: (path) => path.startsWith(PASSING),
    getRealPath: (path) => path,
    readAll: (path) => {
      if (!path.startsWith(PASSING)) return undefined;
      passed.add(path);
      const now = performance.now();
      if (now - toldAt >= TOLD_EVERY || passed.size === of) {
        toldAt = now;
        tell({ name: 'setting', done: passed.size, of });
      }
      return new Uint8Array();
    },
  };
}

async function typst(files: HostFiles): Promise<TypstCompiler> {
  const wasm = createRequire(import.meta.url).resolve('@myriaddreamin/typst-ts-web-compiler/wasm');
  const compiler = createTypstCompiler();
  await compiler.init({
    // As an object, which is how its own initialisation wants it; else it complains on standard error.
    getModule: () => ({ module_or_path: readFileSync(wasm) }),
    beforeBuild: [
      initOptions.loadFonts(fontFiles(process.env['TRAVAUX_FONT_DIR']), { assets: false }),
      initOptions.withAccessModel(files),
    ],
  });
  return compiler;
}

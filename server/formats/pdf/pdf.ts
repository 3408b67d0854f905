import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { CompileFormatEnum, createTypstCompiler, type TypstCompiler } from '@myriaddreamin/typst.ts/compiler';
import { loadFonts } from '@myriaddreamin/typst.ts';
import type { Manuscript } from '../../../shared/manuscript/manuscript.ts';
import { FAMILIES, fontFiles } from './fonts.ts';
import { paperData } from './paper-data.ts';

const PAGE = '/page.typ';
const DATA = '/paper.json';

/**
 * A manuscript as a tagged PDF, set by Typst. Words go in as data and are never read as markup. Slow (a fifth of a second a page) and hungry:
 * call it in a process of its own. Throws where it cannot be set.
 */
export async function pdfOf(manuscript: Manuscript): Promise<Uint8Array> {
  const compiler = await typst();
  compiler.addSource(PAGE, readFileSync(new URL('./page.typ', import.meta.url), 'utf8'));
  compiler.mapShadow(DATA, new TextEncoder().encode(JSON.stringify(paperData(manuscript, FAMILIES))));
  const { result, diagnostics } = await compiler.compile({
    mainFilePath: PAGE,
    format: CompileFormatEnum.pdf,
    diagnostics: 'unix',
  });
  if (result === undefined) throw new Error(`the paper could not be set: ${(diagnostics ?? []).join('; ')}`);
  return result;
}

async function typst(): Promise<TypstCompiler> {
  const wasm = createRequire(import.meta.url).resolve('@myriaddreamin/typst-ts-web-compiler/wasm');
  const compiler = createTypstCompiler();
  await compiler.init({
    // As an object, which is how its own initialisation wants it; else it complains on standard error.
    getModule: () => ({ module_or_path: readFileSync(wasm) }),
    beforeBuild: [loadFonts(fontFiles(process.env['TRAVAUX_FONT_DIR']), { assets: false })],
  });
  return compiler;
}

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { must } from '../../shared/base/assert.ts';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import { registry } from '../../shared/participants/registry.ts';
import type { ImportReport } from '../../shared/protocol/api.ts';
import { LONGEST_IMPORT } from '../../shared/protocol/parsing.ts';
import { SYSTEM_CLOCK } from '../clock.ts';
import { operator } from '../drafts/actor.ts';
import { importDraft, keepImported } from '../drafts/importing.ts';
import { importedAkn, isAkn } from '../formats/akn/imported-akn.ts';
import { readAkn, type AknText } from '../formats/akn/reading.ts';
import { draftOf } from '../formats/docx/reading/imported-word.ts';
import { readWord } from '../formats/docx/reading/reading.ts';
import type { WordText } from '../formats/docx/reading/word-text.ts';
import { NEW_IDS } from '../ids.ts';
import { createProcess } from '../sample/seats.ts';
import { openStore } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import type { Invocation } from './invocation.ts';
import type { ExitStatus } from './exit-status.ts';
import { complain, print } from './output.ts';

/** Imports a file as a new draft, in one transaction. */
export function importCommand(invocation: Extract<Invocation, { command: 'import' }>): ExitStatus {
  const source = readSource(invocation.file);
  if (!source.ok) {
    complain(source.refusal);
    return 2;
  }
  const opened = openStore(invocation.data, { create: true });
  if (!opened.ok) {
    complain(opened.refusal.reason);
    return 2;
  }
  const store = opened.value;
  try {
    const report = store.transaction(() => importInto(store, invocation, source.value));
    print(invocation.json ? JSON.stringify(report) : sentences(report));
    return 0;
  } finally {
    store.close();
  }
}

function importInto(
  store: Store,
  { file, title }: { readonly file: string; readonly title: string | null },
  source: Source,
): ImportReport {
  if (store.process.name() === null) createProcess(store);
  const roster = registry(store.process.participants());
  const secretariat = must(
    roster.all.find((one) => one.kind === 'secretariat'),
    'the secretariat',
  );
  const services = { store, clock: SYSTEM_CLOCK, registry: roster };
  const fileName = basename(file);
  const actor = operator(secretariat.id);
  if (source.form === 'akn') {
    const imported = importedAkn(source.akn, { registry: roster, fileName, title: title ?? undefined });
    return keepImported(services, actor, { imported, fileName, source: source.text });
  }
  if (source.form === 'text') return importDraft(services, actor, { fileName, source: source.text, title: title ?? undefined });
  const options = { fileName, registry: roster, ids: NEW_IDS, ...(title === null ? {} : { title }) };
  return keepImported(services, actor, { imported: draftOf(source.word, options), fileName, source: source.bytes });
}

/** What a file holds: a text, Akoma Ntoso, or what Word made. */
type Source =
  | { readonly form: 'akn'; readonly akn: AknText; readonly text: string }
  | { readonly form: 'text'; readonly text: string }
  | { readonly form: 'word'; readonly word: WordText; readonly bytes: Uint8Array };

function readSource(file: string): Result<Source, string> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    return refuse(
      code === 'ENOENT' ? `there is no file ${file}.` : code === 'EISDIR' ? `${file} is a folder.` : `${file} cannot be read.`,
    );
  }
  if (/\.docx$/i.test(file)) {
    const word = readWord(bytes);
    return word.ok ? ok({ form: 'word', word: word.value, bytes }) : refuse(`${file}: ${word.refusal}`);
  }
  if (bytes.includes(0)) return refuse(`${file} is no text file.`);
  try {
    const source = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (source.length > LONGEST_IMPORT) return refuse(`${file} is too long.`);
    if (!isAkn(file)) return ok({ form: 'text', text: source });
    const akn = readAkn(source);
    return akn.ok ? ok({ form: 'akn', akn: akn.value, text: source }) : refuse(`${file}: ${akn.refusal}`);
  } catch {
    return refuse(`${file} is no text in UTF-8.`);
  }
}

function sentences(report: ImportReport): string {
  const { draft, title, clauses, brackets, maxDepth, unclosed, stray, ordinary, flagged } = report;
  const lines = [
    `Imported “${title}” as ${draft}: ${clauses} clauses, ${brackets} brackets, nested ${maxDepth} deep.`,
    `${ordinary.length} pairs of brackets are ordinary (links, notes, quotations …) and stayed text.`,
  ];
  for (const one of unclosed) lines.push(`Clause ${one.clause}: a bracket is never closed: ${one.excerpt}`);
  for (const one of stray) lines.push(`Clause ${one.clause}: a bracket was never opened: ${one.excerpt}`);
  for (const one of flagged) lines.push(`Clause ${one.clause}: ${one.why}: ${one.excerpt}`);
  return lines.join('\n');
}

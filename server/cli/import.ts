import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { must } from '../../shared/base/assert.ts';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import { registry } from '../../shared/participants/registry.ts';
import type { ImportReport } from '../../shared/protocol/api.ts';
import { LONGEST_IMPORT } from '../../shared/protocol/parsing.ts';
import { SYSTEM_CLOCK } from '../clock.ts';
import { operator } from '../drafts/actor.ts';
import { importDraft } from '../drafts/importing.ts';
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
  source: string,
): ImportReport {
  if (store.process.name() === null) createProcess(store);
  const roster = registry(store.process.participants());
  const secretariat = must(
    roster.all.find((one) => one.kind === 'secretariat'),
    'the secretariat',
  );
  return importDraft({ store, clock: SYSTEM_CLOCK, registry: roster }, operator(secretariat.id), {
    fileName: basename(file),
    source,
    title: title ?? undefined,
  });
}

function readSource(file: string): Result<string, string> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    return refuse(
      code === 'ENOENT' ? `there is no file ${file}.` : code === 'EISDIR' ? `${file} is a folder.` : `${file} cannot be read.`,
    );
  }
  if (bytes.includes(0)) return refuse(`${file} is no text file.`);
  try {
    const source = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return source.length > LONGEST_IMPORT ? refuse(`${file} is too long.`) : ok(source);
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

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { must } from '../../shared/base/assert.ts';
import { counted } from '../../shared/base/phrases.ts';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import { isBlank, isShifted } from '../../shared/import/blank.ts';
import { registry } from '../../shared/participants/registry.ts';
import { ROSTER } from '../../shared/participants/roster.ts';
import type { ImportReport } from '../../shared/protocol/api.ts';
import { LONGEST_IMPORT } from '../../shared/protocol/parsing.ts';
import { SYSTEM_CLOCK } from '../clock.ts';
import { OPERATORS_SEAT, operator } from '../drafts/actor.ts';
import { keepDraft } from '../drafts/importing.ts';
import type { ReadDraft } from '../formats/draft-file.ts';
import { FileReader } from '../formats/file-reader.ts';
import { LIMITS } from '../limits.ts';
import { createProcess } from '../sample/seats.ts';
import { openStore } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import type { Invocation } from './invocation.ts';
import type { ExitStatus } from './exit-status.ts';
import { complain, print } from './output.ts';

/** Imports a file as a new draft, in one transaction; where it cannot be read, nothing is made. */
export async function importCommand(invocation: Extract<Invocation, { command: 'import' }>): Promise<ExitStatus> {
  const { file, title, data, json } = invocation;
  const source = sourceOf(file);
  if (!source.ok) return failed(source.refusal);
  const there = openStore(data, { create: false });
  if (!there.ok && there.refusal.code !== 'missing') return failed(there.refusal.reason);
  let store = there.ok ? there.value : null;
  try {
    const named = store?.process.participants() ?? [];
    const participants = named.length === 0 ? ROSTER : named;
    const order = { fileName: basename(file), title: title ?? undefined, source: source.value };
    const read = await new FileReader(LIMITS.files).readDraft(OPERATORS_SEAT.seat, { ask: 'draft', file: order, participants });
    if (!read.ok) return failed(`${file}: ${read.refusal.reason}`);
    if (store === null) {
      const made = openStore(data, { create: true });
      if (!made.ok) return failed(made.refusal.reason);
      store = made.value;
    }
    const report = keep(store, read.value);
    print(json ? JSON.stringify(report) : sentences(report));
    return 0;
  } finally {
    store?.close();
  }
}

function keep(store: Store, read: ReadDraft): ImportReport {
  return store.transaction(() => {
    if (store.process.name() === null) createProcess(store, SYSTEM_CLOCK);
    const roster = registry(store.process.participants());
    const secretariat = must(
      roster.all.find((one) => one.kind === 'secretariat'),
      'the secretariat',
    );
    return keepDraft({ store, clock: SYSTEM_CLOCK, registry: roster }, operator(secretariat.id), read);
  });
}

/** What a file holds: bytes where Word made it, else a text. */
function sourceOf(file: string): Result<string | Uint8Array, string> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    return refuse(
      code === 'ENOENT' ? `there is no file ${file}.` : code === 'EISDIR' ? `${file} is a folder.` : `${file} cannot be read.`,
    );
  }
  if (/\.docx$/i.test(file)) return ok(bytes);
  const other = `${file} is no text in UTF-8. Save it as one, or as a Word file (.docx).`;
  if (bytes.includes(0)) return refuse(other);
  try {
    const source = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (isShifted(source)) return refuse(other);
    if (isBlank(source)) return refuse(`there are no words in ${file}.`);
    return source.length > LONGEST_IMPORT ? refuse(`${file} is too long.`) : ok(source);
  } catch {
    return refuse(other);
  }
}

function failed(reason: string): ExitStatus {
  complain(reason);
  return 2;
}

function sentences(report: ImportReport): string {
  const { draft, title, clauses, brackets, maxDepth, unclosed, stray, ordinary, flagged, besides } = report;
  const lines = [
    `Imported “${title}” as ${draft}: ${counted(clauses, 'clause')}, ${counted(brackets, 'bracket')}, nested ${maxDepth} deep.`,
    `${counted(ordinary.length, 'pair of brackets is', 'pairs of brackets are')} ordinary (links, notes, quotations …) and stayed text.`,
  ];
  for (const one of unclosed) lines.push(`Clause ${one.clause}: a bracket is never closed: ${one.excerpt}`);
  for (const one of stray) lines.push(`Clause ${one.clause}: a bracket was never opened: ${one.excerpt}`);
  for (const one of besides) lines.push(`Clause ${one.clause}: not in the text: ${one.why}: ${one.excerpt}`);
  for (const one of flagged) lines.push(`Clause ${one.clause}: ${one.why}: ${one.excerpt}`);
  return lines.join('\n');
}

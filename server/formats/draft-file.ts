import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import { ok, type Result } from '../../shared/base/result.ts';
import { tidyName } from '../../shared/base/tidy-name.ts';
import { importText } from '../../shared/import/import.ts';
import type { Imported } from '../../shared/import/imported.ts';
import type { Registry } from '../../shared/participants/registry.ts';
import type { InheritedProposal } from '../../shared/proposals/inherited.ts';
import { LONGEST_LABEL, type Clause } from '../../shared/text/clause.ts';
import { readable } from '../../shared/text/clause-words.ts';
import { writeText } from '../../shared/text/writing.ts';
import { NEW_IDS, randomClientId } from '../ids.ts';
import { importedAkn, isAkn } from './akn/imported-akn.ts';
import { readAkn } from './akn/reading.ts';
import { importedWord } from './docx/reading/imported-word.ts';

/** A file that is to become a draft: a text, or Akoma Ntoso by its name, as a string; what Word made as bytes. */
export interface DraftFile {
  readonly fileName: string;
  readonly title?: string | undefined;
  readonly source: string | Uint8Array;
}

/** A draft as a file has it: its text as the first update of its document, and what was found. */
export interface ReadDraft extends Omit<Imported, 'clauses'> {
  readonly fileName: string;
  readonly sha256: string;
  readonly clauses: number;
  readonly update: Uint8Array;
  /** The client id under which the update was written. */
  readonly client: number;
}

/** Reads a file as a draft, or says in a sentence why it is not taken. A text is never refused. A long one takes seconds. */
export function readDraftFile(file: DraftFile, registry: Registry): Result<ReadDraft, string> {
  const read = importedFrom(file, registry);
  return read.ok ? ok(asDraft(file, read.value)) : read;
}

/** Characters of a text that is read in less time than a process takes to start: some ten pages. */
const SHORT = 32_768;
/** Pieces of such a text: ten pages of real drafts have some 200 to 2,100. */
const FEW = 4_000;

/** Reads a short text as a draft; null for any other file. */
export function readShortText(file: DraftFile, registry: Registry): ReadDraft | null {
  const { source } = file;
  return typeof source === 'string' && source.length <= SHORT && !isAkn(file.fileName) && piecesOf(source) <= FEW
    ? readDraftText({ ...file, source }, registry)
    : null;
}

/** What there is to read and to write of a text, at most: where a piece can end, as often as there are brackets round it. */
function piecesOf(source: string): number {
  let pieces = 0;
  let depth = 0;
  for (const [sign] of source.matchAll(ENDS)) {
    if (OPENING.has(sign)) depth += 1;
    pieces += 1 + depth;
    if (CLOSING.has(sign)) depth = Math.max(0, depth - 1);
  }
  return pieces;
}

const ENDS = /[[\]\n*|\uFF3B\uFF3D\u3014\u3015]/g;
const OPENING: ReadonlySet<string> = new Set(['[', '\uFF3B', '\u3014']);
const CLOSING: ReadonlySet<string> = new Set([']', '\uFF3D', '\u3015']);

/** Reads a text as a draft. */
export function readDraftText(file: DraftFile & { readonly source: string }, registry: Registry): ReadDraft {
  return asDraft(file, importedText(file, registry));
}

function importedFrom({ fileName, title, source }: DraftFile, registry: Registry): Result<Imported, string> {
  if (typeof source !== 'string')
    return importedWord(source, { fileName, registry, ids: NEW_IDS, ...(title === undefined ? {} : { title }) });
  if (!isAkn(fileName)) return ok(importedText({ fileName, title, source }, registry));
  const read = readAkn(source);
  return read.ok ? ok(importedAkn(read.value, { registry, fileName, title })) : read;
}

function importedText({ fileName, title, source }: DraftFile & { readonly source: string }, registry: Registry): Imported {
  return importText(source, { fileName, registry, ids: NEW_IDS, ...(title === undefined ? {} : { title }) });
}

/** What is too long for a number stands before the words: drafters could not write it again. */
function withFitNumber(clause: Clause): Clause {
  if (clause.label.length <= LONGEST_LABEL) return clause;
  return { ...clause, label: '', runs: [{ text: `${clause.label} `, insertions: [], deletions: [] }, ...clause.runs] };
}

/** What is said of a bracket, without what no reading could show. */
function saidReadably(one: InheritedProposal): InheritedProposal {
  const { prefix, suffix, rationale } = one;
  return {
    ...one,
    prefix: readable(prefix),
    suffix: readable(suffix),
    ...(rationale === undefined ? {} : { rationale: readable(rationale) }),
  };
}

const UNTITLED = 'Untitled';

function asDraft({ fileName, source }: DraftFile, { clauses, ...found }: Imported): ReadDraft {
  const name = tidyName(fileName) || UNTITLED;
  const doc = new Y.Doc({ gc: false });
  doc.clientID = randomClientId();
  writeText(doc, clauses.map(withFitNumber));
  return {
    ...found,
    title: tidyName(found.title) || name,
    inherited: found.inherited.map(saidReadably),
    fileName: name,
    sha256: createHash('sha256').update(source).digest('hex'),
    clauses: clauses.length,
    update: Y.encodeStateAsUpdate(doc),
    client: doc.clientID,
  };
}

import { createHash } from 'node:crypto';
import * as Y from 'yjs';
import { ok, type Result } from '../../shared/base/result.ts';
import { importText } from '../../shared/import/import.ts';
import type { Imported } from '../../shared/import/imported.ts';
import type { Registry } from '../../shared/participants/registry.ts';
import type { ImportReport, ImportRequest } from '../../shared/protocol/api.ts';
import { GENESIS } from '../../shared/record/chain.ts';
import type { Actor } from '../../shared/record/event.ts';
import { EMPTY_STATE, openProposals } from '../../shared/record/state.ts';
import { writeText } from '../../shared/text/writing.ts';
import { isoTime, type Clock } from '../clock.ts';
import { importedAkn } from '../formats/akn/imported-akn.ts';
import { readAkn } from '../formats/akn/reading.ts';
import { readWordAside } from '../formats/docx/reading/aside.ts';
import { NEW_IDS, randomClientId } from '../ids.ts';
import { Batch } from '../rooms/batch.ts';
import type { Store } from '../store/store.ts';

/** What importing works with. */
export interface ImportServices {
  readonly store: Store;
  readonly clock: Clock;
  readonly registry: Registry;
}

/**
 * Makes a draft of a text: its clauses are the first update, its brackets the first entry, both in one transaction. Never refuses: what
 * the import does not understand stays text and is reported.
 */
export function importDraft(services: ImportServices, actor: Actor, request: ImportRequest): ImportReport {
  const { fileName, source, title } = request;
  const { registry } = services;
  const imported = importText(source, { fileName, registry, ids: NEW_IDS, ...(title === undefined ? {} : { title }) });
  return keepImported(services, actor, { imported, fileName, source });
}

/** Makes a draft of a file of Akoma Ntoso, or says in a sentence why it is not taken. */
export function importAkn(services: ImportServices, actor: Actor, request: ImportRequest): Result<ImportReport, string> {
  const { fileName, source, title } = request;
  const read = readAkn(source);
  if (!read.ok) return read;
  const imported = importedAkn(read.value, { registry: services.registry, fileName, title });
  return ok(keepImported(services, actor, { imported, fileName, source }));
}

/** Makes a draft of a Word file, read in a thread of its own; or says in a sentence why it is not taken. */
export async function importWord(
  services: ImportServices,
  actor: Actor,
  { fileName, file, title }: { readonly fileName: string; readonly file: Uint8Array; readonly title?: string | undefined },
): Promise<Result<ImportReport, string>> {
  const participants = services.registry.all;
  const read = await readWordAside({ file, fileName, participants, ...(title === undefined ? {} : { title }) });
  return read.ok ? ok(keepImported(services, actor, { imported: read.value, fileName, source: file })) : read;
}

/** Keeps what was read of a source as a new draft, in one transaction. */
export function keepImported(
  { store, clock }: ImportServices,
  actor: Actor,
  {
    imported,
    fileName,
    source,
  }: { readonly imported: Imported; readonly fileName: string; readonly source: string | Uint8Array },
): ImportReport {
  const doc = new Y.Doc({ gc: false });
  doc.clientID = randomClientId();
  writeText(doc, imported.clauses);

  const draft = NEW_IDS.draft();
  const at = isoTime(clock.now());
  const batch = new Batch({ state: EMPTY_STATE, lastHash: GENESIS, head: { revision: 1, number: 0, hash: GENESIS } });
  batch.addUpdate(actor.seat, Y.encodeStateAsUpdate(doc), at);
  batch.addEvent(
    actor,
    {
      type: 'DraftImported',
      title: imported.title,
      form: imported.form,
      source: { name: fileName, sha256: createHash('sha256').update(source).digest('hex') },
      clauses: imported.clauses.length,
      inherited: imported.inherited,
    },
    { at, onBehalfOf: null },
  );
  store.transaction(() => {
    store.drafts.create(draft, at);
    store.drafts.append(draft, {
      updates: batch.updates,
      entries: batch.entries,
      claims: [{ client: doc.clientID, seat: null }],
      pendingOpened: [],
      pendingClosed: [],
      snapshot: null,
      draft: {
        title: imported.title,
        changedAt: at,
        clauses: imported.clauses.length,
        openProposals: openProposals(batch.position.state).length,
        updates: 1,
        entries: 1,
        revision: 1,
        dueAt: null,
      },
    });
  });
  const { maxDepth, unclosed, stray, ordinary, flagged } = imported;
  return {
    draft,
    title: imported.title,
    clauses: imported.clauses.length,
    brackets: imported.inherited.length,
    maxDepth,
    unclosed,
    stray,
    ordinary,
    flagged,
  };
}

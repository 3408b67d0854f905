import type { Registry } from '../../shared/participants/registry.ts';
import type { ImportReport, ImportRequest } from '../../shared/protocol/api.ts';
import { GENESIS } from '../../shared/record/chain.ts';
import type { Actor } from '../../shared/record/event.ts';
import { countOpenBrackets, EMPTY_STATE } from '../../shared/record/state.ts';
import { isoTime, type Clock } from '../clock.ts';
import { readDraftText, type ReadDraft } from '../formats/draft-file.ts';
import { NEW_IDS } from '../ids.ts';
import { Batch } from '../rooms/batch.ts';
import type { Store } from '../store/store.ts';

/** What importing works with. */
export interface ImportServices {
  readonly store: Store;
  readonly clock: Clock;
  readonly registry: Registry;
}

/** Makes a draft of a text at once. What anybody sends is read aside, since it may be long. */
export function importDraft(services: ImportServices, actor: Actor, request: ImportRequest): ImportReport {
  return keepDraft(services, actor, readDraftText(request, services.registry));
}

/** Makes a draft of what was read of a file: its clauses are the first update, its brackets the first entry, both in one transaction. */
export function keepDraft({ store, clock }: ImportServices, actor: Actor, read: ReadDraft): ImportReport {
  const draft = NEW_IDS.draft();
  const at = isoTime(clock.now());
  const batch = new Batch({ state: EMPTY_STATE, lastHash: GENESIS, head: { revision: 1, number: 0, hash: GENESIS } });
  batch.addUpdate(actor.seat, read.update, at);
  batch.addEvent(
    actor,
    {
      type: 'DraftImported',
      title: read.title,
      form: read.form,
      source: { name: read.fileName, sha256: read.sha256 },
      clauses: read.clauses,
      inherited: read.inherited,
    },
    { at, onBehalfOf: null },
  );
  store.transaction(() => {
    store.drafts.create(draft, at);
    store.drafts.append(draft, {
      updates: batch.updates,
      entries: batch.entries,
      claims: [{ client: read.client, seat: null }],
      pendingOpened: [],
      pendingClosed: [],
      snapshot: null,
      draft: {
        title: read.title,
        changedAt: at,
        clauses: read.clauses,
        openProposals: countOpenBrackets(batch.position.state),
        updates: 1,
        entries: 1,
        revision: 1,
        dueAt: null,
      },
    });
  });
  const { maxDepth, unclosed, stray, ordinary, flagged, besides } = read;
  return {
    draft,
    title: read.title,
    clauses: read.clauses,
    brackets: read.inherited.length,
    maxDepth,
    unclosed,
    stray,
    ordinary,
    flagged,
    besides,
  };
}

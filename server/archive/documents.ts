import { canonical, type Json } from '../../shared/base/canonical.ts';
import { compose } from '../../shared/manuscript/compose.ts';
import { FILE_FORMATS, whyNoPaper } from '../../shared/manuscript/file-format.ts';
import { PAPERS } from '../../shared/manuscript/manuscript.ts';
import type { Lens } from '../../shared/participants/lens.ts';
import { registry } from '../../shared/participants/registry.ts';
import type { ExportFormat, RevisionInfo } from '../../shared/protocol/api.ts';
import { sealEntry } from '../../shared/record/chain.ts';
import type { DraftHead } from '../../shared/record/checkpoint.ts';
import type { Entry } from '../../shared/record/event.ts';
import { replay } from '../../shared/record/evolve.ts';
import { readText } from '../../shared/text/reading.ts';
import { exportText } from '../drafts/exporting.ts';
import { revisionsOf } from '../drafts/moments.ts';
import { paperSources, USUAL_PAPER } from '../drafts/papers.ts';
import { seenText, seenThrough } from '../drafts/seen-text.ts';
import { fileOf } from '../formats/writing.ts';
import { loadText } from '../rooms/loading.ts';
import { textAtEntry, type TextAt } from '../rooms/text-at.ts';
import type { Store } from '../store/store.ts';
import { entryJsonSchema, sealedEntryJsonSchema } from './entry-schema.ts';
import type { ArchiveOrder } from './order.ts';
import { archiveReadme } from './readme.ts';
import { stableDocx } from './stable-docx.ts';

/** A file of an archive, written when its turn comes. */
export interface ArchivedDocument {
  readonly path: string;
  write(): Uint8Array | Promise<Uint8Array>;
}

/** Everything that goes into an archive but its manifest, in order. */
export function documentsOf(
  store: Store,
  { checkpoint, drafts }: Pick<ArchiveOrder, 'checkpoint' | 'drafts'>,
): ArchivedDocument[] {
  const isNamed = drafts.every(({ lens }) => lens === 'named');
  return [
    words('README.md', () => archiveReadme(checkpoint, drafts)),
    json('checkpoint.json', () => checkpoint),
    words('verification-key.pem', () => pem(checkpoint.publicKey)),
    json('schemas/sealed-entry.schema.json', sealedEntryJsonSchema),
    ...(isNamed
      ? [json('schemas/entry.schema.json', entryJsonSchema), json('participants.json', () => store.process.participants())]
      : []),
    ...drafts.flatMap(({ draft, lens }) => {
      const head = checkpoint.drafts.find((one) => one.draft === draft);
      return head === undefined ? [] : draftDocuments(store, head, lens);
    }),
  ];
}

/** The texts of a draft that people have read or will: those issued, and the one that stands. */
interface ArchivedText {
  readonly folder: string;
  readonly issued: RevisionInfo | null;
}

function draftDocuments(store: Store, head: DraftHead, lens: Lens): ArchivedDocument[] {
  const id = head.draft;
  const folder = `drafts/${id}`;
  const read = (): Entry[] => store.drafts.entries(id, 0).slice(0, head.entries);
  // Read again when the first document needs it, and held by those of this draft alone.
  const entries = once(read);
  const texts: ArchivedText[] = [
    ...revisionsOf(read()).map((issued) => ({ folder: `${folder}/revision-${issued.number}`, issued })),
    { folder: `${folder}/present`, issued: null },
  ];
  return [
    json(`${folder}/draft.json`, () => ({
      draft: id,
      title: replay(entries()).title,
      lens,
      texts: texts.map(({ folder: path, issued }) => ({ folder: path, ...(issued ?? { number: head.revision, symbol: null }) })),
    })),
    lines(`${folder}/sealed.jsonl`, () => entries().map(sealEntry)),
    ...(lens === 'named'
      ? [
          lines(`${folder}/record.jsonl`, entries),
          lines(`${folder}/updates.jsonl`, () =>
            store.drafts
              .updates(id, 0)
              .filter(({ number }) => number <= head.updates)
              .map((update) => ({ ...update, bytes: Buffer.from(update.bytes).toString('base64') })),
          ),
        ]
      : []),
    ...texts.flatMap((text) => textDocuments(store, { head, lens, text })),
  ];
}

interface About {
  readonly head: DraftHead;
  readonly lens: Lens;
  readonly text: ArchivedText;
}

/** A text in every format: as it is read, as data, and what is made of it. */
function textDocuments(store: Store, { head, lens, text: { folder, issued } }: About): ArchivedDocument[] {
  const id = head.draft;
  const roster = registry(store.process.participants());
  const whole = once(() => (issued === null ? presentText(store, head) : textAtEntry(store, id, issued.entry)));
  const seen = once(() => {
    const text = whole();
    if (text === null) throw new Error(`a text of ${id} is missing`);
    return seenText(text, seenThrough(lens, roster));
  });
  const exported = (path: string, format: ExportFormat): ArchivedDocument =>
    words(`${folder}/${path}`, () => exportText(format, { ...seen(), tags: false, registry: roster }));
  return [
    words(`${folder}/text.json`, () => canonical(seen().clauses as unknown as Json)),
    exported('bracketed.txt', 'bracketed'),
    exported('clean.txt', 'clean'),
    exported('record.txt', 'record'),
    exported('register.csv', 'register-csv'),
    exported('matrix.csv', 'matrix-csv'),
    ...PAPERS.flatMap((paper) =>
      FILE_FORMATS.filter((format) => whyNoPaper(paper, format) === null).map((format) => ({
        path: `${folder}/${paper}.${format}`,
        write: async () => {
          const request = { ...USUAL_PAPER, paper, format, symbol: issued?.symbol ?? null, tags: false };
          const about = { organisation: store.process.name() ?? '', registry: roster, draft: id, text: seen() };
          const { sources, imprint } = paperSources(request, about);
          const file = await fileOf(format, compose(paper, sources, imprint));
          return format === 'docx' ? stableDocx(file, seen().entries.at(-1)?.at ?? '') : file;
        },
      })),
    ),
  ];
}

/** The text as the checkpoint states it. */
function presentText(store: Store, { draft, revision, entries, updates }: DraftHead): TextAt {
  const record = store.drafts.entries(draft, 0).slice(0, entries);
  const { doc } = loadText(store, draft, { revision, upTo: updates });
  return { revision, update: updates, clauses: readText(doc), state: replay(record), entries: record };
}

function words(path: string, write: () => string): ArchivedDocument {
  return { path, write: () => Buffer.from(write(), 'utf8') };
}

function json(path: string, write: () => unknown): ArchivedDocument {
  return words(path, () => `${JSON.stringify(write(), null, 2)}\n`);
}

function lines(path: string, write: () => readonly unknown[]): ArchivedDocument {
  return words(path, () =>
    write()
      .map((one) => `${JSON.stringify(one)}\n`)
      .join(''),
  );
}

/** An Ed25519 key as tools read it: RFC 8410. */
function pem(publicKey: string): string {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(publicKey, 'base64url')]);
  return `-----BEGIN PUBLIC KEY-----\n${der.toString('base64')}\n-----END PUBLIC KEY-----\n`;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

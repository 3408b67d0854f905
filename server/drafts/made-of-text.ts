import type { DraftId } from '../../shared/base/ids.ts';
import type { Participant } from '../../shared/participants/participant.ts';
import { registry } from '../../shared/participants/registry.ts';
import { differencesOf } from '../../shared/projection/difference.ts';
import type { RegisterPart } from '../../shared/projection/register.ts';
import { shownText } from '../../shared/projection/shown-text.ts';
import type { ComparedSide, Comparison, ExportFormat, RevisionInfo, TextInfo } from '../../shared/protocol/api.ts';
import type { Moment } from '../../shared/protocol/moment.ts';
import type { Viewer } from '../../shared/record/masking.ts';
import { textDigest } from '../../shared/text/digest.ts';
import type { TextAt } from '../rooms/text-at.ts';
import { exportFileName, exportText } from './exporting.ts';
import { seenBy, seenText } from './seen-text.ts';
import { textOfStored, type StoredText } from './stored-text.ts';

/** What is wanted of a text: an export, the text itself, or what lies between two. */
export type Wanted =
  | {
      readonly is: 'export';
      readonly format: ExportFormat;
      readonly moment: Moment;
      readonly tags: boolean;
      readonly part: RegisterPart;
    }
  /** `issued`: the revisions that its draft has issued. */
  | { readonly is: 'text'; readonly draft: DraftId; readonly issued: readonly RevisionInfo[]; readonly shown: boolean }
  | { readonly is: 'comparison' };

/** What is to be made of one text, or of two for a comparison, as they lie in the store. */
export interface TextOrder {
  readonly wanted: Wanted;
  readonly texts: readonly StoredText[];
  /** As whom they are to be read. */
  readonly viewer: Viewer;
  readonly participants: readonly Participant[];
}

/** What was made. Of texts and comparisons in JSON, which is no file. */
export interface MadeOfText {
  readonly fileName: string | null;
  readonly bytes: Uint8Array;
}

/** Makes what is wanted of a text. */
export function madeOfText({ wanted, texts, viewer, participants }: TextOrder): MadeOfText {
  const roster = registry(participants);
  const [first, second = first] = texts.map((stored) => seenText(textOfStored(stored), seenBy(viewer, roster)));
  if (first === undefined || second === undefined) throw new Error('there is no text to make anything of');
  switch (wanted.is) {
    case 'export': {
      const { format, moment, tags, part } = wanted;
      const text = exportText(format, { ...first, registry: roster, tags, part });
      return { fileName: exportFileName(format, first.state, moment), bytes: Buffer.from(text) };
    }
    case 'text':
      return json(textInfo(wanted, first));
    case 'comparison': {
      const entries = first.entries.length > second.entries.length ? first.entries : second.entries;
      const clauses = differencesOf(first, second, { entries, registry: roster });
      return json({ from: sideOf(first), to: sideOf(second), clauses } satisfies Comparison);
    }
  }
}

function textInfo({ draft, issued, shown }: Extract<Wanted, { is: 'text' }>, text: TextAt): TextInfo {
  return {
    draft,
    ...sideOf(text),
    symbol: issued.find(({ number }) => number === text.revision)?.symbol ?? null,
    digest: textDigest(text.clauses),
    clauses: text.clauses,
    ...(shown ? { shown: shownText(text) } : {}),
  };
}

function sideOf({ revision, state }: TextAt): ComparedSide {
  return { revision, entry: state.last };
}

function json(body: unknown): MadeOfText {
  return { fileName: null, bytes: Buffer.from(JSON.stringify(body)) };
}

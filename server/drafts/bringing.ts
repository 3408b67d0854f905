import type { DraftId, ParticipantId } from '../../shared/base/ids.ts';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import type { Brought, BroughtInput } from '../../shared/import/brought.ts';
import { questionsOf, type FileQuestions } from '../../shared/import/file-questions.ts';
import type { FileChoices } from '../../shared/import/file-text.ts';
import { PAPER_WORDS } from '../../shared/manuscript/paper-words.ts';
import type { Registry } from '../../shared/participants/registry.ts';
import { standingClauses, visibleRuns } from '../../shared/projection/drawing.ts';
import { numbersOf } from '../../shared/projection/numbers.ts';
import type { TextWithRecord } from '../../shared/projection/revision.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import type { Clause } from '../../shared/text/clause.ts';
import type { AmendedText, MadeOf } from '../formats/docx/reading/amended-text.ts';
import type { FileReader } from '../formats/file-reader.ts';
import { textAtEntry, textAtUpdate } from '../rooms/text-at.ts';
import type { Store } from '../store/store.ts';
import type { WorkRefusal } from '../aside/work-refusal.ts';

/** What bringing a file home works with. */
export interface BringingServices {
  readonly reader: FileReader;
  readonly store: Store;
  readonly registry: Registry;
  /** The draft as it stands when it is asked. */
  readonly textNow: () => TextWithRecord;
}

/** A file of a delegation's amendments, for a draft. */
export interface BringingRequest {
  /** In whose turn it is read. */
  readonly whose: string;
  /** Says that nobody wants it any more; null where nothing can. */
  readonly gone: AbortSignal | null;
  readonly file: Uint8Array;
  readonly draft: DraftId;
  readonly participant: ParticipantId;
  /** What a person says of it; null where nobody has been asked. */
  readonly choices: FileChoices | null;
}

/** What a file brings, and what is asked of it. */
export interface BroughtHome {
  readonly questions: FileQuestions;
  readonly choices: FileChoices;
  readonly brought: Brought;
}

/** Reads a Word file aside, and says what of it amends the draft as it stands; or in a sentence why it is not taken. Stores nothing. */
export async function bringWord(
  { reader, store, registry, textNow }: BringingServices,
  { whose, gone, file, draft, participant, choices }: BringingRequest,
): Promise<Result<BroughtHome, WorkRefusal>> {
  const read = await reader.read(whose, { ask: 'amendments', file }, gone);
  if (!read.ok) return read;
  const { text, madeOf } = read.value;
  const fault = whyNot(madeOf, draft);
  if (fault !== null) return refuse({ code: 'unfit', reason: fault });
  const { questions, suggested } = questionsOf(text, participant, (name) => registry.resolve(name)?.id ?? null);
  const chosen = choices ?? suggested;
  const input = startingFrom({ text, madeOf }, chosen, { store, draft, now: textNow() });
  const brought = await reader.read(whose, { ask: 'bring', input }, gone);
  return brought.ok ? ok({ questions, choices: chosen, brought: brought.value }) : brought;
}

/** What a file is brought home with: what a person says of it, the draft as it stands, and as it stood when the file was made. */
export function startingFrom(
  { text, madeOf }: AmendedText,
  choices: FileChoices,
  { store, draft, now }: { readonly store: Store; readonly draft: DraftId; readonly now: TextWithRecord },
): Omit<BroughtInput, 'newClause'> {
  const made = madeOf === null || !text.isWhole ? null : textOf(store, draft, madeOf);
  return {
    file: text,
    choices,
    clauses: asTheyStand(now),
    numbers: numbersOf(now.clauses, now.state).of,
    asMade: made === null ? [] : asTheyStand(made),
  };
}

function whyNot(madeOf: MadeOf | null, draft: DraftId): string | null {
  if (madeOf === null) return null;
  const { paper } = madeOf;
  if (madeOf.draft !== draft && madeOf.draft !== '')
    return 'This file was saved from another draft. Open that one, and bring it in there.';
  if (paper !== 'compilation' && paper !== 'matrix' && paper !== 'register') return null;
  return `This file is a ${PAPER_WORDS[paper].toLowerCase()}, not the text itself. Amend the negotiating text, and bring that.`;
}

/** The text as the file was made of it: what was being typed just then is in it, and in no entry. */
function textOf(store: Store, draft: DraftId, { entry, text }: MadeOf): TextWithRecord | null {
  if (text === null) return textAtEntry(store, draft, entry);
  return textAtUpdate(store, draft, { ...text, entries: store.drafts.entries(draft, 0).slice(0, entry) });
}

/** The clauses that stand, what is out of them left out. */
export function asTheyStand({ clauses, state }: TextWithRecord): Clause[] {
  const outcomeOf = outcomesOf(state);
  return standingClauses(clauses, outcomeOf).map((clause) => ({ ...clause, runs: visibleRuns(clause, outcomeOf) }));
}

import type * as Y from 'yjs';
import { canonical, type Json } from '../../shared/base/canonical.ts';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import { nextRevision, type TextWithRecord } from '../../shared/projection/revision.ts';
import type { Entry, IssuedText } from '../../shared/record/event.ts';
import { evolve } from '../../shared/record/evolve.ts';
import { EMPTY_STATE, type RecordState } from '../../shared/record/state.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { readText } from '../../shared/text/reading.ts';

type Issue = Extract<Entry['event'], { type: 'RevisionIssued' }>;

/** What is wrong with the issue of a revision: the entry, and why. */
interface WrongIssue {
  readonly number: number;
  readonly why: string;
}

/** Freezes the texts of a log one after the other, and checks each against the entry that issued it. */
export class IssuedTexts {
  private readonly issues: readonly { readonly entry: number; readonly event: Issue; readonly state: RecordState }[];
  private readonly frozen: TextWithRecord[] = [];

  constructor(entries: readonly Entry[]) {
    let state = EMPTY_STATE;
    const issues = [];
    for (const entry of entries) {
      if (entry.event.type === 'RevisionIssued') issues.push({ entry: entry.number, event: entry.event, state });
      state = evolve(state, entry);
    }
    this.issues = issues;
  }

  /** The text with which the next revision has to begin, by the frozen text and the record; or what the entry of its issue says wrongly. */
  freeze(doc: Y.Doc): Result<readonly Clause[], WrongIssue> {
    const issue = this.issues[this.frozen.length];
    if (issue === undefined) return refuse({ number: 0, why: 'a revision begins that no entry issued' });
    const { entry, event, state } = issue;
    const present = { clauses: readText(doc), state };
    this.frozen.push(present);
    const restored = event.restores === null ? null : this.frozen[event.restores - 1];
    if (restored === undefined) return refuse({ number: entry, why: 'restores a revision that was not issued' });
    const next = nextRevision(present, restored);
    if (event.digest !== next.issued.digest) return refuse({ number: entry, why: 'issued a text that is not the one frozen' });
    return isSame(event, next.issued) ? ok(next.clauses) : refuse({ number: entry, why: 'says wrongly what was left behind' });
  }
}

/** Whether the entry says all of what follows from text and record, and nothing besides. */
function isSame(event: Issue, follows: IssuedText): boolean {
  const { type, revision, symbol, restores } = event;
  return canonical(event as unknown as Json) === canonical({ type, revision, symbol, restores, ...follows } as unknown as Json);
}

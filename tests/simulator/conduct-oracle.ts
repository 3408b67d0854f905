import { registry } from '../../shared/participants/registry.ts';
import { register } from '../../shared/projection/register.ts';
import { openIn, clauseVersion } from '../../shared/proposals/clause-version.ts';
import type { Entry } from '../../shared/record/event.ts';
import { outcomesOf, type RecordState } from '../../shared/record/state.ts';
import { asOne } from '../../shared/text/places.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { PARTICIPANTS } from './seats.ts';
import { holds } from './violation.ts';

/** What a conference has come to, and when it is looked at. */
export interface Come {
  readonly entries: readonly Entry[];
  readonly state: RecordState;
  readonly clauses: readonly Clause[];
  /** ISO 8601. */
  readonly now: string;
}

/** The oracles of status, silence, votes and the register, each in the plainest words of its rules. */
export function checkConduct(come: Come): void {
  checkStatus(come);
  checkSilences(come);
  checkVotes(come);
  checkRegister(come);
}

/** Nothing stands outside the ladder, and what is agreed stands as it was agreed, without a bracket (L1). */
function checkStatus({ state, clauses }: Come): void {
  const outcomeOf = outcomesOf(state);
  const rungs = new Set(state.ladder.rungs.map(({ id }) => id));
  for (const [id, { version, steps }] of state.ladder.agreed) {
    for (const { rung } of steps) holds(rungs.has(rung), 'no clause stands outside the ladder', () => `${id} on ${rung}`);
    const clause = asOne(clauses.filter((one) => one.id === id));
    const now = clause === null ? null : clauseVersion(clause, outcomeOf);
    holds(now === version, 'what is agreed has the words that were agreed', () => `${id}: ${now} and not ${version}`);
    holds(clause === null || openIn(clause, outcomeOf).size === 0, 'what is agreed has no bracket', () => id);
  }
}

/** On each clause silence ends once; nothing passes early, nothing that is due runs, and nobody breaks it late (Q3, Q4). */
function checkSilences({ entries, state, clauses, now }: Come): void {
  const outcomeOf = outcomesOf(state);
  for (const { event, at } of entries) {
    if (event.type === 'SilencePassed')
      holds(at >= event.deadline, 'silence passes at its deadline and not before', () => `${at} ${event.deadline}`);
    if (event.type !== 'SilenceBroken') continue;
    const deadline = state.silences.get(event.silence)?.deadline ?? '';
    holds(at < deadline, 'nobody breaks silence after its deadline', () => `${at} ${deadline}`);
  }
  for (const silence of state.silences.values()) {
    for (const [id, { fate, version }] of silence.clauses) {
      if (fate !== 'running') continue;
      const late = Date.parse(now) - Date.parse(silence.deadline);
      holds(late < 1_000, 'no silence runs a second beyond its deadline', () => `${silence.entry} ${silence.deadline} ${now}`);
      const clause = asOne(clauses.filter((one) => one.id === id));
      const reads = clause === null ? null : clauseVersion(clause, outcomeOf);
      holds(reads === version, 'silence runs on words as they were circulated', () => `${silence.entry} ${id}`);
    }
  }
}

/** A result is what was said last, and decides in the entry behind it (Y4). */
function checkVotes({ entries }: Come): void {
  for (const [index, { event, number }] of entries.entries()) {
    if (event.type !== 'VoteRecorded') continue;
    const before = entries
      .slice(0, index)
      .flatMap((entry) => ('vote' in entry.event && entry.event.vote === event.vote ? [entry.event] : []));
    const last = new Map(before.flatMap((one) => (one.type === 'VoteCast' ? [[one.participant, one.choice]] : [])));
    const hands = before.findLast((one) => one.type === 'VoteCounted');
    const inFavour =
      hands?.type === 'VoteCounted' ? hands.counts.for : [...last.values()].filter((choice) => choice === 'for').length;
    holds(event.counts.for === inFavour, 'a result is what was said last', () => `entry ${number}`);
    holds(
      !before.some(({ type }) => type === 'VoteRecorded' || type === 'VoteCalledOff'),
      'a vote ends once',
      () => `entry ${number}`,
    );
    const opened = entries.find((entry) => entry.number === event.vote)?.event;
    if (opened?.type !== 'VoteOpened' || opened.question.on !== 'proposal') continue;
    const follows = entries[index + 1]?.event.type;
    holds(
      follows === (event.carried ? 'ProposalAccepted' : 'ProposalDropped'),
      'a result decides in the entry behind it',
      () => `entry ${number}: ${follows}`,
    );
  }
}

/** The register has each proposal once (D4). */
function checkRegister({ entries, state, clauses }: Come): void {
  const rows = register({ clauses, state, entries, registry: registry(PARTICIPANTS) }).map((row) => row.proposal);
  // Words that go or come with an act of the record are marked like those of a proposal, and are none.
  const all = [...state.proposals.values()]
    .filter(({ origin }) => origin !== 'renumbering' && origin !== 'lifting')
    .map(({ id }) => id);
  holds(
    rows.length === all.length && new Set(rows).size === rows.length && all.every((id) => rows.includes(id)),
    'the register has each proposal once',
    () => `${rows.length} rows for ${all.length}`,
  );
}

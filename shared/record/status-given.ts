import { openIn } from '../proposals/clause-version.ts';
import type { OutcomeOf } from '../proposals/standing.ts';
import type { Clause } from '../text/clause.ts';
import { agreedEvent, reached, standsTwice, type ClauseSources } from './agreeing.ts';
import { clausesListed } from './clause-names.ts';
import type { Refusal } from './command.ts';
import { placeOnLadder, type AgreedBy, type LadderEvent, type LadderState } from './ladder.ts';
import { packageOfClause } from './packaged-clauses.ts';
import { pendingFault } from './pending.ts';
import { isRunning, type SilenceEvent } from './silence.ts';
import type { RecordState } from './state.ts';
import type { ReadClause } from './text-reading.ts';

/** Why clauses cannot be circulated, or voted on, with a rung to be given; null where they can. As for agreeing them (L4). */
export function givingFault(
  ladder: LadderState,
  rung: string,
  clauses: readonly ReadClause[],
  sources: ClauseSources,
): Refusal | null {
  if (placeOnLadder(ladder.rungs, rung) === -1)
    return { code: 'unknown-rung', reason: 'The ladder of this draft has no such rung.' };
  const named = new Set(clauses.map(({ clause }) => clause));
  const places = sources.clauses.filter(({ id }) => named.has(id));
  const twice = standsTwice(places);
  if (twice !== null)
    return { code: 'clash', reason: `${clausesListed([twice], sources)} stands twice in the text. Remove one of the two first.` };
  const bracketed = places.filter((clause) => openIn(clause, sources.outcomeOf).size > 0).map(({ id }) => id);
  return bracketed.length === 0
    ? null
    : {
        code: 'brackets-open',
        reason: `A clause with open brackets gets no status. Brackets are open in: ${clausesListed(bracketed, sources)}. Leave those out, or have it give none.`,
      };
}

/**
 * The rung that clauses come to as they were put before the delegations. One that stands as high already keeps what it has; one that waits for
 * something, or is agreed with an open package or not at all, comes to none: it may be so only since they were put.
 */
export function statusGiven(
  state: RecordState,
  { rung, by }: { readonly rung: string; readonly by: AgreedBy },
  read: readonly ReadClause[],
  { clauses, outcomeOf }: { readonly clauses: () => readonly Clause[]; readonly outcomeOf: OutcomeOf },
): LadderEvent[] {
  const { ladder, instruments } = state;
  const place = placeOnLadder(ladder.rungs, rung);
  const all = clauses();
  const byId = new Map(all.map((clause) => [clause.id, clause]));
  return read.flatMap(({ clause: id, version }): LadderEvent[] => {
    const clause = byId.get(id);
    if (clause === undefined || reached(ladder, clause, outcomeOf) >= place) return [];
    if (packageOfClause(instruments.packages, id) !== undefined) return [];
    if (pendingFault({ on: 'clause', clause: id }, { state, clauses: all }) !== null) return [];
    const event = agreedEvent(clause, rung, outcomeOf);
    return event.version === version ? [{ ...event, by }] : [];
  });
}

/** What a silence that passed gives to the clauses on which it did. */
export function givenBySilence(
  state: RecordState,
  passed: Extract<SilenceEvent, { type: 'SilencePassed' }>,
  text: Parameters<typeof statusGiven>[3],
): LadderEvent[] {
  const silence = state.silences.get(passed.silence);
  if (silence?.gives === undefined) return [];
  const read = passed.clauses.map((clause) => ({ clause, version: silence.clauses.get(clause)?.version ?? '' }));
  return statusGiven(state, { rung: silence.gives, by: { on: 'silence', entry: silence.entry } }, read, text);
}

/** The rungs that silences which run, votes which are open and open packages are to give: the ladder keeps them so long. */
export function promisedRungs({
  silences,
  votes,
  instruments,
}: Pick<RecordState, 'silences' | 'votes' | 'instruments'>): string[] {
  return [
    ...[...silences.values()].filter(isRunning).flatMap(({ gives }) => gives ?? []),
    ...[...votes.values()].filter(({ status }) => status.state === 'open').flatMap(({ gives }) => gives ?? []),
    ...[...instruments.packages.values()].flatMap(({ status, clauses }) =>
      status.state === 'open' ? clauses.map(({ rung }) => rung) : [],
    ),
  ];
}

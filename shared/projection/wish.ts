import type { ParticipantId, ProposalId } from '../base/ids.ts';
import type { RecordState } from '../record/state.ts';
import type { Clause } from '../text/clause.ts';
import { openPoints, type Point } from './points.ts';
import type { Supposition } from './prospect.ts';
import { rivalsAmong, type Rivals } from './rivals.ts';
import { ownVoices, spokenFor, voiceOf, type Voice } from './voices.ts';

/** Words of one participant that do not go together, so that what it would have is not known. */
export interface Contradiction {
  /**
   * `rivals`: it brings or supports several of which one can stand. `own`: it brings what it opposes. `circle`: it prefers each to the
   * other. `preferred`: it prefers what it opposes.
   */
  readonly why: 'rivals' | 'own' | 'circle' | 'preferred';
  readonly proposals: readonly ProposalId[];
}

/** The text as one participant would have it. */
export interface Wish {
  /** What would be accepted and what would not. */
  readonly supposed: Supposition;
  /** Those that stay in brackets since the participant has said nothing that settles them. */
  readonly unsaid: readonly ProposalId[];
  /** Those that stay in brackets since it has said what does not go together. */
  readonly contradictions: readonly Contradiction[];
}

/**
 * What a participant would have of the open proposals: in what it brings or supports, and what it prefers to another; out what it opposes, and
 * what it prefers another to. Where only one of several can stand and it would have one, the others go. Of several it would have its own before
 * those of others. Flexible, reserving and needing instructions settle nothing.
 */
export function wishOf(clauses: readonly Clause[], state: RecordState, participant: ParticipantId): Wish {
  const points = openPoints(clauses, state);
  const leanings = leaningsOf(points, state, participant);
  const supposed = new Map<ProposalId, 'accepted' | 'refused'>();
  const contradictions = [...leanings.contradictions];
  const unclear = new Set(contradictions.flatMap(({ proposals }) => proposals));
  const open = points.flatMap(({ proposals }) => proposals).filter((id) => !unclear.has(id));
  for (const id of open) if (leanings.refuses.has(id)) supposed.set(id, 'refused');
  const rivals = rivalsAmong(points, state);
  for (const several of rivalling(open, leanings.wants, rivals)) {
    const [first] = several;
    if (first === undefined) continue;
    if (several.length > 1) contradictions.push({ why: 'rivals', proposals: several });
    else if (![...rivals.get(first)].some((id) => unclear.has(id))) {
      for (const id of rivals.get(first)) supposed.set(id, 'refused');
      supposed.set(first, 'accepted');
    }
  }
  const contradicted = new Set(contradictions.flatMap(({ proposals }) => proposals));
  const unsaid = points.flatMap(({ proposals }) => proposals).filter((id) => !supposed.has(id) && !contradicted.has(id));
  return { supposed, unsaid, contradictions };
}

/** What a participant would have, its own before rivals of others: those that stand in each other's way together, each other by itself. */
function rivalling(open: readonly ProposalId[], wants: Leanings['wants'], rivals: Rivals): ProposalId[][] {
  const among = new Set(open);
  const against = (id: ProposalId): ProposalId[] => [...rivals.get(id)].filter((other) => among.has(other));
  const wanted = open.filter(
    (id) => wants.get(id) === 'own' || (wants.has(id) && !against(id).some((other) => wants.get(other) === 'own')),
  );
  const left = new Set(wanted);
  const groups: ProposalId[][] = [];
  for (const id of wanted) {
    if (!left.delete(id)) continue;
    const group = new Set([id]);
    for (const one of group) for (const other of against(one)) if (left.delete(other)) group.add(other);
    groups.push(wanted.filter((one) => group.has(one)));
  }
  return groups;
}

interface Leanings {
  /** `own`: it brings it. */
  readonly wants: ReadonlyMap<ProposalId, 'own' | 'others'>;
  readonly refuses: ReadonlySet<ProposalId>;
  readonly contradictions: readonly Contradiction[];
}

function leaningsOf(points: readonly Point[], state: RecordState, participant: ParticipantId): Leanings {
  const groups = spokenFor(state).get(participant);
  const voices = new Map<ProposalId, Voice>();
  for (const id of points.flatMap(({ proposals }) => proposals)) {
    const voice = voiceOf(ownVoices(state, id), participant, groups);
    if (voice !== null) voices.set(id, voice);
  }
  const wants = new Map<ProposalId, 'own' | 'others'>();
  const refuses = new Set<ProposalId>();
  const contradictions: Contradiction[] = [];
  for (const [id, { brings, stance }] of voices) {
    if (brings && stance === 'oppose') contradictions.push({ why: 'own', proposals: [id] });
    else if (stance === 'oppose') refuses.add(id);
    else if (stance !== 'prefer-another' && (brings || stance === 'support')) wants.set(id, brings ? 'own' : 'others');
  }
  const circled = new Set<ProposalId>();
  for (const [id, { stance }] of voices) {
    if (stance !== 'prefer-another') continue;
    const { last, circle } = mostPreferred(id, voices);
    if (circle.length > 0) {
      if (circle.includes(id) && !circled.has(id)) {
        for (const one of circle) circled.add(one);
        contradictions.push({ why: 'circle', proposals: circle.toSorted() });
      }
    } else if (last === null) continue;
    else if (voices.get(last)?.stance === 'oppose') contradictions.push({ why: 'preferred', proposals: [id, last] });
    else if (state.proposals.get(last)?.status.state === 'accepted') refuses.add(id);
    else if (state.proposals.get(last)?.status.state === 'open') {
      refuses.add(id);
      if (!wants.has(last)) wants.set(last, 'others');
    }
  }
  return { wants, refuses, contradictions };
}

/** Follows a preference to the end: A rather than B, B rather than C. */
function mostPreferred(
  from: ProposalId,
  voices: ReadonlyMap<ProposalId, Voice>,
): { readonly last: ProposalId | null; readonly circle: readonly ProposalId[] } {
  const way: ProposalId[] = [];
  let at: ProposalId | null = from;
  while (at !== null && voices.get(at)?.stance === 'prefer-another') {
    if (way.includes(at)) return { last: null, circle: way.slice(way.indexOf(at)) };
    way.push(at);
    at = voices.get(at)?.preferred ?? null;
  }
  return { last: at, circle: [] };
}

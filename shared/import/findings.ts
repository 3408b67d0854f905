import { shortened, shortenedBefore } from '../base/shortened.ts';
import type { FlaggedFinding, Finding, OrdinaryFinding, UnmatchedFinding } from './imported.ts';
import { clauseAt, type Assembly, type Source } from './assembly.ts';
import { firstFrom, suspectsIn, type BracketAt, type Suspects } from './suspects.ts';

/** The lists of an import that somebody should look through. */
export interface Findings {
  readonly unclosed: readonly UnmatchedFinding[];
  readonly stray: readonly UnmatchedFinding[];
  readonly ordinary: readonly OrdinaryFinding[];
  readonly flagged: readonly FlaggedFinding[];
}

type Likely = UnmatchedFinding['likely'][number];

const EXCERPT = 30;
const MOST_PLACES = 3;
const FINAL_MARK = /[.;:,]?[\s\u2060]*$/;

/** What the finished reading leaves to be looked at. */
export function findingsOf(source: Source, assembly: Assembly): Findings {
  const { survey } = source;
  const isUnbalanced = survey.unclosed.length + survey.stray.length > 0;
  const suspects = isUnbalanced ? suspectsIn(bracketsAt(source)) : { opening: [], closing: [] };
  return {
    unclosed: survey.unclosed.map((at) => ({
      ...findingAt(at, source, assembly),
      likely: placesForClose(at, { source, assembly, suspects }),
    })),
    stray: survey.stray.map((at) => ({
      ...findingAt(at, source, assembly),
      likely: placesForOpen(at, { source, assembly, suspects }),
    })),
    ordinary: survey.ordinary.map(({ pair, reason }) => ({ ...findingAt(pair.open, source, assembly), reason })),
    flagged: survey.brackets.flatMap(({ open, flag }) =>
      flag === null ? [] : [{ ...findingAt(open, source, assembly), why: flag }],
    ),
  };
}

function findingAt(at: number, { text, starts }: Source, { places, clauses }: Assembly): Finding {
  const place = places.get(at) ?? { clause: clauseAt(starts, at), offset: 0 };
  const clauseId = clauses[place.clause]?.id;
  if (clauseId === undefined) throw new Error(`no clause at offset ${at}`);
  return { clause: place.clause + 1, clauseId, offset: place.offset, excerpt: excerptAt(text, at) };
}

/** Some 60 characters round an offset, in whole words. */
function excerptAt(text: string, at: number): string {
  const before = shortenedBefore(text.slice(Math.max(0, at - 2 * EXCERPT), at), EXCERPT);
  const behind = shortened(text.slice(at, at + 2 * EXCERPT), EXCERPT);
  return (before + behind).replaceAll('\n', ' ').trim();
}

interface Look {
  readonly source: Source;
  readonly assembly: Assembly;
  readonly suspects: Suspects;
}

/** Where the closing bracket that is missing may belong: at the end of a clause, before its final mark. */
function placesForClose(at: number, { source, assembly, suspects }: Look): Likely[] {
  const own = clauseAt(source.starts, at);
  const endOf = (clause: number, why: string): Likely => ({ clause: clause + 1, offset: endOfWords(assembly, clause), why });
  const from = firstFrom(suspects.opening, at);
  const midst = suspects.opening.slice(from, from + MOST_PLACES).filter((suspect) => !suspect.isOuter);
  const places = midst.map(({ clause, at: where }) =>
    endOf(clause, `at the end of this clause, which opens “${wordsAfter(source.text, where)}” and never closes it`),
  );
  return distinct([...places, endOf(own, 'at the end of the clause in which the bracket opens')]);
}

/** Where the opening bracket that is missing may belong: at the start of a clause that closes more than it opens. */
function placesForOpen(at: number, { source, suspects }: Look): Likely[] {
  const own = clauseAt(source.starts, at);
  const startOf = (clause: number, why: string): Likely => ({ clause: clause + 1, offset: 0, why });
  const to = firstFrom(suspects.closing, at + 1);
  const places = suspects.closing
    .slice(Math.max(0, to - MOST_PLACES), to)
    .toReversed()
    .filter((suspect) => suspect.clause !== own)
    .map(({ clause }) => startOf(clause, 'at the start of this clause, which closes one bracket more than it opens'));
  return distinct([startOf(own, 'at the start of the clause in which the bracket closes'), ...places]);
}

function distinct(places: readonly Likely[]): Likely[] {
  return places
    .filter((place, index) => places.findIndex((other) => other.clause === place.clause) === index)
    .slice(0, MOST_PLACES);
}

function endOfWords({ clauses }: Assembly, clause: number): number {
  const runs = clauses[clause]?.runs ?? [];
  const length = runs.reduce((sum, run) => sum + run.text.length, 0);
  const end = runs
    .slice(-2)
    .map((run) => run.text.slice(-8))
    .join('');
  return length - (FINAL_MARK.exec(end.slice(-8))?.[0].length ?? 0);
}

function wordsAfter(text: string, at: number): string {
  return excerptAt(text.slice(at, at + EXCERPT), 0);
}

/** Every bracket that the local look takes into account: those that are neither ordinary nor escaped. */
function bracketsAt({ text, starts, survey }: Source): BracketAt[] {
  const all = [
    ...survey.edges.map(({ at, opens }) => ({ at, opens })),
    ...survey.unclosed.map((at) => ({ at, opens: true })),
    ...survey.stray.map((at) => ({ at, opens: false })),
  ].toSorted((a, b) => a.at - b.at);
  const outerEnds = starts.map((start, index) => outerOf(text, start, (starts[index + 1] ?? text.length + 1) - 1));
  return all.map(({ at, opens }) => {
    const clause = clauseAt(starts, at);
    const ends = outerEnds[clause];
    return { at, opens, clause, isOuter: ends !== undefined && (opens ? at < ends.lead : at >= ends.tail) };
  });
}

/** Where the brackets with which a clause begins end, and those with which it ends begin, a final mark among them. */
function outerOf(text: string, start: number, end: number): { readonly lead: number; readonly tail: number } {
  let lead = start;
  while (lead < end && /[[\s*]/.test(text.charAt(lead))) lead += 1;
  let tail = end;
  while (tail > start && /[\]\s*.;,:]/.test(text.charAt(tail - 1))) tail -= 1;
  return { lead, tail };
}

import type { ClauseId, ParticipantId } from '../base/ids.ts';
import { oneOrMore } from '../base/phrases.ts';
import type { Registry } from '../participants/registry.ts';
import type { EntryNumber } from '../proposals/proposal.ts';
import type { Entry } from '../record/event.ts';
import { isRunning, type Silence, type SilenceFate } from '../record/silence.ts';
import type { RecordState } from '../record/state.ts';
import { wholeVersion } from '../record/text-reading.ts';
import { officialName } from './naming.ts';
import { momentWritten } from './procedure-story.ts';
import { asOneLine } from '../text/clause-words.ts';
import type { TextWithRecord } from './revision.ts';
import { shownText } from './shown-text.ts';

/** What a certificate is made of. */
export interface CertificateSources {
  readonly entries: readonly Entry[];
  readonly state: RecordState;
  readonly registry: Registry;
  /** The text as it stood when it was circulated, with the record of that time. */
  readonly circulated: TextWithRecord;
}

/**
 * What became of a silence procedure, for the files: what was circulated and under which version, when and until when, who broke it on
 * what and why, or that nobody did, and the entries of the record that say so, with their hashes. Null where there is no such silence.
 */
export function certificate(number: EntryNumber, sources: CertificateSources): string | null {
  const silence = sources.state.silences.get(number);
  const began = sources.entries[number - 1];
  if (silence === undefined || began?.event.type !== 'SilenceBegan') return null;
  const name = (id: ParticipantId): string => officialName(sources.registry, id);
  const { actor, at, event, text } = began;
  const blocks = [
    'CERTIFICATE OF A SILENCE PROCEDURE',
    `“${sources.state.title}”`,
    [
      `Circulated    ${silence.whole ? 'the whole text' : oneOrMore(silence.clauses.size, 'clause')}, revision ${text.revision}, as of update ${text.number}`,
      `Version       ${wholeVersion(event.circulated)}`,
      `By            ${actor.user}, for ${name(actor.participant)}`,
      `On            ${momentWritten(at)} (record ${number})`,
      `Deadline      ${momentWritten(silence.deadline)}`,
      ...(silence.shortened === null ? [] : [`Shortened     below 72 hours: ${asOneLine(silence.shortened)}`]),
      ...(silence.gives === undefined ? [] : [`Gives         ${rungName(silence.gives, sources.state)}`]),
      `Result        ${resultOf(silence)}`,
    ].join('\n'),
    broken(silence, sources, name),
    circulatedClauses(silence, sources.circulated),
    chained(silence, sources.entries),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function rungName(rung: string, { ladder }: RecordState): string {
  return ladder.rungs.find(({ id }) => id === rung)?.name ?? rung;
}

function resultOf(silence: Silence): string {
  const count = (fate: SilenceFate): number => [...silence.clauses.values()].filter((one) => one.fate === fate).length;
  const told = FATES.flatMap(({ fate, words }) => (count(fate) === 0 ? [] : [`${words} on ${oneOrMore(count(fate), 'clause')}`]));
  return `${isRunning(silence) ? 'not final; ' : ''}${told.join(', ')}`;
}

const FATES: readonly { readonly fate: SilenceFate; readonly words: string }[] = [
  { fate: 'running', words: 'running' },
  { fate: 'passed', words: 'passed' },
  { fate: 'broken', words: 'broken' },
  { fate: 'lifted', words: 'lifted by the chair' },
  { fate: 'overtaken', words: 'ended, since what was circulated was changed,' },
];

function broken(silence: Silence, { entries, circulated }: CertificateSources, name: (id: ParticipantId) => string): string {
  if (silence.breaks.length === 0) return 'Nobody broke silence.';
  const numbers = new Map(shownText(circulated).map((clause) => [clause.id, clause.number]));
  const places = [...silence.clauses.keys()];
  const cited = (clause: ClauseId): string => numbers.get(clause) || `clause ${places.indexOf(clause) + 1} of those below`;
  const lines = silence.breaks.map((one) => {
    const on = one.clauses.length === silence.clauses.size ? 'all of it' : one.clauses.map(cited).join(', ');
    const at = entries[one.entry - 1]?.at;
    return `  ${name(one.participant)}, on ${on}: ${asOneLine(one.reason)}\n    (record ${one.entry}${at === undefined ? '' : `, ${momentWritten(at)}`})`;
  });
  return ['Silence was broken by', ...lines].join('\n');
}

function circulatedClauses(silence: Silence, circulated: TextWithRecord): string {
  const shown = new Map(shownText(circulated).map((clause) => [clause.id, clause]));
  const lines = [...silence.clauses].map(([id, { version, fate, entry }]) => {
    const clause = shown.get(id);
    const words = asOneLine(`${clause?.number ?? ''} ${clause?.words ?? ''}`).trim();
    return `  ${words}\n    version ${version}, ${fate}${entry === null ? '' : ` (record ${entry})`}`;
  });
  return ['What was circulated, as it read', ...lines].join('\n');
}

function chained({ entry: number }: Silence, entries: readonly Entry[]): string {
  const isIts = ({ number: at, event }: Entry): boolean =>
    at === number ||
    ('silence' in event && event.silence === number) ||
    (event.type === 'ClauseAgreed' && event.by?.on === 'silence' && event.by.entry === number);
  const its = entries.filter(isIts);
  const lines = its.map(({ number: at, event, at: time, hash }) => `  ${at}  ${event.type}  ${time}\n    ${hash}`);
  return ['Entries of the record, each with its hash, which holds that of the one before', ...lines].join('\n');
}

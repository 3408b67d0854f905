import { participantId, type ParticipantId, type ProposalId } from '../../shared/base/ids.ts';
import { FILE_FORMATS } from '../../shared/manuscript/file-format.ts';
import { PAPERS } from '../../shared/manuscript/manuscript.ts';
import { ROSTER } from '../../shared/participants/roster.ts';
import { EXPORT_FORMATS } from '../../shared/protocol/api.ts';
import { SAMPLE_SEATS } from '../../server/sample/seats.ts';
import type { Sitting } from './sitting.ts';
import { saidBy } from './watcher.ts';

/** A text on which delegations have taken positions already. */
export const SOURCE = `# Draft decision on wells

## Article 1

1. The Board [shall - Norway][should - Kenya; Brazil delete][is to - G77] meet [twice - Egypt on behalf of NAM] a year.

2. The Board [may] sit in private.

3. Wells are listed in writing.
`;
export const AT = Date.parse('2026-07-01T09:00:00.000Z');
export const NORWAY = participantId('p-no');
export const KENYA = participantId('p-ke');
const BRAZIL = participantId('p-br');
export const G77 = participantId('g-g77');

/** All that can happen in a draft, by everybody but Japan and the observer. */
export async function negotiate(sitting: Sitting, round: string): Promise<void> {
  const { client } = sitting;
  const [may, wells] = [client.clauseWith('sit in private').id, client.clauseWith('Wells')];
  await sitting.done('chair', { type: 'open-meeting', name: `${round} meeting`, body: 'Committee of the Whole' });
  await sitting.done('norway-1', position(sitting, NORWAY, 'oppose', 'should'));
  await sitting.done('kenya', { ...position(sitting, KENYA, 'support', 'should'), onBehalfOf: G77 });
  await sitting.done('drafter-1', position(sitting, BRAZIL, 'reserve', 'should'));
  await sitting.done('kenya', {
    type: 'take-position',
    proposal: sitting.proposal('shall'),
    participant: KENYA,
    onBehalfOf: null,
    stance: 'prefer-another',
    preferred: sitting.proposal('should'),
  });
  await sitting.done('brazil', { type: 'sponsor', proposal: sitting.proposal('shall'), participant: BRAZIL });
  await sitting.done('brazil', { type: 'leave', proposal: sitting.proposal('shall'), participant: BRAZIL });
  await sitting.done('drafter-1', { type: 'attribute', proposal: sitting.proposal('may'), proposer: NORWAY, onBehalfOf: null });
  await sitting.done('chair', {
    type: 'park',
    proposal: sitting.proposal('shall'),
    owner: 'Ms Solheim',
    returns: '2026-07-10',
    reason: '',
  });
  await sitting.done('chair', { type: 'call-back', proposal: sitting.proposal('shall'), note: '' });
  await sitting.done('chair', { type: 'reserve', proposal: sitting.proposal('shall'), participant: KENYA, reason: 'wishes' });
  await sitting.done('chair', { type: 'call-back', proposal: sitting.proposal('shall'), note: '' });
  await sitting.done('chair', { type: 'refer', proposal: sitting.proposal('shall'), body: 'Drafting Committee', note: '' });
  await sitting.done('chair', { type: 'call-back', proposal: sitting.proposal('shall'), note: '' });
  const words = `Springs, ${round}, and `;
  const preparation = (await sitting.person('norway-1').prepare(sitting.draft, [wells])).body;
  const room = await sitting.person('norway-1').openPreparation(preparation);
  room.typeAfter('', words);
  await room.until(() => room.acknowledged > 0, 'what was prepared');
  const tabled = await sitting.done('norway-1', { type: 'table', preparation: preparation.id, rationale: 'so that all know' });
  room.close();
  const event = (await sitting.entries('chair'))[tabled - 1]?.event;
  const { proposal: tabledOne } = event as { readonly proposal: ProposalId };
  await sitting.done('norway-1', { type: 'withdraw', proposal: tabledOne, participant: participantId('p-no') });
  const silence = await sitting.done('chair', {
    type: 'begin-silence',
    clauses: [may],
    deadline: iso(4),
    shortening: 'the session ends',
  });
  await sitting.done('kenya', {
    type: 'break-silence',
    silence,
    clauses: [may],
    participant: KENYA,
    reason: 'no instructions yet',
  });
  const other = await sitting.done('chair', {
    type: 'begin-silence',
    clauses: [wells.id],
    deadline: iso(4),
    shortening: 'likewise',
  });
  await sitting.done('chair', { type: 'lift-silence', silence: other, reason: 'the words will change' });
  const vote = await sitting.done('chair', {
    type: 'open-vote',
    question: { on: 'proposal', proposal: sitting.proposal('may') },
    version: sitting.seen('may').version,
    method: 'roll-call',
    majority: 'simple',
    members: null,
  });
  await sitting.done('norway-1', { type: 'cast-vote', vote, participant: NORWAY, choice: 'for' });
  await sitting.done('drafter-1', { type: 'cast-vote', vote, participant: BRAZIL, choice: 'against' });
  await sitting.done('kenya', { type: 'explain-vote', vote, participant: KENYA, explanation: 'it is early' });
  await sitting.done('chair', { type: 'call-off-vote', vote, reason: 'we go on' });
  await sitting.done('chair', {
    type: 'relate',
    proposals: [sitting.proposal('shall'), sitting.proposal('should')],
    relation: round === 'first' ? 'exclusive' : 'cumulative',
  });
  await sitting.done('chair', { type: 'drop', ...sitting.seen('is to'), ground: 'no support' });
  await sitting.done('chair', { type: 'reopen', proposal: sitting.proposal('is to'), reason: 'support after all' });
  client.typeAfter('in private', ` ${round}`);
  await client.until(() => client.acknowledged > 0, 'the words');
  await sitting.done('chair', { type: 'issue-revision', symbol: `WELLS/${round}` });
  await sitting.openAnew();
  await sitting.done('chair', {
    type: 'close-meeting',
    opened: (await sitting.entries('chair')).findLast(({ event }) => event.type === 'MeetingOpened')!.number,
  });
}

const iso = (hours: number): string => new Date(AT + hours * 3_600_000).toISOString();

export const position = (sitting: Sitting, participant: ParticipantId, stance: 'support' | 'oppose' | 'reserve', words: string) =>
  ({ type: 'take-position', proposal: sitting.proposal(words), participant, onBehalfOf: null, stance }) as const;

/** Written from one manuscript, whatever the format. */
export const ALL_PAPERS = [
  ...PAPERS.map((paper) => `${paper}?format=docx`),
  ...FILE_FORMATS.map((format) => `negotiating?format=${format}`),
];
/** Everything that a seat can ask for of the draft. */
export async function everything(
  sitting: Sitting,
  seat: string,
  { lens = '', papers = ALL_PAPERS.slice(0, 1) } = {},
): Promise<string[]> {
  const base = `/api/drafts/${sitting.draft}`;
  const silences = (await sitting.entries('chair'))
    .filter(({ event }) => event.type === 'SilenceBegan')
    .map(({ number }) => number);
  const paths = [
    ...(lens === '' ? [base, `${base}/record`, `${base}/record?after=9`, `${base}/text?shown=1`, `${base}/look`] : []),
    ...(lens === ''
      ? [`${base}/text?entry=4&shown=1`, `${base}/compare?from=entry-1&to=now`, '/api/desk', '/api/checkpoint']
      : []),
    ...(lens === '' ? ['/api/recoveries', '/api/seats', '/api/nothing', `${base}/commands`] : []),
    ...EXPORT_FORMATS.flatMap((format) => [
      `${base}/export?format=${format}${lens}`,
      `${base}/export?format=${format}&entry=20${lens}`,
    ]),
    ...papers.map((paper) => `${base}/papers/${paper}${lens}`),
    ...silences.map((silence) => `${base}/silences/${silence}/certificate?x=1${lens}`),
  ];
  return Promise.all(paths.map((path) => saidBy(sitting.person(seat), path)));
}

/** Where somebody is given away: by name, id, seat or person. The chair and the secretariat are offices, and named. */
export function givenAway(said: string, but: readonly string[] = []): string[] {
  const acting = SAMPLE_SEATS.filter(({ participant }) => !but.includes(participant));
  const named = new Set(['p-no', 'p-ke', 'p-br', 'p-jp', 'p-eg', 'g-nam', 'g-g77', 'o-unep'].filter((id) => !but.includes(id)));
  const forms = [
    ...acting.flatMap(({ id, name }) => [`"${id}"`, name]),
    ...ROSTER.filter(({ id }) => named.has(id)).flatMap(({ id, name }) => [id, name]),
    'Solheim',
    'G77',
  ];
  return forms.filter((form) => new RegExp(`(?<![A-Za-z0-9_-])${form}(?![A-Za-z0-9_-])`).test(said) && form !== '"chair"');
}

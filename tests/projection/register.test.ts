import { expect, it } from 'vitest';
import { csvOf } from '../../shared/base/csv.ts';
import { participantId, proposalId } from '../../shared/base/ids.ts';
import { isInPart, NOBODY, register } from '../../shared/projection/register.ts';
import { registerCsv, registerText } from '../../shared/projection/register-text.ts';
import type { RecordEvent } from '../../shared/record/event.ts';
import { clause, entriesOf, imported, REGISTRY, stateOf } from './built.ts';

it('[D4] the register says for which group a proposal was brought, and has it under that group too', () => {
  const a = proposalId('a');
  const [kenya, group] = [participantId('p-ke'), participantId('g-nam')];
  const events: RecordEvent[] = [
    imported('a', 'b'),
    { type: 'ProposalAttributed', proposal: a, proposer: kenya, onBehalfOf: group },
  ];
  const clauses = [clause('c1', 'Parties <a shall> report <b yearly>.')];
  const sources = { clauses, entries: entriesOf(events), state: stateOf(...events), registry: REGISTRY };
  const under = (of: string): string[] =>
    register(sources).flatMap((row) => (isInPart(row, { of, article: null }) ? [row.proposal] : []));
  expect([under(group), under(kenya), under(NOBODY)]).toEqual([['a'], ['a'], ['b']]);
  const text = registerText(sources);
  expect(text).toContain('Kenya on behalf of NAM');
  expect(text).toContain('NAM\n    no. 1: open');
  expect(registerCsv(sources)).toContain(',Kenya on behalf of NAM,shall,');
});

it('[D4] the register says where the words of each went as they stand: those it brings in, or else those it wants out', () => {
  const [a, b] = [proposalId('a'), proposalId('b')];
  const went = (text: string, ...events: RecordEvent[]): string | undefined => {
    const all = [imported('a', 'b'), ...events];
    const sources = { clauses: [clause('c1', text)], entries: entriesOf(all), state: stateOf(...all), registry: REGISTRY };
    return register(sources).find(({ proposal }) => proposal === a)?.went;
  };
  const accepted = (proposal: typeof a): RecordEvent => ({ type: 'ProposalAccepted', proposal, version: '' });
  const dropped = (proposal: typeof a): RecordEvent => ({ type: 'ProposalDropped', proposal, version: '', ground: '' });
  const issued = {
    ...{ type: 'RevisionIssued', revision: 1, symbol: 'L.1', restores: null, clauses: 1, digest: '', vanished: [], returned: [] },
    leftBehind: [{ proposal: a, words: 'shall' }],
  } as RecordEvent;
  const fell: RecordEvent = { type: 'ProposalFell', proposal: a, because: 2, by: b };
  expect(went('It <a shall >meet.', accepted(a))).toBe('into the text');
  expect(went('It <a shall >meet.', dropped(a))).toBe('out of the text');
  // Of what only wants words out, those.
  expect(went('It <-a shall >meet.', accepted(a))).toBe('out of the text');
  expect(went('It <-a shall >meet.', dropped(a))).toBe('still in the text');
  expect(went('It <-a shall ><b may >meet.', accepted(b), fell)).toBe('still in the text, in favour of no. 2');
  // Accepted within what was dropped, or taken out again by another.
  expect(went('It <b shall <a always >>meet.', accepted(a), dropped(b))).toBe('its words are all out of the text (record 3)');
  expect(went('It <a <-b shall >>meet.', accepted(a), accepted(b))).toBe('its words are all out of the text (record 3)');
  expect(went('It meets.', accepted(a), { type: 'TextVanished', proposal: a })).toBe('its words have left the text');
  // A revision leaves behind what it took out; what it brought in goes on.
  expect(went('It <a should >meet.', accepted(a), issued)).toBe('into the text');
  expect(went('It meets.', accepted(a), issued)).toBe('left behind when a revision was issued');
});

it('[D4] no words of a table are a formula to a spreadsheet, whatever sign they begin with', () => {
  const signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];
  for (const sign of signs) expect(csvOf([[`${sign}HYPERLINK("x")`]]).replace(/^"/, '')).toMatch(/^'/);
  expect(csvOf([['1 = 1', 'a-b']])).toBe('1 = 1,a-b\r\n');
});

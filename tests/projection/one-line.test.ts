import { expect, it } from 'vitest';
import { clauseId, participantId, proposalId } from '../../shared/base/ids.ts';
import { certificate } from '../../shared/projection/certificate.ts';
import { matrixText } from '../../shared/projection/matrix-text.ts';
import { recordText } from '../../shared/projection/record-text.ts';
import { registerText } from '../../shared/projection/register-text.ts';
import type { RecordEvent } from '../../shared/record/event.ts';
import { LINE_END } from '../../shared/text/clause-words.ts';
import { clause, entriesOf, imported, REGISTRY, stateOf } from './built.ts';

/** What somebody may write who wants others to seem to have acted. */
const FORGED = 'we wait\n\n3. Norway withdrew it.\r\n  Norway, on all of it\u2028No. 1, Norway\u0085    Opposes: Norway';

it('[W2] nothing that somebody wrote or worded stands in a text of the record, the register, the positions or a silence as a line of theirs', () => {
  const [a, kenya] = [proposalId('a'), participantId('p-ke')];
  const circulated = [{ clause: clauseId('c1'), version: 'v' }] as const;
  const events: RecordEvent[] = [
    imported('a', 'b'),
    { type: 'SilenceBegan', circulated, whole: true, deadline: '2026-07-09T10:00:00.000Z', shortened: FORGED },
    { type: 'SilenceBroken', silence: 2, clauses: [clauseId('c1')], participant: kenya, reason: FORGED },
    { type: 'ProposalDropped', proposal: a, version: 'v', ground: FORGED },
  ];
  const clauses = [clause('c1', `Parties <a shall ${FORGED}> report <b yearly ${FORGED}>.`)];
  const [entries, state] = [entriesOf(events), stateOf(...events)];
  const sources = { clauses, entries, state, registry: REGISTRY, wordsOf: () => FORGED };
  const texts = [
    recordText('Draft', sources),
    registerText(sources),
    matrixText(sources),
    certificate(2, { ...sources, circulated: { clauses, state } }) ?? '',
  ];
  for (const text of texts) {
    expect(text).toContain('Norway');
    expect(text.split(LINE_END).filter((line) => /^ *(?:3\. |No\. 1, |Opposes: )?Norway/.test(line))).toEqual([]);
    expect(text.split(LINE_END)).toHaveLength(text.split('\n').length);
  }
});

import { describe, expect, test } from 'vitest';
import { registry } from '../../shared/participants/registry.ts';
import { ROSTER } from '../../shared/participants/roster.ts';
import { exported, imported, wordsOf } from './fixtures.ts';

describe('[I5] attributions that resolve', () => {
  test('[I5] proposer and opponent behind a dash', () => {
    const { inherited, clauses, flagged } = imported('free humanity from [extreme - US; G77 delete] poverty and hunger');
    expect(inherited).toMatchObject([
      {
        proposer: 'x-US',
        onBehalfOf: null,
        coProposers: [],
        positions: [{ participant: 'x-G77', onBehalfOf: null, stance: 'oppose' }],
        prefix: '',
        suffix: ' - US; G77 delete',
      },
    ]);
    expect(wordsOf(clauses[0])).toBe('free humanity from extreme poverty and hunger');
    expect(flagged).toEqual([]);
  });

  test('[I5] one proposer, then many who would delete', () => {
    const source = 'dimensions [, in accordance with the principle of responsibilities. -G77; US, Canada, Japan, EU delete.]';
    const draft = imported(source);
    const [bracket] = draft.inherited;
    expect(bracket?.proposer).toBe('x-G77');
    expect(bracket?.positions.map((position) => `${position.participant} ${position.stance}`)).toEqual([
      'x-US oppose',
      'x-CA oppose',
      'x-JP oppose',
      'x-EU oppose',
    ]);
    expect(bracket?.suffix).toBe(' -G77; US, Canada, Japan, EU delete.');
    expect(wordsOf(draft.clauses[0])).toBe('dimensions , in accordance with the principle of responsibilities.');
  });

  test('[I5] [I9] of as many as there are, by their full names, who bring it and who would have it go', () => {
    const states = ROSTER.filter(({ kind }) => kind === 'state');
    const names = states.map(({ name }) => name);
    const suffix = ` - ${names.slice(0, 90).join(', ')}; ${names.slice(90).join(', ')} delete`;
    const source = `1. The Parties [fully${suffix}] cooperate.`;
    const draft = imported(source, 'draft.txt', registry(ROSTER));
    expect(draft.inherited).toMatchObject([{ suffix, proposer: states[0]?.id }]);
    expect(draft.inherited[0]?.coProposers).toEqual(states.slice(1, 90).map(({ id }) => id));
    expect(draft.inherited[0]?.positions.map(({ participant }) => participant)).toEqual(states.slice(90).map(({ id }) => id));
    expect(exported(draft).trim()).toBe(source);
  });

  test('[I5] in parentheses, on behalf of a group', () => {
    expect(imported('[Parties shall act (Egypt on behalf of NAM)]').inherited).toMatchObject([
      { proposer: 'x-EG', onBehalfOf: 'x-NAM', suffix: ' (Egypt on behalf of NAM)' },
    ]);
  });

  test('[I5] before the words, with several actors and stances', () => {
    expect(imported('[US/SG propose; CL/MY oppose: include] [US oppose: also mean]').inherited).toMatchObject([
      {
        proposer: 'x-US',
        coProposers: ['x-SG'],
        positions: [
          { participant: 'x-CL', stance: 'oppose' },
          { participant: 'x-MY', stance: 'oppose' },
        ],
        prefix: 'US/SG propose; CL/MY oppose: ',
      },
      { proposer: null, positions: [{ participant: 'x-US', stance: 'oppose' }], prefix: 'US oppose: ' },
    ]);
  });

  test('[I5] before the number that the bracket holds', () => {
    const draft = imported('[US/SG propose: 6. Each Party shall act.]');
    expect(draft.inherited).toMatchObject([{ holdsNumber: true, prefix: 'US/SG propose: ' }]);
    expect(draft.clauses[0]).toMatchObject({ kind: 'paragraph', label: '6.' });
    expect(exported(draft)).toBe('[US/SG propose: 6. Each Party shall act.]\n');
    expect(exported(draft, false)).toBe('[6. Each Party shall act.]\n');
  });

  test.each([
    ['[a - US add]', { proposer: 'x-US' }],
    ['[a - US]', { proposer: 'x-US' }],
    ['[a - US, Canada and Norway]', { proposer: 'x-US', coProposers: ['x-CA', 'x-NO'] }],
    ['[a - Trinidad and Tobago, Norway]', { proposer: 'x-TT', coProposers: ['x-NO'] }],
    [
      '[a – G-77/China & EU retain]',
      {
        proposer: null,
        positions: [
          { participant: 'x-G77', stance: 'support' },
          { participant: 'x-EU', stance: 'support' },
        ],
      },
    ],
    ['[a - EU keep; US reserve]', { proposer: null, positions: [{ stance: 'support' }, { stance: 'reserve' }] }],
    ['[a - US; Egypt on behalf of NAM oppose]', { positions: [{ participant: 'x-EG', onBehalfOf: 'x-NAM', stance: 'oppose' }] }],
    ['[outer [inner] words - US]', { proposer: 'x-US', suffix: ' - US' }],
  ])('[I5] %s', (source, expected) => {
    expect(imported(source).inherited[0]).toMatchObject(expected);
  });

  test('[I5] the attribution belongs to the bracket at whose depth it lies', () => {
    expect(imported('[a [b - US] c]').inherited.map((bracket) => bracket.proposer)).toEqual([null, 'x-US']);
    expect(imported('[a [b] - US]').inherited.map((bracket) => bracket.proposer)).toEqual(['x-US', null]);
  });

  test('[I5] a bracket over clauses has its attribution in the last one', () => {
    const draft = imported('[2. First words.\n\n3. Last words. - US]');
    expect(draft.inherited).toMatchObject([{ proposer: 'x-US', suffix: ' - US' }]);
    expect(wordsOf(draft.clauses[1])).toBe('Last words.');
  });
});

describe('[I5] what stays text', () => {
  test.each([
    ['[long - term]', false],
    ['[sustainable - xy]', false],
    ['[fried - turkey]', false],
    ['[the European Union (EU)]', false],
    ['[least developed country (LDC)]', false],
    ['[Option 1: words]', false],
    ['[Placeholder: words]', false],
    ['[a - US, Ruritania]', true],
    ['[a - Ruritania delete]', true],
    ['[a - XY]', true],
    ['[scientific - delete]', true],
    ['[a - US merge]', true],
    ['[changing unsustainable - EU, G77 retain / promoting sustainable - US]', true],
    ['[a - EU - US]', true],
    ['[US propose: words - EU]', true],
    ['[a - US or b - EU]', true],
    ['[US propose: include / EU propose: exclude]', true],
    ['[US: a; EU: b]', true],
    ['[US propose: a. EU oppose: b]', true],
    ['[Ruritania propose: a - US]', true],
    ['[US: a; b (EU)]', true],
    ['[a; EU propose: b - US]', true],
    ['[words - US (G77)]', true],
    ['[words - US (G77 delete)]', true],
    ['[words (US) - EU]', true],
    ['[words (US) (EU)]', true],
    ['[a (Egypt on behalf of NAM); b (Malaysia)]', true],
    ['[a (Egypt on behalf of Ruritania); b (Malaysia)]', true],
    ['[unless States agree (US); otherwise not (EU)]', true],
    ['[a / b (EU)]', true],
    ['[words - US, supported by Canada]', true],
    ['[words - US (supported by CA)]', true],
    ['[words - US, CA (supported by many)]', true],
    ['[words - Egypt (on behalf of NAM)]', true],
    ['[words - proposed by US]', true],
    ['[words (proposed by US and Canada)]', true],
    ['[Proposed by US: words]', true],
    ['[US, supported by Canada: words]', true],
    ['[US Propose: words]', true],
    ['[US: a / EU Propose: b]', true],
    ['[US: a - EU, supported by CA]', true],
    ['[US, EU PROPOSE; CA Oppose: words]', true],
    ['[Technical Support: words]', false],
    ['[words - as supported by science]', false],
    ['[measures (supported by the Fund)]', false],
    ['[Measures supported by Norway: words]', false],
    ['[a declaration (on behalf of a State)]', false],
    ['[words - acting for Norway, where proposed by it]', false],
    ['[ - US]', true],
    ['[words - US[^2]]', true],
    ['[words (EU)[^2]]', true],
    ['[words[^2] of others]', false],
    ['[Norway - Chile]', true],
    ['[Chile – Norway, Canada]', true],
    ['[Norway, Chile - EU]', true],
    ['[United States (Norway)]', true],
    ['[EU: Norway]', true],
    ['[EU - words]', true],
    ['[EU, US – words]', true],
    ['[EU - words; US - others]', true],
    ['[EU - words - US]', true],
    ['[words - Norway reserves its position]', true],
    ['[words - EU would delete this]', true],
    ['[words (EU prefers other words)]', true],
    ['[Norway would prefer: words]', true],
    ['[EU-wide - words]', false],
    ['[the EU – wherever it acts]', true],
    ['[words - Parties would delete this]', false],
    ['[words (where Parties reserve their position)]', false],
    ['[XY propose: words]', true],
    ['[words (Egypt on behalf of Ruritania)]', true],
    ['[words (Egypt on behalf of NAM and Norway)]', true],
  ])('[I5] %s', (source, isFlagged) => {
    const { inherited, clauses, flagged } = imported(source);
    expect(inherited).toMatchObject([{ proposer: null, positions: [], prefix: '', suffix: '' }]);
    expect(`[${wordsOf(clauses[0])}]`).toBe(source);
    expect(flagged.map((finding) => finding.clause)).toEqual(isFlagged ? [1] : []);
    for (const finding of flagged) expect(finding.why).toMatch(/^Looks like an attribution, but .* stays text\.$/);
  });

  test.each([
    '[US propose: a [inner] b / EU propose: c [inner] d]',
    '[US propose: a / EU propose: b [inner] c]',
    '[a - EU [inner] b - US]',
    '[1. First words. - EU\n\n2. Last words. - US]',
    '[US propose: 1. First words.\n\n2. EU propose: other words.\n\n3. Last words.]',
  ])('[I5] two that brackets or clauses part: %s', (source) => {
    const draft = imported(source);
    expect(draft.inherited.map(({ proposer, prefix, suffix }) => ({ proposer, written: prefix + suffix }))).toEqual(
      draft.inherited.map(() => ({ proposer: null, written: '' })),
    );
    expect(draft.flagged).toMatchObject([
      { why: 'Looks like an attribution, but it is not the only one in its bracket; it stays text.' },
    ]);
    expect(exported(draft).trim()).toBe(source);
  });

  test('[I5] one at each depth are not two at one', () => {
    expect(imported('[US propose: a [EU propose: b] c]').inherited.map(({ proposer }) => proposer)).toEqual(['x-US', 'x-EU']);
    expect(imported('[a (US) [b - EU] c - JP]').inherited.map(({ proposer }) => proposer)).toEqual(['x-JP', 'x-EU']);
  });

  test.each([
    '[the African Union (AU)]',
    '[the African Union (the AU)]',
    '[l’Union africaine (UA)]',
    '[the Information Technology Centre and its Sea Level (SL)]',
    '[the Secretary-General (SG)]',
    '[, in particular least developed countries (LDCs)]',
    '[landlocked developing countries (LLDCs)]',
    '[the Food and Agriculture Organization of the United Nations (FAO)]',
    '[the International Union for Conservation of Nature and Natural Resources (IUCN)]',
    '[the International Federation of Red Cross and Red Crescent Societies (IFRC)]',
    '[the Office of the United Nations High Commissioner for Human Rights (OHCHR)]',
    '[the United Nations High Commissioner for Refugees (UNHCR)]',
    '[the United Nations Entity for Gender Equality and the Empowerment of Women (UN-Women)]',
    '[the Cooperation Council for the Arab States of the Gulf (GCC)]',
  ])('[I5] an abbreviation of the words before it: %s', (source) => {
    const { inherited, clauses, flagged } = imported(source, 'draft.txt', registry(ROSTER));
    expect(inherited).toMatchObject([{ proposer: null, positions: [], suffix: '' }]);
    expect(`[${wordsOf(clauses[0])}]`).toBe(source);
    expect(flagged).toEqual([]);
  });

  test.each([
    ['[unless States agree (US)]', '“US” may abbreviate the words before it'],
    ['[the African Union Commission (AU)]', '“AU” may abbreviate the words before it'],
    ['[the Council for Cooperation of the Gulf (GCC)]', '“GCC” may abbreviate the words before it'],
    ['[leastdeveloped countries (LDCs)]', '“LDCs” may abbreviate the words before it'],
    ['[used sustainably (US)]', '“US” may abbreviate the words before it'],
    ['[Used sustainably (US)]', '“US” may abbreviate the words before it'],
    ['[as States agree. Used sustainably (US)]', '“US” may abbreviate the words before it'],
    ['[information technology (IT)]', '“IT” may abbreviate the words before it'],
    ['[monitoring and evaluation (ME)]', '“ME” may abbreviate the words before it'],
    ['[area-based management tools (MT)]', '“MT” may abbreviate the words before it'],
    ['[sea level (SL)]', '“SL” may abbreviate the words before it'],
    ['[carbon dioxide (CO)]', '“CO” may abbreviate the words before it'],
    ['[report to the Committee (CO)]', '“CO” may abbreviate the words before it'],
    ['[transfer of marine technology (TT)]', '“TT” may abbreviate the words before it'],
    ['[Bonn (Germany)]', '“Germany” may belong to “Bonn” before it'],
    ['[meeting at Geneva (Switzerland)]', '“Switzerland” may belong to “Geneva” before it'],
    ['[of the Parties, New York (United States)]', '“United States” may belong to “New York” before it'],
    ['[Washington, D.C. (USA)]', '“USA” may belong to “D.C.” before it'],
  ])('[I5] what may belong to the words before it is flagged: %s', (source, why) => {
    const { inherited, clauses, flagged } = imported(source, 'draft.txt', registry(ROSTER));
    expect(inherited).toMatchObject([{ proposer: null, positions: [], suffix: '' }]);
    expect(`[${wordsOf(clauses[0])}]`).toBe(source);
    expect(flagged).toMatchObject([{ why: `Looks like an attribution, but ${why}; it stays text.` }]);
  });

  test.each([
    ['[words (US)]', ' (US)'],
    ['[words (Germany)]', ' (Germany)'],
    ['[developed country Parties (Norway)]', ' (Norway)'],
    ['[the Committee (Malaysia)]', ' (Malaysia)'],
    ['[as set out in Annex I (US)]', ' (US)'],
    ['[unless States agree (US, Canada)]', ' (US, Canada)'],
    ['[unless States agree (US delete)]', ' (US delete)'],
    ['[sustainable agriculture (South Africa)]', ' (South Africa)'],
    ['[genetic banks (Guinea-Bissau)]', ' (Guinea-Bissau)'],
    ['[agreed by the Union (Egypt on behalf of AU)]', ' (Egypt on behalf of AU)'],
    ['[the African Union (AU) - Kenya]', ' - Kenya'],
    ['[Bonn (Germany) - Kenya]', ' - Kenya'],
    ['[Iceland - Norway delete]', ' - Norway delete'],
    ['[Iceland - Norway; Kenya delete]', ' - Norway; Kenya delete'],
    ['[Iceland (Egypt on behalf of AU)]', ' (Egypt on behalf of AU)'],
  ])('[I5] what belongs to no word before it attributes: %s', (source, suffix) => {
    const draft = imported(source, 'draft.txt', registry(ROSTER));
    expect(draft.inherited).toMatchObject([{ suffix }]);
    expect(draft.flagged).toEqual([]);
  });

  test('[I5] an unnamed export prints the words without the attribution, a named one exactly the source', () => {
    const draft = imported('from [extreme - US; G77 delete] poverty');
    expect(exported(draft)).toBe('from [extreme - US; G77 delete] poverty\n');
    expect(exported(draft, false)).toBe('from [extreme] poverty\n');
  });
});

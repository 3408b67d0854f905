import type { SampleDesk } from './sample-desk.ts';

/** Three sittings on the sample draft. */
export function negotiate(desk: SampleDesk): void {
  firstSitting(desk);
  desk.nextMorning();
  secondSitting(desk);
  desk.nextMorning();
  thirdSitting(desk);
}

function firstSitting(desk: SampleDesk): void {
  desk.accept('international');
  desk.position('norway-1', ['shall', 'be guided by the following principles'], 'support');
  desk.position('brazil', ['shall', 'be guided by the following principles'], 'flexible');
  desk.accept(['shall', 'be guided by the following principles'], 'should');
  desk.position('kenya', ['two', 'ordinary session'], 'support');
  desk.position('japan', ['three', 'ordinary session'], 'support');
  desk.fromTheFloor('drafter-1', 'brazil', {
    after: 'such staff as the Commission may require',
    add: ', recruited on as wide a geographical basis as possible',
  });
  desk.accept(['two', 'ordinary session'], ['three', 'ordinary session']);
  desk.drop('and of the Panel', 'Article 9 is to say how the Panel is constituted; no delegation asked for its election here.');
  desk.mend('drafter-2', 'in accordance with article 13', 'in accordance with article 13, paragraph 3');
  desk.withdraw('japan', 'independent');
}

function secondSitting(desk: SampleDesk): void {
  desk.table('norway-1', {
    clause: 'In an emergency that poses an imminent threat',
    replace: ['without delay', 'immediately'],
    second: {
      seat: 'norway-2',
      replace: ['immediately', 'immediately, and in any event within 24 hours of becoming aware of it,'],
    },
    rationale:
      'The experience of our national monitoring service is that the first day decides whether a pollutant can be contained. “Without delay” has been read as a matter of weeks.',
  });
  desk.position('kenya', 'immediately, and in any event within 24 hours of becoming aware of it,', 'support');
  desk.position('brazil', 'immediately, and in any event within 24 hours of becoming aware of it,', 'needs-instructions');
  desk.fromTheFloor('drafter-1', 'japan', { strike: ' elected by the Assembly from among the States Parties' });
  desk.table('kenya', {
    clause: 'A trust fund for the protection of transboundary aquifers',
    add: 'The trust fund shall give priority to requests from those aquifer States that are least developed countries.',
    rationale:
      'Eleven of the aquifers concerned lie wholly beneath least developed countries, none of which can bear the cost of monitoring wells.',
  });
  desk.position(
    'norway-1',
    'The trust fund shall give priority to requests from those aquifer States that are least developed countries.',
    'support',
  );
  desk.position(
    'japan',
    'The trust fund shall give priority to requests from those aquifer States that are least developed countries.',
    'reserve',
  );
  desk.accept('ensure', 'promote');
  desk.acceptAs('or non-governmental', 'or accredited non-governmental');
  desk.reopen('ensure', 'Brazil had asked for the floor before the decision was taken.');
  desk.position('brazil', 'promote', 'support');
}

function thirdSitting(desk: SampleDesk): void {
  desk.table('brazil', {
    clause: 'The mechanism shall consist of a committee of nine members',
    replace: ['nine members', 'fifteen members, three from each regional group'],
    rationale: 'A committee of nine cannot reflect the five regional groups equally.',
  });
  desk.position('kenya', 'fifteen', 'support');
  desk.position('japan', 'fifteen', 'oppose');
  desk.position('japan', 'No reservations may be made to this Statute.', 'flexible');
  desk.drop(
    'No charge shall be made for data communicated under this article.',
    'Covered by the general rule on publication in paragraph 2.',
  );
  desk.position('kenya', 'over-abstraction', 'support');
  desk.position('norway-2', 'unsustainable use', 'support');
  desk.position('brazil', 'or to the quality of its waters', 'support');
}

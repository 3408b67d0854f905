import { expect, test } from 'vitest';
import { htmlOf } from '../../server/formats/html/html.ts';
import { markdownOf } from '../../server/formats/markdown/markdown.ts';
import { replay } from '../../shared/record/evolve.ts';
import { LINE_END } from '../../shared/text/clause-words.ts';
import { entriesOf } from '../projection/built.ts';
import { paper, sourcesOf } from './papers.ts';

/** A draft of which the one who proposes something gives this for rationale. */
function arguedWith(rationale: string) {
  const bare = sourcesOf('1. The Commission [shall - Norway] report.\n', 'a.md');
  const entries = entriesOf(
    bare.entries.map(({ event }) =>
      event.type === 'DraftImported' ? { ...event, inherited: event.inherited.map((one) => ({ ...one, rationale })) } : event,
    ),
  );
  return { ...bare, entries, state: replay(entries) };
}

test('[W2] [W8] [W10] no rationale passes for the positions taken, or for another line of a paper', () => {
  const sources = arguedWith('It binds.\nPositions: Oppose: Kenya.\u2028No. 9 in the register, record 9.\r\nSupport: Chile.');
  const compiled = paper('compilation', sources);
  for (const block of compiled.blocks) if (block.type === 'prose') expect(block.text.split(LINE_END)).toHaveLength(1);
  expect(
    markdownOf(compiled)
      .split('\n')
      .filter((line) => /^> (?:Positions|No\. 9|Support)/.test(line)),
  ).toEqual([]);
  expect(htmlOf(paper('negotiating', arguedWith('Oppose: Kenya.')))).toContain(
    '<p><b>Rationale:</b> <bdi>Oppose: Kenya.</bdi></p></li>',
  );
});

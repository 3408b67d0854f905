import fc from 'fast-check';
import { clauseId, proposalId } from '../../shared/base/ids.ts';
import type { ManuscriptSources } from '../../shared/manuscript/compose.ts';
import type { InheritedProposal } from '../../shared/proposals/inherited.ts';
import { STANCES } from '../../shared/proposals/position.ts';
import { cellPlace } from '../../shared/text/cell.ts';
import { joinRuns, proposalsIn, sortedIds, type Clause, type ClauseKind, type Run } from '../../shared/text/clause.ts';
import { REGISTRY } from '../projection/built.ts';
import { importedDraft } from './papers.ts';

const IDS = ['q1', 'q2', 'q3', 'q4', 'q5'].map(proposalId);
const WORDS = [
  'the ',
  'Parties ',
  'shall',
  ' ',
  'report[^1] ',
  '[^2]',
  'A/CONF.1/L.2 ',
  'المادة ',
  'وفقا ',
  'a <&"\'> b ',
  '2030',
  'x\u00a0y ',
  '| ',
];
const NAMES = ['Norway', 'Kenya', 'Chile', 'European Union', 'Group of 77 and China', 'African Group'];

const run: fc.Arbitrary<Run> = fc
  .record({
    text: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }).map((list) => list.join('')),
    insertions: fc.uniqueArray(fc.constantFrom(...IDS), { maxLength: 3 }).map(sortedIds),
    deletions: fc.uniqueArray(fc.constantFrom(...IDS), { maxLength: 1 }).map(sortedIds),
    look: fc.constantFrom(
      {},
      {},
      {},
      { bold: true as const },
      { italic: true as const },
      { link: 'https://example.org/a?b=1&c' },
    ),
  })
  .map(({ look, ...rest }) => ({ ...rest, ...look }));

const SHAPES: readonly (readonly [ClauseKind, number, string])[] = [
  ['title', 1, ''],
  ['part', 1, ''],
  ['article', 2, 'Article 3 bis'],
  ['heading', 3, ''],
  ['paragraph', 0, '2 bis.'],
  ['paragraph', 0, ''],
  ['paragraph', 1, '1.1'],
  ['subparagraph', 1, '(a)'],
  ['subparagraph', 2, '(iv) bis'],
  ['text', 0, ''],
  ['option', 0, 'Option 1:'],
  ['note', 0, ''],
  ['footnote', 0, '[^1]:'],
  ['footnote', 0, '[^2]:'],
];

const plain = fc.record({ shape: fc.nat(SHAPES.length - 1), runs: fc.array(run, { maxLength: 4 }) });
const row = fc.array(fc.array(run, { maxLength: 2 }), { minLength: 2, maxLength: 2 });
const table = fc.record({ rows: fc.array(row, { minLength: 1, maxLength: 3 }), hasHead: fc.boolean() });

/** Clauses of every kind, tables and footnotes among them, in both directions, whose runs carry up to five proposals, nested and crossing. */
const texts: fc.Arbitrary<Clause[]> = fc
  .array(fc.oneof({ weight: 4, arbitrary: plain }, { weight: 1, arbitrary: table }), { minLength: 1, maxLength: 6 })
  .map((list) => {
    let made = 0;
    const next = () => clauseId(`c${(made += 1)}`);
    return list.flatMap((one, index): Clause[] => {
      if ('shape' in one) {
        const [kind, level, label] = SHAPES[one.shape] ?? ['text', 0, ''];
        return [{ id: next(), kind, level, label, runs: joinRuns(one.runs) }];
      }
      return one.rows.flatMap((cells, at) =>
        cells.map((runs, column) => ({
          id: next(),
          kind: 'text' as const,
          level: 0,
          label: '',
          cell: cellPlace({
            table: `t${index}`,
            row: `t${index}r${at}`,
            column: `t${index}c${column}`,
            isHead: one.hasHead && at === 0,
          }),
          runs: joinRuns(runs),
        })),
      );
    });
  });

const about = fc.record({
  proposer: fc.option(fc.constantFrom(...NAMES), { nil: null }),
  behalf: fc.option(fc.constantFrom('Group of 77 and China', 'African Group'), { nil: null, freq: 4 }),
  co: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 2 }),
  holdsNumber: fc.boolean(),
  rationale: fc.constantFrom('', '', 'It binds.', 'Two lines:\nof it <&>.'),
  positions: fc.array(fc.record({ who: fc.constantFrom(...NAMES), stance: fc.constantFrom(...STANCES) }), { maxLength: 3 }),
});

/** What drafts are generated from: their clauses, and whose each proposal is. */
export const drafts = fc.record({ clauses: texts, facts: fc.array(about, { minLength: IDS.length, maxLength: IDS.length }) });

type Generated = typeof drafts extends fc.Arbitrary<infer T> ? T : never;

/** A draft as an import or a negotiation may leave it: proposers alone, several, for a group, or nobody; rationale; positions. */
export function draftOf({ clauses, facts }: Generated): ManuscriptSources {
  const idOf = (name: string) => REGISTRY.resolve(name)?.id ?? missing(name);
  const inherited = [...proposalsIn(clauses)].toSorted().map((id, index): InheritedProposal => {
    const { proposer, behalf, co, holdsNumber, rationale, positions } = facts[index] as (typeof facts)[number];
    const own = proposer === null ? null : idOf(proposer);
    const first = new Map(positions.map(({ who, stance }) => [idOf(who), stance]));
    return {
      id,
      clause:
        clauses.find(({ runs }) => runs.some((one) => one.insertions.includes(id) || one.deletions.includes(id)))?.id ??
        clauseId('c1'),
      holdsNumber,
      proposer: own,
      onBehalfOf: own === null || behalf === null ? null : idOf(behalf),
      coProposers: own === null ? [] : co.map(idOf).filter((one) => one !== own),
      positions: [...first]
        .filter(([who]) => who !== own)
        .map(([participant, stance]) => ({ participant, onBehalfOf: null, stance })),
      prefix: '',
      suffix: '',
      ...(rationale === '' ? {} : { rationale }),
    };
  });
  return importedDraft({ clauses, inherited });
}

function missing(name: string): never {
  throw new Error(`nobody is called ${name}`);
}

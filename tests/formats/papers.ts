import { realText } from '../import/fixtures.ts';
import { entriesOf, inherited, REGISTRY } from '../projection/built.ts';
import { clauseId, proposalId } from '../../shared/base/ids.ts';
import { importText } from '../../shared/import/import.ts';
import type { Imported } from '../../shared/import/imported.ts';
import { compose, type Imprint, type ManuscriptSources } from '../../shared/manuscript/compose.ts';
import type { Manuscript, Paper } from '../../shared/manuscript/manuscript.ts';
import { replay } from '../../shared/record/evolve.ts';
import { proposalsIn, type Clause } from '../../shared/text/clause.ts';

/** What the record does not say of a paper, for tests. */
const IMPRINT: Imprint = {
  masthead: {
    organisation: 'United Nations',
    symbol: 'A/CONF.232/2026/L.3',
    distribution: 'Limited',
    date: '2026-07-06',
    language: 'English',
  },
  draft: 'd-1',
  revision: 1,
  update: 1,
  tags: false,
  toTheLetter: true,
};

/** The text of 1,050 brackets. */
export const LONG_TEXT = 'unfccc-4-dec-2015-agreement.md';

/** A real text as it stands right after its import; null where the texts are absent. */
export function realSources(name: string): ManuscriptSources | null {
  const source = realText(name);
  return source === null ? null : sourcesOf(source, name);
}

/** A text right after its import. */
export function sourcesOf(source: string, name: string): ManuscriptSources {
  let made = 0;
  const ids = { clause: () => clauseId(`c-${(made += 1)}`), proposal: () => proposalId(`p_${(made += 1)}`) };
  return importedDraft(importText(source, { fileName: name, registry: REGISTRY, ids }), name);
}

/** A draft right after it came in: read from a file, or made by a test. */
export function importedDraft(
  {
    clauses,
    inherited: brackets,
    title = 'Draft',
    form = 'plain',
  }: Pick<Imported, 'clauses' | 'inherited'> & Partial<Pick<Imported, 'title' | 'form'>>,
  name = 'a.txt',
): ManuscriptSources {
  const entries = entriesOf([
    { type: 'DraftImported', title, form, source: { name, sha256: '' }, clauses: clauses.length, inherited: brackets },
  ]);
  return { clauses, entries, state: replay(entries), registry: REGISTRY };
}

/** A draft of generated clauses, whose brackets are Norway's, Kenya's and nobody's by turns; Norway's with more in their attribution. */
export function attributedDraft(clauses: readonly Clause[]): ManuscriptSources {
  const proposers = [REGISTRY.resolve('Norway')?.id, REGISTRY.resolve('Kenya')?.id, undefined];
  return importedDraft({
    clauses,
    inherited: [...proposalsIn(clauses)].map((id, index) => ({
      ...inherited(id, 'c0'),
      proposer: proposers[index % 3] ?? null,
      suffix: index % 3 === 0 ? ' - Norway; Chile delete' : '',
    })),
  });
}

export function paper(kind: Paper, sources: ManuscriptSources, other: Partial<Imprint> = {}): Manuscript {
  return compose(kind, sources, { ...IMPRINT, ...other });
}

import { unreachable } from '../../shared/base/assert.ts';
import type { Registry } from '../../shared/participants/registry.ts';
import { writtenAttribution } from '../../shared/projection/attribution.ts';
import { bracketedText } from '../../shared/projection/bracketed.ts';
import { burnDownCsv } from '../../shared/projection/burn-down.ts';
import { cleanText } from '../../shared/projection/clean.ts';
import { matrixCsv, matrixText } from '../../shared/projection/matrix-text.ts';
import { factsOf } from '../../shared/projection/points.ts';
import { quotation } from '../../shared/projection/quotation.ts';
import { registerCsv, registerText } from '../../shared/projection/register-text.ts';
import { statusTag } from '../../shared/projection/status.ts';
import { recordText } from '../../shared/projection/record-text.ts';
import { withMerged } from '../../shared/proposals/merged.ts';
import type { ExportFormat } from '../../shared/protocol/api.ts';
import { momentWord, type Moment } from '../../shared/protocol/moment.ts';
import type { Entry } from '../../shared/record/event.ts';
import { outcomesOf, type RecordState } from '../../shared/record/state.ts';
import type { Clause } from '../../shared/text/clause.ts';

/** What an export is made of. */
export interface ExportSources {
  readonly clauses: readonly Clause[];
  readonly state: RecordState;
  readonly entries: readonly Entry[];
  readonly registry: Registry;
  /** Whether each agreed clause of the bracketed text carries its tag (`[Agreed ad ref]`). */
  readonly tags: boolean;
}

/** A draft in a format for people: the same bytes as the screens project (DESIGN invariant 2). */
export function exportText(format: ExportFormat, sources: ExportSources): string {
  const { clauses, state, entries, registry } = sources;
  switch (format) {
    case 'bracketed':
      return bracketedText(clauses, {
        ...factsOf(state),
        form: state.form,
        ...(sources.tags ? { statusTagOf: (clause) => statusTag(clause, state) } : {}),
        attributionOf: (id, role) => {
          const proposal = state.proposals.get(id);
          return proposal === undefined
            ? { prefix: '', suffix: '' }
            : writtenAttribution(withMerged(state.proposals, proposal), role, registry);
        },
      });
    case 'clean':
      return cleanText(clauses, outcomesOf(state));
    case 'record':
      return recordText(state.title, { entries, state, registry, wordsOf: (id) => quotation(clauses, id) });
    case 'register':
      return registerText(sources);
    case 'register-csv':
      return registerCsv(sources);
    case 'matrix':
      return matrixText(sources);
    case 'matrix-csv':
      return matrixCsv(sources);
    case 'burn-down-csv':
      return burnDownCsv(entries, clauses);
    default:
      return unreachable(format);
  }
}

/** Name of the file in which an export is saved: the title's words and the format, in characters that every system takes. */
export function exportFileName(
  format: ExportFormat,
  state: Pick<RecordState, 'title' | 'form'>,
  moment: Moment = { at: 'now' },
): string {
  const words = state.title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, LONGEST_NAME);
  const extension = format.endsWith('-csv') ? 'csv' : format === 'bracketed' && state.form === 'markdown' ? 'md' : 'txt';
  const kind = format.replace(/-csv$/, '');
  return `${words === '' ? 'draft' : words}-${kind}${moment.at === 'now' ? '' : `-${momentWord(moment)}`}.${extension}`;
}

const LONGEST_NAME = 80;

import { unreachable } from '../../shared/base/assert.ts';
import type { ProposalId } from '../../shared/base/ids.ts';
import type { Registry } from '../../shared/participants/registry.ts';
import { holdingOf } from '../../shared/projection/article.ts';
import { writtenAttribution } from '../../shared/projection/attribution.ts';
import { bracketedText } from '../../shared/projection/bracketed.ts';
import { burnDownCsv } from '../../shared/projection/burn-down.ts';
import { cleanText } from '../../shared/projection/clean.ts';
import { matrixCsv, matrixText } from '../../shared/projection/matrix-text.ts';
import { numbersOf } from '../../shared/projection/numbers.ts';
import { concordanceCsv, concordanceText, placeholdersCsv, referencesCsv } from '../../shared/projection/numbers-text.ts';
import { factsOf } from '../../shared/projection/points.ts';
import { presentIn } from '../../shared/projection/telling.ts';
import { registerCsv, registerText } from '../../shared/projection/register-text.ts';
import type { RegisterPart } from '../../shared/projection/register.ts';
import { statusTag } from '../../shared/projection/status.ts';
import { recordText } from '../../shared/projection/record-text.ts';
import { withMerged } from '../../shared/proposals/merged.ts';
import type { ExportFormat } from '../../shared/protocol/api.ts';
import type { Moment } from '../../shared/protocol/moment.ts';
import type { Entry } from '../../shared/record/event.ts';
import { outcomesOf, type RecordState } from '../../shared/record/state.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { fileName } from './file-name.ts';

/** What an export is made of. */
export interface ExportSources {
  readonly clauses: readonly Clause[];
  readonly state: RecordState;
  readonly entries: readonly Entry[];
  readonly registry: Registry;
  /** Whether each agreed clause of the bracketed text carries its tag (`[Agreed ad ref]`). */
  readonly tags: boolean;
  /** Which part of the register; absent: all of it. */
  readonly part?: RegisterPart;
}

/** A draft in a format for people: the same bytes as the screens project (DESIGN invariant 2). */
export function exportText(format: ExportFormat, sources: ExportSources): string {
  const { clauses, state, entries, registry } = sources;
  switch (format) {
    case 'bracketed':
      return bracketedText(clauses, {
        ...factsOf(state),
        form: state.form,
        numbers: numbersOf(clauses, state),
        ...(sources.tags ? { statusTagOf: (clause) => statusTag(clause, state) } : {}),
        attributionOf: (id, role) => {
          const proposal = state.proposals.get(id);
          return proposal === undefined
            ? { prefix: '', suffix: '' }
            : writtenAttribution(withMerged(state.proposals, proposal), role, registry);
        },
      });
    case 'clean':
      return cleanText(clauses, outcomesOf(state), numbersOf(clauses, state));
    case 'record':
      return recordText(state.title, { entries, state, registry, ...presentIn(holdingIn(clauses)) });
    case 'register':
      return registerText(sources, sources.part);
    case 'register-csv':
      return registerCsv(sources, sources.part);
    case 'matrix':
      return matrixText(sources);
    case 'matrix-csv':
      return matrixCsv(sources);
    case 'burn-down-csv':
      return burnDownCsv(entries, clauses);
    case 'concordance':
      return concordanceText(sources);
    case 'concordance-csv':
      return concordanceCsv(sources);
    case 'references-csv':
      return referencesCsv(sources);
    case 'placeholders-csv':
      return placeholdersCsv(sources);
    default:
      return unreachable(format);
  }
}

/** The clauses that hold characters of a proposal, looked up once for all. */
function holdingIn(clauses: readonly Clause[]): (id: ProposalId) => readonly Clause[] {
  const holding = holdingOf(clauses);
  return (id) => holding.get(id) ?? [];
}

/** Name of the file in which an export is saved. */
export function exportFileName(
  format: ExportFormat,
  state: Pick<RecordState, 'title' | 'form'>,
  moment: Moment = { at: 'now' },
): string {
  const extension = format.endsWith('-csv') ? 'csv' : format === 'bracketed' && state.form === 'markdown' ? 'md' : 'txt';
  return fileName(state.title, format.replace(/-csv$/, ''), moment, extension);
}

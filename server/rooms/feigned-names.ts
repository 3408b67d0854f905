import { clauseId, proposalId, type ParticipantId, type ProposalId } from '../../shared/base/ids.ts';
import { surveyBrackets } from '../../shared/import/brackets.ts';
import { namesOthers, readsAsAnothers } from '../../shared/import/feigned-words.ts';
import { withPlainBrackets } from '../../shared/import/plain-brackets.ts';
import { asDrawn, drawnNames } from '../../shared/participants/likeness.ts';
import type { Registry } from '../../shared/participants/registry.ts';
import { writtenAttribution } from '../../shared/projection/attribution.ts';
import { bracketedLines } from '../../shared/projection/bracketed.ts';
import { namesInBrackets } from '../../shared/projection/naming.ts';
import { factsOf } from '../../shared/projection/points.ts';
import type { WrittenAttribution } from '../../shared/proposals/inherited.ts';
import { withMerged } from '../../shared/proposals/merged.ts';
import type { Refusal } from '../../shared/record/command.ts';
import type { RecordState } from '../../shared/record/state.ts';
import type { WrittenChange } from '../../shared/record/written-change.ts';
import { changeText, type TextChange } from '../../shared/text/change.ts';
import { plainText, type Clause, type Run } from '../../shared/text/clause.ts';

/** What is tabled, and the text in which. */
interface TabledText {
  readonly tabling: Pick<WrittenChange, 'proposal' | 'proposer' | 'coProposers' | 'inserted'>;
  /** The group for which it is tabled. */
  readonly group: ParticipantId | null;
  /** What it changes of the text as it stands. */
  readonly changes: readonly TextChange[];
  readonly clauses: () => readonly Clause[];
  readonly state: RecordState;
  readonly registry: Registry;
}

/** Signs by which words could part brackets that are drawn, or look like some: plain ones, full-width ones, others so drawn, and what takes a plain one for a character. */
const SIGNS = /[[\]\\\uFF3B\uFF3D\u3014\u3015\u2045\u2046\u2772\u2773\u27E6\u27E7\u3010\u3011\u301A\u301B\uFE47\uFE48]/;
const EVERY_SIGN = new RegExp(SIGNS, 'g');

/**
 * Why words are not tabled; null where they can be. Where names are not shown, their bracket has no attribution, and what they say themselves would be
 * taken for one. Brackets may be typed in them: read in brackets, now or once it is accepted, the text has
 * each bracket that is drawn just where it is, and typed ones name nobody but those who table: else whoever types a bracket could put words into
 * another's mouth, or have their own read as agreed. Both are asked of the words as they are written, and in the letters as which they are read.
 */
export function feignedNames({ tabling, group, changes, clauses, state, registry }: TabledText): Refusal | null {
  const { proposal, proposer, coProposers = [], inserted } = tabling;
  const own = [proposer, ...coProposers];
  const mayBeNamed = new Set(group === null ? own : [...own, group]);
  const beside = (): string[] => wordsAround(clauses(), changes, proposal);
  const drawn = drawnNames(registry);
  if (
    state.lens !== 'named' &&
    inserted.some((words) => readsAsAnothers(words, { own: mayBeNamed, registry, drawn, within: beside }))
  )
    return READ_AS_ATTRIBUTION;
  const hasSigns = ({ text, link = '' }: Pick<Run, 'text' | 'link'>): boolean => SIGNS.test(text) || SIGNS.test(link);
  if (!runsIn(changes).some(hasSigns)) return null;
  // Brackets that are drawn are whole in whatever clauses they are drawn, so that those without a typed one change nothing: a long text costs no more than its own.
  const text = changeText(clauses(), changes).filter(({ runs }) => runs.some(hasSigns));
  // As long as before, so that a bracket that is drawn is at the same place in both.
  const plain = text.map((clause) => withoutSigns(clause, proposal));
  const differ = (said: Read, meant: Read): boolean =>
    [...meant.brackets.keys()].some((place) => !said.brackets.has(place)) ||
    [...said.statuses].some((place) => !meant.statuses.has(place)) ||
    [...said.brackets].some(
      ([place, told]) => written(told) !== written(meant.brackets.get(place)) && namesOthers(told, mayBeNamed),
    );
  const isFeigned = (outcome: 'open' | 'accepted'): boolean => {
    const print = (of: readonly Clause[]): string =>
      printed(of, { state, registry, tabled: { proposal, outcome, names: namesInBrackets(registry, own) } });
    const [said, meant] = [print(text), print(plain)];
    const read = (source: string): Read => readAs(asDrawn(source, beside), drawn);
    return differ(readAs(said, registry), readAs(meant, registry)) || differ(read(said), read(meant));
  };
  return isFeigned('open') || isFeigned('accepted') ? FEIGNED : null;
}

/** The words of each clause in which a proposal brings some. */
function wordsAround(clauses: readonly Clause[], changes: readonly TextChange[], proposal: ProposalId): string[] {
  const around = changeText(clauses, changes).filter(({ runs }) => runs.some(({ insertions }) => insertions.includes(proposal)));
  return around.map(plainText);
}

const FEIGNED: Refusal = {
  code: 'malformed',
  reason:
    'With the brackets that were typed in these words the text would read as if others had said some of them, or as if some were agreed. Close each that is opened, and name nobody in them, nor a status: who proposes what, and what is agreed, stands in the record.',
};

const READ_AS_ATTRIBUTION: Refusal = {
  code: 'malformed',
  reason:
    'Names are not shown, so that these words would be read as another’s: they name a participant as brackets do, before a colon, behind a dash at the end, or in parentheses there. Word that otherwise.',
};

function runsIn(changes: readonly TextChange[]): readonly Pick<Run, 'text' | 'link'>[] {
  return changes.flatMap((change) => {
    if (change.type === 'insert') return change.clause.runs;
    return change.type === 'edit' ? change.edits.flatMap((edit) => (edit.type === 'insert' ? edit.run : [])) : [];
  });
}

function withoutSigns(clause: Clause, proposal: ProposalId): Clause {
  const plain = (words: string): string => words.replaceAll(EVERY_SIGN, '·');
  const runs = clause.runs.map((run) => {
    if (!run.insertions.includes(proposal)) return run;
    // Where links are printed their addresses stand among the words.
    return { ...run, text: plain(run.text), ...(run.link === undefined ? {} : { link: plain(run.link) }) };
  });
  return { ...clause, runs };
}

interface Printing {
  readonly state: RecordState;
  readonly registry: Registry;
  readonly tabled: { readonly proposal: ProposalId; readonly outcome: 'open' | 'accepted'; readonly names: readonly string[] };
}

function printed(clauses: readonly Clause[], { state, registry, tabled }: Printing): string {
  const facts = factsOf(state);
  const lines = bracketedLines(clauses, {
    ...facts,
    form: state.form,
    outcomeOf: (id) => (id === tabled.proposal ? tabled.outcome : facts.outcomeOf(id)),
    attributionOf: (id, role) => {
      const proposal = state.proposals.get(id);
      return proposal === undefined
        ? { prefix: '', suffix: ` - ${tabled.names.join(', ')}${role === 'deletion' ? ' delete' : ''}` }
        : writtenAttribution(withMerged(state.proposals, proposal), role, registry);
    },
  });
  return withPlainBrackets(lines.join('\n'));
}

/** What a text is read to have in brackets, by where each opens and closes. */
interface Read {
  /** With what each says of whose it is. */
  readonly brackets: ReadonlyMap<string, WrittenAttribution | null>;
  /** That something is agreed. */
  readonly statuses: ReadonlySet<string>;
}

function readAs(text: string, registry: Registry): Read {
  const { brackets, ordinary } = surveyBrackets(text, registry, NO_IDS);
  return {
    brackets: new Map(brackets.map(({ open, close, attribution }) => [`${open} ${close}`, attribution])),
    statuses: new Set(ordinary.flatMap(({ pair: { open, close }, reason }) => (reason === 'status' ? `${open} ${close}` : []))),
  };
}

function written(attribution: WrittenAttribution | null | undefined): string {
  return attribution == null ? '' : `${attribution.prefix}\n${attribution.suffix}`;
}

/** Nothing is made of what is surveyed. */
const NO_IDS = { clause: () => clauseId('c'), proposal: () => proposalId('p') };

import fc from 'fast-check';
import { clauseId, participantId, proposalId, type ParticipantId } from '../../shared/base/ids.ts';
import { importText } from '../../shared/import/import.ts';
import type { ManuscriptSources } from '../../shared/manuscript/compose.ts';
import { factsOf } from '../../shared/projection/points.ts';
import { visibleRuns } from '../../shared/projection/drawing.ts';
import { amendedBy } from '../../shared/proposals/nesting.ts';
import { planOptions } from '../../shared/proposals/options.ts';
import { STANCES } from '../../shared/proposals/position.ts';
import { redraft } from '../../shared/proposals/redraft.ts';
import type { Command } from '../../shared/record/command.ts';
import { decide, type DecisionContext } from '../../shared/record/decide.ts';
import type { RecordEvent } from '../../shared/record/event.ts';
import { evolve } from '../../shared/record/evolve.ts';
import { EMPTY_STATE, outcomesOf, type RecordState } from '../../shared/record/state.ts';
import { changeText } from '../../shared/text/change.ts';
import { plainText, type Clause } from '../../shared/text/clause.ts';
import { proposalVersion } from '../../shared/text/digest.ts';
import { entriesOf, REGISTRY } from '../projection/built.ts';

/** Something done at a table, by number, so that it fits whatever text stands there. */
export interface Act {
  readonly what: (typeof WHAT)[number];
  readonly at: number;
  readonly from: number;
  readonly length: number;
  readonly pick: number;
  readonly who: string;
}

const WHAT = [
  ...['reword', 'reword', 'reword', 'add', 'strike', 'accept', 'accept', 'drop', 'drop', 'position', 'sponsor'],
  ...['options', 'no-text', 'package', 'tombstone', 'tombstone'],
] as const;

const DELEGATIONS = ['Norway', 'Kenya', 'Chile', 'Brazil', 'Trinidad and Tobago', 'European Union'];
const GROUPS = ['Group of 77 and China', 'African Group'];
const NEW_WORDS = ['in full ', 'ought to ', 'المادة ', ', as appropriate,', 'see[^1] ', '| ', 'A/CONF.1/L.2 ', '30 days'];

const act: fc.Arbitrary<Act> = fc.record({
  what: fc.constantFrom(...WHAT),
  at: fc.nat(8),
  from: fc.nat(9),
  length: fc.nat(3),
  pick: fc.nat(7),
  who: fc.constantFrom(...DELEGATIONS),
});

const WORDS = ['Parties ', 'shall ', 'report ', 'annually', 'to the Council ', 'العمل ', 'A/CONF.1/L.2 ', 'act[^1] ', '[sic] '];
const ATTRIBUTIONS = [
  '',
  '',
  '',
  ' - Norway',
  ' - Kenya on behalf of G77; Chile delete',
  ' (EU)',
  ' - Brazil, Chile; Norway reserve',
];

const bracket = fc
  .tuple(
    fc.array(fc.constantFrom(...WORDS), { maxLength: 2 }),
    fc.constantFrom(...ATTRIBUTIONS),
    fc.constantFrom('', '', '[best]', '[most - EU]'),
  )
  .map(([list, attribution, inner]) => `[${list.join('')}${inner}${list.length === 0 ? '' : attribution}]`);
const words = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...WORDS) }, bracket), { minLength: 1, maxLength: 5 })
  .map((list) => list.join('').trim());

const STARTS = [
  '1. ',
  '2 bis. ',
  '3. ',
  '(a) ',
  '    (b) ',
  '    (iv) bis ',
  'PP3 ',
  '',
  '',
  'Note: ',
  'Option 1: ',
  'وفقا ',
  '4. وفقا ',
  '[5. ',
];
const HEADS = ['Article 3 bis', 'PART II [General - Kenya]', 'Annex'];

const line = fc
  .tuple(fc.constantFrom(...STARTS), words)
  .map(([start, list]) => `${start}${list}${start.startsWith('[') ? ' - Chile]' : ''}`);
const heading = fc.tuple(fc.constantFrom(...HEADS), fc.boolean()).map(([head, isMarked]) => `${isMarked ? '## ' : ''}${head}`);
const table = fc
  .tuple(fc.array(fc.tuple(words, words), { minLength: 1, maxLength: 2 }), fc.boolean())
  .map(([rows, isHeaded]) =>
    [
      isHeaded ? '| Party | Share |' : '|  |  |',
      '| --- | --- |',
      ...rows.map((cells) => `| ${cells.map((one) => one.replaceAll('|', '\\|')).join(' | ')} |`),
    ].join('\n'),
  );
const note = fc.tuple(fc.constantFrom('1', '2'), words).map(([key, list]) => `[^${key}]: ${list}`);

/** A text as a secretariat would bring it, over whose clauses a bracket may go. */
const source = fc
  .tuple(
    fc.array(
      fc.oneof(
        { weight: 6, arbitrary: line },
        { weight: 1, arbitrary: heading },
        { weight: 1, arbitrary: table },
        { weight: 1, arbitrary: note },
      ),
      { minLength: 1, maxLength: 6 },
    ),
    fc.option(fc.tuple(fc.nat(5), fc.nat(2)), { nil: null }),
  )
  .map(([lines, over]) => {
    if (over === null) return lines.join('\n\n');
    const first = over[0] % lines.length;
    const last = Math.min(lines.length - 1, first + over[1]);
    const isBare = (at: number): boolean => !/^(?:\||#|\[\^)/.test(lines[at] ?? '');
    if (!isBare(first) || !isBare(last)) return lines.join('\n\n');
    return lines.map((one, at) => `${at === first ? one.replace(/^\s*/, '$&[') : one}${at === last ? ']' : ''}`).join('\n\n');
  });

/** What drafts under negotiation are generated from. */
export const negotiated = fc.record({ source, isMarkdown: fc.boolean(), acts: fc.array(act, { maxLength: 9 }) });
export type Negotiated = typeof negotiated extends fc.Arbitrary<infer T> ? T : never;

/** The draft as it stands after all that was done; what cannot be done is not. */
export function negotiatedDraft({ source: written, isMarkdown, acts }: Negotiated): ManuscriptSources {
  const floor = new Table(written, isMarkdown ? 'a.md' : 'a.txt');
  for (const one of acts) floor.do(one);
  return floor.sources();
}

function idOf(name: string): ParticipantId {
  return REGISTRY.resolve(name)?.id ?? participantId('p-none');
}

/** A text and its record, to which all is done that a delegation, a chair and a secretariat can do to them. */
class Table {
  private clauses: readonly Clause[];
  private state: RecordState = EMPTY_STATE;
  private readonly events: RecordEvent[] = [];
  private made = 0;

  constructor(written: string, fileName: string) {
    const ids = { clause: () => clauseId(`c-${this.next()}`), proposal: () => proposalId(`i_${this.next()}`) };
    const read = importText(written, { fileName, registry: REGISTRY, ids });
    const { clauses, form, inherited, title } = read;
    this.clauses = clauses;
    this.tell([
      { type: 'DraftImported', title, form, source: { name: fileName, sha256: '' }, clauses: clauses.length, inherited },
    ]);
  }

  sources(): ManuscriptSources {
    return { clauses: this.clauses, entries: entriesOf(this.events), state: this.state, registry: REGISTRY };
  }

  do(one: Act): void {
    const { what, at, from, length, pick, who } = one;
    const seen = this.seen();
    const standing = seen.filter(({ runs }) => runs.length > 0);
    const clause = standing[at % Math.max(1, standing.length)];
    const open = [...this.state.proposals.values()].filter(({ status }) => status.state === 'open').map(({ id }) => id);
    const proposal = open[pick % Math.max(1, open.length)] ?? proposalId('none');
    const version = proposalVersion(this.clauses, proposal);
    switch (what) {
      case 'reword': {
        if (clause === undefined) return;
        const words = plainText(clause).split(/(?<= )/);
        const put = pick === 7 ? '' : (NEW_WORDS[pick % NEW_WORDS.length] ?? '');
        words.splice(from % (words.length + 1), length, put);
        return this.table(seen, clause, words.join(''), who);
      }
      case 'strike':
        return clause === undefined ? undefined : this.table(seen, clause, '', who);
      case 'add': {
        // Nothing comes between the cells of a table.
        let after = seen.findIndex(({ id }) => id === clause?.id) + 1;
        while (seen[after]?.cell !== undefined) after += 1;
        const shape = { kind: pick % 2 === 0 ? 'paragraph' : 'text', level: 0, label: '' } as const;
        const fresh: Clause = {
          id: clauseId(`n-${this.next()}`),
          ...shape,
          runs: [{ text: `New words ${pick}.`, insertions: [], deletions: [] }],
        };
        return this.prepared(seen, seen.toSpliced(after, 0, fresh), who);
      }
      case 'accept':
        return this.give({ type: 'accept', proposal, version, falls: [] });
      case 'drop':
        return this.give({ type: 'drop', proposal, version, ground: 'no agreement' });
      case 'position': {
        const stance = STANCES[from % STANCES.length] ?? 'support';
        return this.give({ type: 'take-position', proposal, participant: idOf(who), onBehalfOf: null, stance });
      }
      case 'sponsor':
        return this.give({ type: 'sponsor', proposal, participant: idOf(who) });
      case 'package': {
        const members = [...new Set([proposal, open[from % Math.max(1, open.length)] ?? proposal])];
        return this.give({ type: 'tie-package', name: `Package ${pick}`, proposals: members, reason: '' });
      }
      case 'options':
      case 'no-text':
        return this.choice(standing, at, { rung: ([1, 2, 3] as const)[pick % 3] ?? 3, noText: what === 'no-text' });
      case 'tombstone': {
        const numbered = standing.filter(({ kind, label }) => label !== '' || kind === 'article');
        const where = numbered[from % Math.max(1, numbered.length)];
        if (where === undefined || clause === undefined) return;
        this.table(seen, where, '', who);
        const tabled = [...this.state.proposals.keys()].at(-1) ?? proposal;
        this.give({ type: 'accept', proposal: tabled, version: proposalVersion(this.clauses, tabled), falls: [] });
        const fate = (['deleted', 'merged', 'moved'] as const)[pick % 3] ?? 'deleted';
        const part = { what: from % 2 === 0 ? '' : 'paragraph 1', fate, to: fate === 'deleted' ? null : clause.id };
        return this.give({ type: 'note-tombstone', clause: where.id, parts: [part] });
      }
    }
  }

  private choice(
    standing: readonly Clause[],
    at: number,
    { rung, noText }: { readonly rung: 1 | 2 | 3; readonly noText: boolean },
  ): void {
    const [one, other] = standing.slice(at % Math.max(1, standing.length));
    if (one === undefined || other === undefined || one.cell !== undefined || other.cell !== undefined) return;
    const options = [one, other].map(({ id }) => ({ from: id, to: id }));
    const planned = planOptions({
      options,
      noText,
      rung,
      clauses: this.clauses,
      outcomeOf: outcomesOf(this.state),
      rungOf: (id) => this.state.proposals.get(id)?.option?.rung ?? null,
      isInherited: (id) => this.state.proposals.get(id)?.origin === 'inherited',
      newClause: () => clauseId(`h-${this.next()}`),
      newProposal: () => proposalId(`o_${this.next()}`),
    });
    if (!planned.ok) return;
    this.give({ type: 'set-options', rung, options, noText, reason: '' }, { options: planned }, planned.value.changes);
  }

  private table(seen: readonly Clause[], clause: Clause, words: string, who: string): void {
    const runs = words === '' ? [] : [{ text: words, insertions: [], deletions: [] }];
    this.prepared(
      seen,
      seen.map((one) => (one.id === clause.id ? { ...one, runs } : one)),
      who,
    );
  }

  /** What a delegation prepared of the text as it is seen goes into it. */
  private prepared(base: readonly Clause[], edited: readonly Clause[], who: string): void {
    const proposal = proposalId(`t_${this.next()}`);
    const drafted = redraft({ base, edited, current: this.clauses, outcomeOf: outcomesOf(this.state), proposal });
    if (!drafted.ok || drafted.value.changes.length === 0) return;
    const { changes, ...written } = drafted.value;
    const tabling = {
      ...written,
      proposal,
      proposer: idOf(who),
      amends: amendedBy(changeText(this.clauses, changes), proposal, factsOf(this.state)),
    };
    const onBehalfOf = this.made % 4 === 0 ? idOf(GROUPS[this.made % 2] ?? '') : null;
    this.give({ type: 'table', preparation: 'w-1' as never, rationale: '', onBehalfOf }, { tabling }, changes);
  }

  /** The text as it is seen, which is what a preparation begins with. */
  private seen(): Clause[] {
    return this.clauses.map((clause) => ({ ...clause, runs: visibleRuns(clause, outcomesOf(this.state)) }));
  }

  private give(command: Command, more: Partial<DecisionContext> = {}, changes: Parameters<typeof changeText>[1] = []): void {
    const decision = decide(this.state, command, {
      facts: { versionOf: (id) => proposalVersion(this.clauses, id), hasText: () => true },
      nextNumber: this.state.last + 1,
      kindOf: (id) => (id.startsWith('g-') ? 'group' : 'state'),
      clauses: () => this.clauses,
      ...more,
    });
    if (!decision.ok) return;
    this.clauses = changeText(this.clauses, changes);
    this.tell(decision.value);
  }

  private tell(events: readonly RecordEvent[]): void {
    for (const event of events) {
      this.events.push(event);
      this.state = evolve(this.state, { number: this.state.last + 1, event });
    }
  }

  private next(): number {
    return (this.made += 1);
  }
}

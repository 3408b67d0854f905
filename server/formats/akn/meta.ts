import type { Manuscript, ProposalFacts } from '../../../shared/manuscript/manuscript.ts';
import { element, written } from '../xml.ts';
import type { Modification } from './clause.ts';
import { Named, slug, type Places } from './naming.ts';

/** The program that wrote the file, as its metadata names it. */
const WRITER = '#travaux';

const LANGUAGE_CODES: Readonly<Record<string, string>> = {
  Arabic: 'ara',
  Chinese: 'zho',
  English: 'eng',
  French: 'fra',
  Russian: 'rus',
  Spanish: 'spa',
};

/** What the metadata is made of besides the manuscript. */
export interface MetaSources {
  readonly places: Places;
  readonly organisations: Named;
  readonly modifications: readonly Modification[];
  /** Of each proposal in brackets. */
  readonly edges: ReadonlyMap<string, Edges>;
}

/** What is written in a proposal's bracket behind `[` and before `]`. */
export interface Edges {
  readonly prefix: string;
  readonly suffix: string;
}

/** The metadata: what the document is, what changes it bears and whose they are, and what was done about each. */
export function metaElement(manuscript: Manuscript, sources: MetaSources): string {
  const events = new Named('prop', sources.places);
  const roles = new Named('role', sources.places);
  const acts = new Named('act', sources.places);
  const analysis = analysisElement(manuscript, sources, events);
  const workflow = workflowElement(manuscript, { organisations: sources.organisations, events, roles, acts });
  const proprietary = proprietaryElement(manuscript, sources.edges);
  const organisation = sources.organisations.idOf(manuscript.masthead.organisation || 'Secretariat');
  const references = [
    reference('TLCOrganization', WRITER.slice(1), 'Travaux'),
    ...sources.organisations.all().map(([name, id]) => reference('TLCOrganization', id, name)),
    ...events.all().map(([proposal, id]) => reference('TLCEvent', id, eventName(manuscript.proposals, proposal))),
    ...roles.all().map(([role, id]) => reference('TLCRole', id, role)),
    ...acts.all().map(([act, id]) => reference('TLCConcept', id, spaced(act))),
  ];
  return element('meta', {}, [
    identification(manuscript, organisation),
    workflow,
    analysis,
    element('references', { source: WRITER }, references),
    proprietary,
  ]);
}

function identification({ masthead, title, edition }: Manuscript, organisation: string): string {
  const { symbol, date, language } = masthead;
  const work = [
    '',
    'akn',
    'un',
    'bill',
    'provision',
    slug(masthead.organisation),
    date,
    slug(symbol === '' ? edition.draft : symbol),
  ].join('/');
  const code = LANGUAGE_CODES[language] ?? 'eng';
  const expression = `${work}/${code}@${date};revision-${edition.revision};entry-${edition.entry}`;
  const common = (uri: string): string[] => [
    element('FRBRthis', { value: `${uri}/!main` }),
    element('FRBRuri', { value: uri }),
    element('FRBRdate', { date, name: 'record' }),
    element('FRBRauthor', { href: `#${organisation}` }),
  ];
  return element('identification', { source: WRITER }, [
    element('FRBRWork', {}, [
      ...common(work),
      element('FRBRcountry', { value: 'un' }),
      element('FRBRsubtype', { value: 'provision' }),
      ...(symbol === '' ? [] : [element('FRBRnumber', { value: symbol })]),
      ...(title === '' ? [] : [element('FRBRname', { value: title })]),
    ]),
    element('FRBRExpression', {}, [...common(expression), element('FRBRlanguage', { language: code })]),
    element('FRBRManifestation', {}, [...common(`${expression}.akn`), element('FRBRformat', { value: 'application/akn+xml' })]),
  ]);
}

function analysisElement({ proposals }: Manuscript, { modifications }: MetaSources, events: Named): string {
  if (modifications.length === 0) return '';
  const mods = modifications.map(({ type, eId, proposal }, index) => {
    const event = events.idOf(proposal);
    const isOpen = proposals.get(proposal)?.outcome !== 'accepted';
    const attributes = { type, eId: `mod_${index + 1}`, incomplete: String(isOpen), refersTo: `#${event}` };
    return element('textualMod', attributes, [
      element('source', { href: `#${event}` }),
      element('destination', { href: `#${eId}` }),
    ]);
  });
  return element('analysis', { source: WRITER }, [element('passiveModifications', {}, mods)]);
}

interface WorkflowNames {
  readonly organisations: Named;
  readonly events: Named;
  readonly roles: Named;
  readonly acts: Named;
}

function workflowElement({ workflow }: Manuscript, { organisations, events, roles, acts }: WorkflowNames): string {
  if (workflow.length === 0) return '';
  const steps = workflow.map(({ entry, at, act, proposal, by, role }) =>
    element('step', {
      date: at,
      by: by === '' ? WRITER : `#${organisations.idOf(by)}`,
      as: `#${roles.idOf(role)}`,
      refersTo: `#${events.idOf(proposal)}`,
      outcome: `#${acts.idOf(act)}`,
      'tv:entry': String(entry),
    }),
  );
  return element('workflow', { source: WRITER }, steps);
}

/** What Akoma Ntoso has no words for, in a namespace of its own. */
function proprietaryElement({ edition, paper, proposals, masthead }: Manuscript, edges: MetaSources['edges']): string {
  const { draft, revision, entry, hash } = edition;
  const facts = [...proposals.values()].toSorted((a, b) => a.no - b.no).map((one) => proposalElement(one, edges.get(one.id)));
  return element('proprietary', { source: WRITER }, [
    element('tv:edition', { draft, paper, revision: String(revision), entry: String(entry), hash, ...adopted(masthead) }),
    ...facts,
  ]);
}

function adopted({ adoption }: Manuscript['masthead']): { readonly adoption?: string } {
  return adoption === '' ? {} : { adoption };
}

function proposalElement(facts: ProposalFacts, edges: Edges | undefined): string {
  const { id, no, tabledAt, entry, outcome, rationale, sponsors, behalf, positions } = facts;
  const attributes = {
    id,
    no: String(no),
    tabledAt,
    entry: String(entry),
    outcome,
    behalf,
    prefix: edges?.prefix,
    suffix: edges?.suffix,
    holdsNumber: String(facts.holdsNumber),
  };
  return element('tv:proposal', attributes, [
    ...sponsors.map((sponsor) => element('tv:sponsor', {}, [written(sponsor)])),
    ...positions.flatMap(({ stance, names }) => names.map((name) => element('tv:position', { stance }, [written(name)]))),
    ...(rationale === '' ? [] : [element('tv:rationale', {}, [written(rationale)])]),
  ]);
}

function reference(name: string, eId: string, showAs: string): string {
  return element(name, { eId, href: `/akn/ontology/${name.slice(3).toLowerCase()}/un/${eId}`, showAs });
}

function eventName(proposals: Manuscript['proposals'], proposal: string): string {
  const found = [...proposals.values()].find(({ id }) => id === proposal);
  return found === undefined ? 'Proposal' : `Proposal ${found.no}`;
}

/** `ProposalTabled` as a reader says it. */
function spaced(act: string): string {
  return act.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

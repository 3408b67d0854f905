import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { clauseId, participantId, proposalId } from '../../shared/base/ids.ts';
import { importText } from '../../shared/import/import.ts';
import type { Imported, NewIds } from '../../shared/import/imported.ts';
import type { Participant } from '../../shared/participants/participant.ts';
import { registry } from '../../shared/participants/registry.ts';
import { bracketedText, type BracketedFacts } from '../../shared/projection/bracketed.ts';
import type { Clause } from '../../shared/text/clause.ts';

const DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

/** The real texts, which are not part of the repository: null where they are absent. */
export function realText(name: string): string | null {
  return existsSync(`${DATA}${name}`) ? readFileSync(`${DATA}${name}`, 'utf8') : null;
}

/** What is known of a real text. */
export interface ManifestRow {
  readonly file: string;
  readonly open: number;
  readonly close: number;
  readonly maxDepth: number;
  readonly unclosed: number;
  readonly stray: number;
}

export function manifest(): ManifestRow[] {
  const lines = (realText('MANIFEST.tsv') ?? '').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [file = '', , open, close, maxDepth, unclosed, stray] = line.split('\t');
    return {
      file,
      open: Number(open),
      close: Number(close),
      maxDepth: Number(maxDepth),
      unclosed: Number(unclosed),
      stray: Number(stray),
    };
  });
}

function newIds(): NewIds {
  let clauses = 0;
  let proposals = 0;
  return { clause: () => clauseId(`c${(clauses += 1)}`), proposal: () => proposalId(`p${(proposals += 1)}`) };
}

function participant(code: string, name: string, ...aliases: string[]): Participant {
  return { id: participantId(`x-${code}`), code, name, kind: 'state', aliases };
}

const DELEGATIONS = registry([
  participant('US', 'United States of America', 'United States', 'USA'),
  participant('G77', 'Group of 77 and China', 'G-77/China', 'G77'),
  participant('EU', 'European Union'),
  participant('CA', 'Canada'),
  participant('JP', 'Japan'),
  participant('EG', 'Egypt'),
  participant('MY', 'Malaysia'),
  participant('SG', 'Singapore'),
  participant('CL', 'Chile'),
  participant('NO', 'Norway'),
  participant('TT', 'Trinidad and Tobago'),
  participant('TR', 'Turkey'),
  participant('NAM', 'Non-Aligned Movement'),
]);

export function imported(source: string, fileName = 'draft.txt', among = DELEGATIONS): Imported {
  return importText(source, { fileName, registry: among, ids: newIds() });
}

export function factsOf({ form, inherited }: Imported, isNamed = true): BracketedFacts {
  const known = new Map(inherited.map((proposal, index) => [proposal.id, { proposal, index }]));
  return {
    form,
    outcomeOf: () => 'open',
    orderOf: (id) => known.get(id)?.index ?? -1,
    holdsNumber: (id) => known.get(id)?.proposal.holdsNumber ?? false,
    attributionOf: (id) => (isNamed ? (known.get(id)?.proposal ?? NONE) : NONE),
  };
}

const NONE = { prefix: '', suffix: '' };

export function exported(draft: Imported, isNamed = true): string {
  return bracketedText(draft.clauses, factsOf(draft, isNamed));
}

/** The words of a clause as a reader would see them, and nothing else. */
export function wordsOf(clause: Clause | undefined): string {
  return (clause?.runs ?? [])
    .map((run) => run.text)
    .join('')
    .replaceAll('\u2060', '');
}

import { readFileSync } from 'node:fs';
import { draftId, isId, type DraftId } from '../../shared/base/ids.ts';
import { counted } from '../../shared/base/phrases.ts';
import type { BroughtFindings } from '../../shared/import/brought-findings.ts';
import { BRACKETS_TYPED } from '../../shared/import/typed-brackets.ts';
import type { FileChoices } from '../../shared/import/file-text.ts';
import type { Participant, Seat } from '../../shared/participants/participant.ts';
import { registry } from '../../shared/participants/registry.ts';
import { readText } from '../../shared/text/reading.ts';
import { isoTime, SYSTEM_CLOCK } from '../clock.ts';
import { OPERATORS_SEAT } from '../drafts/actor.ts';
import { bringWord, type BroughtHome } from '../drafts/bringing.ts';
import { FileReader } from '../formats/file-reader.ts';
import { LIMITS } from '../limits.ts';
import { loadDraft } from '../rooms/loading.ts';
import { createPreparation } from '../rooms/new-preparation.ts';
import { openStore } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import { noSuchDraft } from './existing-store.ts';
import type { ExitStatus } from './exit-status.ts';
import type { Invocation } from './invocation.ts';
import { complain, print } from './output.ts';

type ImportAmendments = Extract<Invocation, { command: 'import-amendments' }>;

/** Makes a preparation of a delegation from a Word file that it sent. Nothing is tabled: that its own seats do. */
export async function importAmendments(invocation: ImportAmendments): Promise<ExitStatus> {
  const opened = openStore(invocation.data, { create: false });
  if (!opened.ok) return failed(opened.refusal.reason);
  const store = opened.value;
  try {
    return await bringInto(store, invocation);
  } finally {
    store.close();
  }
}

async function bringInto(store: Store, invocation: ImportAmendments): Promise<ExitStatus> {
  const { draft, of, file } = invocation;
  const id = isId(draft) && store.drafts.find(draftId(draft)) !== null ? draftId(draft) : null;
  if (id === null) return failed(noSuchDraft(draft, store.drafts.all()));
  const roster = registry(store.process.participants());
  const participant = roster.all.find((one) => one.id === of) ?? roster.resolve(of);
  if (participant?.kind !== 'state') return failed(`there is no delegation ${JSON.stringify(of)}.`);
  const bytes = bytesOf(file);
  if (bytes === null) return failed(`${file} cannot be read.`);
  const { doc, position } = loadDraft(store, id);
  const reader = new FileReader(LIMITS.files);
  const services = { reader, store, registry: roster, textNow: () => ({ clauses: readText(doc), state: position.state }) };
  const request = { whose: OPERATORS_SEAT.seat, gone: null, file: bytes, draft: id, participant: participant.id };
  const seen = await bringWord(services, { ...request, choices: null });
  if (!seen.ok) return failed(`${file}: ${seen.refusal.reason}`);
  const choices = chosen(seen.value, invocation);
  if (typeof choices === 'string') return failed(choices);
  const found = await bringWord(services, { ...request, choices });
  if (!found.ok) return failed(`${file}: ${found.refusal.reason}`);
  const { brought, questions } = found.value;
  const seat = store.process.seats().find((one) => one.participant === participant.id);
  if (seat === undefined) return failed(`${participant.name} has no seat, so nobody could look it over.`);
  const preparation = brought.base.length === 0 ? null : begin(store, { draft: id, seat, brought });
  const report = { questions, choices, findings: brought.findings, rationale: brought.rationale, preparation };
  print(invocation.json ? JSON.stringify(report) : sentences(found.value, { participant, preparation }));
  return 0;
}

function begin(
  store: Store,
  { draft, seat, brought }: { readonly draft: DraftId; readonly seat: Seat } & Pick<BroughtHome, 'brought'>,
): string {
  const { base, edited, rationale } = brought;
  const by = { participant: seat.participant, seat: seat.id, isOperator: true as const, at: isoTime(SYSTEM_CLOCK.now()) };
  return createPreparation(store, { draft, by, base, edited, rationale, insertAfter: false }).id;
}

/** What was said on the command line goes before what is taken for the answer; a sentence where something has to be said. */
function chosen({ questions, choices }: BroughtHome, { authors, legend }: ImportAmendments): FileChoices | string {
  const unknown = authors?.find((name) => !questions.authors.some((one) => one.name === name));
  const all = questions.authors.map(({ name }) => name).join('; ');
  if (unknown !== undefined) return `nobody called ${JSON.stringify(unknown)} changed anything in the file; there is ${all}.`;
  const way = Object.keys(legend).find((name) => !questions.ways.some((one) => one.way === name));
  if (way !== undefined) return `nothing in the file is marked ${JSON.stringify(way)}.`;
  const isTracked = questions.authors.some(({ insertions, deletions }) => insertions + deletions > 0);
  const open = questions.ways.filter((one) => legend[one.way] === undefined);
  if (!isTracked && open.length > 0)
    return `the file marks words without tracking them. Say what each way means, as in --legend "${open
      .map((one) => `${one.way}=${one.meaning}`)
      .join('; ')}" (insertion, deletion, comment or nothing).`;
  return { ...choices, authors: authors ?? choices.authors, legend: { ...choices.legend, ...legend } };
}

function bytesOf(file: string): Uint8Array | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

function sentences(
  { brought, choices }: BroughtHome,
  { participant, preparation }: { readonly participant: Participant; readonly preparation: string | null },
): string {
  const { findings } = brought;
  const from = choices.authors.length === 0 ? '' : ` Changes of: ${choices.authors.join('; ')}.`;
  const made =
    preparation === null
      ? `Nothing in the file amends the draft, so nothing was made.${from}`
      : `${preparation}: a preparation of ${participant.name}, who can look it over and table it. ${counts(findings)}${from}`;
  const lines = [made];
  for (const one of findings.clashes) lines.push(`${one.why} Left as it stands: ${one.now ?? ''} They wrote: ${one.yours}`);
  for (const { words, changed } of findings.unmatched)
    lines.push(`No clause of the draft${changed ? ', though something was changed in it' : ''}: ${words}`);
  for (const { place, words } of findings.untracked) lines.push(`Changed without tracking: ${placed(place, words)}`);
  for (const { place, words } of findings.absent) lines.push(`Not in the file, and left as it stands: ${placed(place, words)}`);
  if (findings.typedBrackets > 0) lines.push(BRACKETS_TYPED);
  for (const { place, words, what, author } of findings.asides)
    lines.push(`Not brought in: ${what}${author === '' ? '' : `, by ${author}`}: ${placed(place, words)}`);
  for (const { place, words, author } of findings.remarks)
    lines.push(`Said${author === '' ? '' : ` by ${author}`}: ${placed(place, words)}`);
  return lines.join('\n');
}

function counts({ changed, added, deleted }: BroughtFindings): string {
  return `${counted(changed, 'clause')} reworded, ${added} added, ${deleted} taken out.`;
}

function placed(place: string, words: string): string {
  return place === '' ? words : `${place}: ${words}`;
}

function failed(reason: string): ExitStatus {
  complain(reason);
  return 2;
}

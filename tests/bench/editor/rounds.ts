import { EditorWindow } from './editor-window.ts';
import { insideBracket, inWords, typeAt } from './keystrokes.ts';
import type { Cost } from './meter.ts';
import { openFrom, type Opening } from './opening.ts';
import type { Plan } from './plan.ts';
import { receiveAt, type Arrival } from './remote.ts';
import type { EditorName, Stage } from './stage.ts';
import type { Writer } from './writer.ts';
import { checkDrawn } from './drawn.ts';

export const MEASURES = ['keys', 'remote', 'open'] as const;
export type Measure = (typeof MEASURES)[number];

/** Under each column, one list a round. */
export interface Results {
  readonly keys: Readonly<Record<'travaux' | 'bare' | 'large', Cost[][]>>;
  readonly edge: Readonly<Record<EditorName, Cost[][]>>;
  readonly inView: Readonly<Record<EditorName, Arrival[][]>>;
  readonly elsewhere: Readonly<Record<EditorName, Arrival[][]>>;
  readonly open: Readonly<Record<'travaux' | 'bare' | 'kept', Opening[][]>>;
}

export interface Bench {
  readonly plan: Plan;
  readonly stage: Stage;
  readonly measures: ReadonlySet<Measure>;
  readonly tell: (line: string) => void;
}

/** How far into the text each round goes, so that it is not always the same clause. */
const PARTS = [0.1, 0.55, 0.9, 0.3, 0.75];

/** Takes all measures in rounds: within a round the editors take turns, beginning with another one each time. */
export async function measureAll(bench: Bench): Promise<Results> {
  const results: Results = {
    keys: { travaux: [], bare: [], large: [] },
    edge: { travaux: [], bare: [] },
    inView: { travaux: [], bare: [] },
    elsewhere: { travaux: [], bare: [] },
    open: { travaux: [], bare: [], kept: [] },
  };
  const { measures } = bench;
  if (measures.has('keys') || measures.has('remote')) await measureTyping(bench, results);
  if (measures.has('open')) await measureOpening(bench, results);
  return results;
}

interface Windows {
  readonly travaux: EditorWindow;
  readonly bare: EditorWindow;
  readonly large: EditorWindow | null;
}

async function measureTyping(bench: Bench, results: Results): Promise<void> {
  const { plan, measures, tell } = bench;
  tell('opening the texts');
  const travaux = await opened(bench, 'travaux', plan.clauses);
  const bare = await opened(bench, 'bare', plan.clauses);
  const large = measures.has('keys') ? await opened(bench, 'travaux', plan.large) : null;
  const windows: Windows = { travaux, bare, large };
  if (measures.has('keys')) {
    for (let round = 0; round < plan.rounds.keys; round += 1) {
      tell(`keystrokes, round ${round + 1} of ${plan.rounds.keys}`);
      await keysRound(bench, windows, results, round);
    }
  }
  if (measures.has('remote')) {
    const writers = {
      travaux: await bench.stage.join('travaux', plan.clauses),
      bare: await bench.stage.join('bare', plan.clauses),
    };
    for (let round = 0; round < plan.rounds.remote; round += 1) {
      tell(`remote characters, round ${round + 1} of ${plan.rounds.remote}`);
      await remoteRound(bench, { windows, writers }, results, round);
    }
    writers.travaux.leave();
    writers.bare.leave();
  }
  for (const window of [travaux, bare, large]) await window?.page.context().close();
}

async function opened({ stage }: Bench, editor: EditorName, clauses: number): Promise<EditorWindow> {
  const window = await EditorWindow.open(await stage.context(editor), stage.address(editor, clauses), clauses);
  await checkDrawn(window, stage.corpus(clauses), editor);
  return window;
}

async function keysRound({ plan, stage }: Bench, windows: Windows, results: Results, round: number): Promise<void> {
  const part = PARTS[round % PARTS.length] ?? 0;
  const { paceMs } = plan;
  const turns = rotated(['travaux', 'bare', 'large'] as const, round);
  for (const turn of turns) {
    const window = windows[turn];
    if (window === null) continue;
    const corpus = stage.corpus(turn === 'large' ? plan.large : plan.clauses);
    const spot = inWords(corpus, part);
    results.keys[turn].push(await typeAt(window, { spot, atEdge: false, count: plan.keys, paceMs }));
  }
  for (const turn of turns) {
    if (turn === 'large') continue;
    // Another clause than above: there, the words no longer stand where they stood.
    const spot = insideBracket(stage.corpus(plan.clauses), part + 0.02);
    results.edge[turn].push(await typeAt(windows[turn], { spot, atEdge: true, count: plan.keys / 2, paceMs }));
  }
}

interface Receiving {
  readonly windows: Windows;
  readonly writers: Readonly<Record<EditorName, Writer>>;
}

async function remoteRound({ plan, stage }: Bench, receiving: Receiving, results: Results, round: number): Promise<void> {
  const corpus = stage.corpus(plan.clauses);
  const part = (PARTS[round % PARTS.length] ?? 0) + 0.04;
  const here = inWords(corpus, part);
  const { paceMs, remote: count } = plan;
  for (const editor of rotated(['travaux', 'bare'] as const, round)) {
    const window = receiving.windows[editor];
    const writer = receiving.writers[editor];
    await window.caret(here);
    const beside = { clause: here.clause + 1, offset: 8 };
    results.inView[editor].push(await receiveAt(window, writer, { spot: beside, count, paceMs }));
    const away = inWords(corpus, (part + 0.5) % 1);
    results.elsewhere[editor].push(await receiveAt(window, writer, { spot: away, count, paceMs }));
  }
}

async function measureOpening({ plan, stage, tell }: Bench, results: Results): Promise<void> {
  const blank = async (editor: EditorName): Promise<EditorWindow> =>
    EditorWindow.blank(await stage.context(editor), plan.clauses);
  const windows = { travaux: await blank('travaux'), bare: await blank('bare'), kept: await blank('travaux') };
  const open = (turn: keyof typeof windows): Promise<Opening> => {
    const editor = turn === 'bare' ? 'bare' : 'travaux';
    return openFrom(windows[turn], stage.lobby(editor), stage.address(editor, plan.clauses), turn === 'kept');
  };
  // Not counted: after this the code of both lies in the browser's cache, and a text is kept where one is.
  tell('opening each once');
  for (const turn of ['travaux', 'bare', 'kept'] as const) await open(turn);
  for (let round = 0; round < plan.rounds.open; round += 1) {
    tell(`opening, round ${round + 1} of ${plan.rounds.open}`);
    for (const turn of rotated(['travaux', 'bare', 'kept'] as const, round)) results.open[turn].push([await open(turn)]);
  }
  for (const window of Object.values(windows)) await window.page.context().close();
}

function rotated<T>(turns: readonly T[], round: number): T[] {
  const at = round % turns.length;
  return [...turns.slice(at), ...turns.slice(0, at)];
}

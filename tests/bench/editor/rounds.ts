import { EditorWindow, type Spot } from './editor-window.ts';
import { insideBracket, inWords, typeByTurns, type Typing } from './keystrokes.ts';
import type { Cost } from './meter.ts';
import { openFrom, type Opening } from './opening.ts';
import type { Plan } from './plan.ts';
import { receiveByTurns, type Arrival, type Receiving } from './remote.ts';
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

const EDITORS = ['travaux', 'bare'] as const;

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
  // First, as a person comes: into a browser in which nobody has typed for minutes yet, and to a server that holds no larger text.
  const typed = measures.has('open') ? await measureOpening(bench, results) : { travaux: 0, bare: 0 };
  if (measures.has('keys') || measures.has('remote')) await measureTyping(bench, typed, results);
  return results;
}

interface Windows {
  readonly travaux: EditorWindow;
  readonly bare: EditorWindow;
  readonly large: EditorWindow | null;
}

/** How many letters more a text of the smaller size holds than it began with. */
type Typed = Readonly<Record<EditorName, number>>;

async function measureTyping(bench: Bench, typed: Typed, results: Results): Promise<void> {
  const { plan, measures, tell } = bench;
  tell('opening the texts');
  const travaux = await opened(bench, 'travaux', plan.clauses, typed.travaux);
  const bare = await opened(bench, 'bare', plan.clauses, typed.bare);
  const large = measures.has('keys') ? await opened(bench, 'travaux', plan.large, 0) : null;
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

async function opened({ stage }: Bench, editor: EditorName, clauses: number, typed: number): Promise<EditorWindow> {
  const window = await EditorWindow.open(await stage.context(editor), stage.address(editor, clauses), clauses);
  await checkDrawn(window, stage.corpus(clauses), { name: editor, typed });
  return window;
}

async function keysRound({ plan, stage }: Bench, windows: Windows, results: Results, round: number): Promise<void> {
  const part = PARTS[round % PARTS.length] ?? 0;
  const { paceMs, clauses } = plan;
  const typing = (into: Cost[][], editor: EditorWindow, spot: Spot): Typing => {
    const costs: Cost[] = [];
    into.push(costs);
    return { editor, spot, costs };
  };
  const small = inWords(stage.corpus(clauses), part);
  const typings = [
    typing(results.keys.travaux, windows.travaux, small),
    typing(results.keys.bare, windows.bare, small),
    ...(windows.large === null ? [] : [typing(results.keys.large, windows.large, inWords(stage.corpus(plan.large), part))]),
  ];
  await typeByTurns(typings, { atEdge: false, count: plan.keys, paceMs });
  // Another clause than above: there, the words no longer stand where they stood.
  const edge = insideBracket(stage.corpus(clauses), part + 0.02);
  const atEdge = [typing(results.edge.travaux, windows.travaux, edge), typing(results.edge.bare, windows.bare, edge)];
  await typeByTurns(atEdge, { atEdge: true, count: plan.keys / 2, paceMs });
}

async function remoteRound(
  { plan, stage }: Bench,
  { windows, writers }: { readonly windows: Windows; readonly writers: Readonly<Record<EditorName, Writer>> },
  results: Results,
  round: number,
): Promise<void> {
  const corpus = stage.corpus(plan.clauses);
  const part = (PARTS[round % PARTS.length] ?? 0) + 0.04;
  const here = inWords(corpus, part);
  for (const editor of EDITORS) await windows[editor].caret(here);
  const receiving = (into: Results['inView'], spot: Spot): Receiving[] =>
    EDITORS.map((editor) => {
      const arrivals: Arrival[] = [];
      into[editor].push(arrivals);
      return { editor: windows[editor], writer: writers[editor], spot, arrivals };
    });
  const { paceMs, remote: count } = plan;
  const beside = { clause: here.clause + 1, offset: 8 };
  await receiveByTurns(receiving(results.inView, beside), { count, paceMs });
  await receiveByTurns(receiving(results.elsewhere, inWords(corpus, (part + 0.5) % 1)), { count, paceMs });
}

/** Gives how many letters were typed: with each opening one. */
async function measureOpening({ plan, stage, tell }: Bench, results: Results): Promise<Typed> {
  const typed = { travaux: 0, bare: 0 };
  const blank = async (editor: EditorName): Promise<EditorWindow> =>
    EditorWindow.blank(await stage.context(editor), plan.clauses);
  const windows = { travaux: await blank('travaux'), bare: await blank('bare'), kept: await blank('travaux') };
  const open = (turn: keyof typeof windows): Promise<Opening> => {
    const editor = turn === 'bare' ? 'bare' : 'travaux';
    typed[editor] += 1;
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
  return typed;
}

function rotated<T>(turns: readonly T[], round: number): T[] {
  const at = round % turns.length;
  return [...turns.slice(at), ...turns.slice(0, at)];
}

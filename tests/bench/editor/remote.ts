import type { EditorWindow, Spot } from './editor-window.ts';
import type { Cost } from './meter.ts';
import { takeTurns, type Turn } from './turns.ts';
import type { Writer } from './writer.ts';

const LETTERS = 'what somebody else types meanwhile ';

/** What one character of somebody else's costs the page of one who looks on. */
export interface Arrival {
  /** How long the page was busy with the message, in milliseconds. */
  readonly applied: number;
  readonly cost: Cost;
}

/** An editor, somebody else in the same text, where they type, and what each character cost the editor. */
export interface Receiving {
  readonly editor: EditorWindow;
  readonly writer: Writer;
  readonly spot: Spot;
  readonly arrivals: Arrival[];
}

/** Has somebody else type so many letters in each text, by turns. Throws where they do not all come to stand there. */
export async function receiveByTurns(
  receivings: readonly Receiving[],
  { count, paceMs }: { readonly count: number; readonly paceMs: number },
): Promise<void> {
  const before: string[] = [];
  for (const { editor, spot } of receivings) before.push(await editor.words(spot.clause));
  const typed = Array.from({ length: count }, (_, at) => LETTERS[at % LETTERS.length] ?? 'e');
  const turns = receivings.map(({ editor, writer, spot, arrivals }): Turn => {
    const taken = (): Promise<number[]> => editor.page.evaluate(() => window.bench.applied.splice(0));
    return {
      meter: editor.meter,
      act: (at) => writer.type({ clause: spot.clause, offset: spot.offset + at }, typed[at] ?? 'e'),
      async note(cost, at) {
        const applied = await taken();
        if (applied.length === 0) throw new Error(`character ${at} did not arrive within ${paceMs} ms`);
        arrivals.push({ applied: applied.reduce((sum, one) => sum + one, 0), cost });
      },
    };
  });
  for (const { editor } of receivings) await editor.page.evaluate(() => window.bench.applied.splice(0));
  await takeTurns(turns, count, paceMs);
  for (const [index, { editor, spot }] of receivings.entries()) {
    const old = before[index] ?? '';
    const words = await editor.words(spot.clause);
    if (words !== old.slice(0, spot.offset) + typed.join('') + old.slice(spot.offset))
      throw new Error(`clause ${spot.clause} reads “${words}”, where “${typed.join('')}” was to come in`);
    editor.check();
  }
}

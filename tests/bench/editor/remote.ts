import type { EditorWindow, Spot } from './editor-window.ts';
import type { Cost } from './meter.ts';
import type { Writer } from './writer.ts';

const LETTERS = 'what somebody else types meanwhile ';

/** What one character of somebody else's costs the page of one who looks on. */
export interface Arrival {
  /** How long the page was busy with the message, in milliseconds. */
  readonly applied: number;
  readonly cost: Cost;
}

/** Has somebody else type so many letters at a spot. Throws where they do not all come to stand there. */
export async function receiveAt(
  editor: EditorWindow,
  writer: Writer,
  { spot, count, paceMs }: { readonly spot: Spot; readonly count: number; readonly paceMs: number },
): Promise<Arrival[]> {
  const before = await editor.words(spot.clause);
  const arrivals: Arrival[] = [];
  let typed = '';
  for (let at = 0; at < count; at += 1) {
    const letter = LETTERS[at % LETTERS.length] ?? 'e';
    const earlier = await editor.page.evaluate(() => window.bench.applied.length);
    const cost = await editor.meter.during(async () => {
      writer.type({ clause: spot.clause, offset: spot.offset + typed.length }, letter);
      await new Promise((resolve) => setTimeout(resolve, paceMs));
    });
    typed += letter;
    const applied = await editor.page.evaluate((from) => window.bench.applied.slice(from), earlier);
    if (applied.length === 0) throw new Error(`nothing arrived within ${paceMs} ms`);
    arrivals.push({ applied: applied.reduce((sum, one) => sum + one, 0), cost });
  }
  const wanted = before.slice(0, spot.offset) + typed + before.slice(spot.offset);
  const words = await editor.words(spot.clause);
  if (words !== wanted) throw new Error(`clause ${spot.clause} reads “${words}” instead of “${wanted}”`);
  editor.check();
  return arrivals;
}

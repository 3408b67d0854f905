import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readStepped, type Coming } from '../../client/papers/stepped-answer.ts';
import type { SteppedLine } from '../../shared/protocol/stepped.ts';

/** An answer as the server gives it: steps in words of any letters, then a file of any bytes or a refusal. */
function answer(steps: readonly string[], file: Uint8Array | null): Uint8Array {
  const last: SteppedLine<string> =
    file === null
      ? { refusal: { code: 'closed', reason: 'It was not written.' } }
      : { file: { name: 'a.pdf', type: 'application/pdf', bytes: file.length } };
  const lines = [...steps.map((step) => ({ step })), last].map((line) => `${JSON.stringify(line)}\n`).join('');
  return Buffer.concat([Buffer.from(lines), file ?? new Uint8Array()]);
}

/** The same bytes in pieces that end at some places. */
function inPieces(bytes: Uint8Array, ends: readonly number[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  const places = [0, ...new Set(ends.map((end) => end % (bytes.length + 1))), bytes.length].toSorted((a, b) => a - b);
  const pieces = places.slice(1).map((end, at) => new Uint8Array(bytes.slice(places[at], end)));
  return new ReadableStream({
    start(stream) {
      for (const piece of pieces) stream.enqueue(piece);
      stream.close();
    },
  });
}

const anySteps = fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 });
const anyEnds = fc.array(fc.nat(), { maxLength: 8 });

test('[W50] an answer that tells its steps is read alike in whatever pieces it comes', async () => {
  await fc.assert(
    fc.asyncProperty(anySteps, fc.option(fc.uint8Array()), anyEnds, async (steps, file, ends) => {
      const told: (string | Coming)[] = [];
      const read = await readStepped<string>(inPieces(answer(steps, file), ends), (step) => told.push(step));
      expect(told.filter((one) => typeof one === 'string')).toEqual(steps);
      expect(read.ok ? '' : read.refusal).toBe(file === null ? 'It was not written.' : '');
      if (file === null || !read.ok) return;
      expect(new Uint8Array(await read.value.content.arrayBuffer())).toEqual(new Uint8Array(file));
      expect(read.value.name).toBe('a.pdf');
      expect(told.at(-1)).toEqual({ name: 'coming', done: file.length, of: file.length });
    }),
  );
});

test('[W50] cut off at any place it is no file', async () => {
  await fc.assert(
    fc.asyncProperty(anySteps, fc.uint8Array({ minLength: 1 }), anyEnds, fc.nat(), async (steps, file, ends, at) => {
      const whole = answer(steps, file);
      const read = await readStepped<string>(inPieces(whole.slice(0, at % whole.length), ends), () => undefined);
      expect(read).toEqual({ ok: false, refusal: 'The connection broke before the whole file was there. Try again.' });
    }),
  );
});

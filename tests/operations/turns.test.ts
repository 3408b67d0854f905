import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ok } from '../../shared/base/result.ts';
import { inProcess } from '../../server/aside/bounded-process.ts';
import { Turns } from '../../server/aside/turns.ts';
import { temporaryFolder } from '../server/harness.ts';

/** Work that ends when the test says so. */
class Bench {
  readonly begun: string[] = [];
  private readonly ends: (() => void)[] = [];

  work(name: string): (signal: AbortSignal) => Promise<{ ok: true; value: string }> {
    return (signal) => {
      this.begun.push(name);
      return new Promise((resolve) => {
        const end = (): void => resolve(ok(name));
        this.ends.push(end);
        signal.addEventListener('abort', end);
      });
    };
  }

  /** Ends what is under way, and all that follows it. */
  async finish(): Promise<void> {
    for (let end = this.ends.shift(); end !== undefined; end = this.ends.shift()) {
      end();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

const seats = ['norway', 'kenya', 'chair', 'observer'];

describe('work in turns', () => {
  test('[O10] whoever had a turn comes behind everybody who waits, and each in the order in which they asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...seats), { maxLength: 20 }), async (asking) => {
        const turns = new Turns({ ofOne: 20, ofAll: 100 });
        const bench = new Bench();
        const done = asking.map((seat, index) => turns.take(seat, bench.work(`${seat} ${index}`)));
        await bench.finish();
        expect((await Promise.all(done)).every(({ ok: isDone }) => isDone)).toBe(true);
        const order = bench.begun.map((name) => name.split(' ')[0] ?? '');
        for (const seat of seats) {
          const own = bench.begun.filter((name) => name.startsWith(seat)).map((name) => Number(name.split(' ')[1]));
          expect(own).toEqual(own.toSorted((a, b) => a - b));
        }
        // Between two turns of one, everybody has one who has any left.
        order.forEach((seat, index) => {
          const next = order.indexOf(seat, index + 1);
          if (index === 0 || next === -1) return;
          const between = new Set(order.slice(index + 1, next));
          const waited = new Set(order.slice(next).filter((other) => other !== seat));
          expect([...waited].filter((other) => !between.has(other))).toEqual([]);
        });
      }),
    );
  });

  test('[O10] one has so many waiting or under way, and everybody so many; what is done or given up makes room', async () => {
    const turns = new Turns({ ofOne: 2, ofAll: 3 });
    const bench = new Bench();
    const leaving = new AbortController();
    const first = turns.take('norway', bench.work('1'));
    const second = turns.take('norway', bench.work('2'), { gone: leaving.signal });
    expect(await turns.take('norway', bench.work('3'))).toEqual({ ok: false, refusal: 'of-one' });
    const third = turns.take('kenya', bench.work('4'));
    expect(await turns.take('chair', bench.work('5'))).toEqual({ ok: false, refusal: 'of-all' });
    leaving.abort();
    expect(await second).toEqual({ ok: false, refusal: 'gone' });
    const again = turns.take('norway', bench.work('6'));
    await bench.finish();
    expect((await Promise.all([first, third, again])).map(({ ok: isDone }) => isDone)).toEqual([true, true, true]);
    expect(bench.begun).toEqual(['1', '4', '6']);
  });

  test('[O10] what fails keeps nobody waiting, and where the server stops what is under way and what waits comes to nothing', async () => {
    const turns = new Turns({ ofOne: 9, ofAll: 9 });
    const bench = new Bench();
    const failing = turns.take('norway', () => Promise.reject(new Error('a fault')));
    const underWay = turns.take('kenya', bench.work('kenya'));
    await expect(failing).rejects.toThrow('a fault');
    const waits = turns.take('norway', bench.work('never'));
    turns.stop();
    for (const one of [underWay, waits, turns.take('chair', bench.work('never'))])
      expect(await one).toEqual({ ok: false, refusal: 'stopped' });
    expect(bench.begun).toEqual(['kenya']);
  });
});

let folder: ReturnType<typeof temporaryFolder>;
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(() => folder.forget());

const WORK = pathToFileURL(join(import.meta.dirname, '..', '..', 'server', 'aside', 'work.ts')).href;
let written = 0;

/** A program whose work is some code. */
function program(work: string): URL {
  const path = join(folder.path, `work-${(written += 1)}.mjs`);
  writeFileSync(path, `import { workOn } from ${JSON.stringify(WORK)};\nworkOn(async (order, tell) => { ${work} });\n`);
  return pathToFileURL(path);
}

const bounds = { milliseconds: 30_000, megabytes: 64 };

describe('a process for one piece of work', () => {
  test('[O10] has so much time and memory, and ends alone where it takes more', async () => {
    const late = { ...bounds, milliseconds: 1_000 };
    expect(await inProcess(program('for (;;);'), null, { bounds: late })).toEqual({ ok: false, refusal: 'time' });
    // Little by little, and at once: a thread would take the whole server with it.
    for (const greedy of ['const held = []; for (;;) held.push({});', "return 'x'.repeat(2 ** 28).split('');"])
      expect(await inProcess(program(greedy), null, { bounds })).toEqual({ ok: false, refusal: 'memory' });
    const told: number[] = [];
    const honest = program('tell(1); tell(2); return { order, bytes: new Uint8Array(3) };');
    expect(await inProcess(honest, new Map([['a', 1]]), { bounds, tell: (one: number) => told.push(one) })).toEqual({
      ok: true,
      value: { order: new Map([['a', 1]]), bytes: new Uint8Array(3) },
    });
    expect(told).toEqual([1, 2]);
  });

  test('[O10] that is given up ends, and one that fails or says nothing is a fault', async () => {
    const giving = new AbortController();
    const given = inProcess(program('for (;;);'), null, { bounds, signal: giving.signal });
    giving.abort();
    expect(await given).toEqual({ ok: false, refusal: 'stopped' });
    await expect(inProcess(program("throw new Error('broken')"), null, { bounds })).rejects.toThrow('broken');
    await expect(inProcess(program('process.exit(0)'), null, { bounds })).rejects.toThrow('before it was done');
  });

  test('[O10] ends when its time is up also where whoever wanted it was killed', async () => {
    const path = join(folder.path, 'pid');
    const endless = program(`(await import('node:fs')).writeFileSync(${JSON.stringify(path)}, String(process.pid)); for (;;);`);
    const bounded = pathToFileURL(join(import.meta.dirname, '..', '..', 'server', 'aside', 'bounded-process.ts')).href;
    const code = `const { inProcess } = await import(${JSON.stringify(bounded)}); await inProcess(new URL(${JSON.stringify(endless.href)}), null, { bounds: { milliseconds: 3000, megabytes: 64 } });`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'ignore' });
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    while (!existsSync(path) || readFileSync(path, 'utf8') === '') await turn();
    parent.kill('SIGKILL');
    const pid = Number(readFileSync(path, 'utf8'));
    while (isThere(pid)) await turn();
  });
});

/** Whether a process is there; one that has ended and that nobody has taken note of does nothing more. */
function isThere(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

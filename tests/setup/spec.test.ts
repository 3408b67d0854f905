import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const SPEC = read('SPEC.md');
const THREATS = read('THREAT-MODEL.md');

/** A rule stands where its number is bold. */
const RULES = [...SPEC.matchAll(/\*\*([A-Z]\d+)\*\*/g)].map(([, id = '']) => id);
/** A number as it is mentioned: not a part of a longer word, and not the plane of a character. */
const MENTION = /(?<![\w+-])[A-Z]\d{1,2}(?![\w+-])/g;
/** A title is the first argument of a call, and begins with the rules it cites. */
const CITATION = /\(\s*['"`]((?:\[[A-Z]\d+\] ?)+)/g;
const INVARIANTS = SPEC.slice(SPEC.indexOf('\n## Invariants\n'))
  .split(/\n(?=\d+\. )/)
  .slice(1);

/** Every file that holds tests, with its source. */
const TESTS = new Map(
  readdirSync(join(ROOT, 'tests'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /(\.test\.tsx?|-contract\.ts)$/.test(path) && !path.includes('node_modules'))
    .map((path) => [`tests/${path.replaceAll('\\', '/')}`, read(`tests/${path}`)]),
);

/** The rules that a file's titles cite, each as often as it is. */
function cited(source: string): string[] {
  return [...source.matchAll(CITATION)].flatMap(([, ids = '']) => ids.match(/[A-Z]\d+/g) ?? []);
}

describe('the rules', () => {
  test('are there, each once', () => {
    expect(RULES.length).toBeGreaterThan(100);
    expect(RULES.filter((id, index) => RULES.indexOf(id) !== index)).toEqual([]);
  });

  test('are each cited by the title of a test', () => {
    const all = new Set([...TESTS.values()].flatMap(cited));
    expect(RULES.filter((id) => !all.has(id))).toEqual([]);
  });

  test('are there where a title or a page cites one', () => {
    const strangers = (ids: readonly string[]): string[] => ids.filter((id) => !RULES.includes(id));
    for (const [path, source] of TESTS) expect(strangers(cited(source)), path).toEqual([]);
    expect(strangers(SPEC.match(MENTION) ?? []), 'SPEC.md').toEqual([]);
    expect(strangers(THREATS.match(MENTION) ?? []), 'THREAT-MODEL.md').toEqual([]);
  });
});

test('each invariant names tests that cite it, or a rule that carries it', () => {
  expect(INVARIANTS).toHaveLength(10);
  for (const [index, line] of INVARIANTS.entries()) {
    const carriers = new Set<string>(line.match(MENTION) ?? []);
    const paths = line.match(/tests\/[\w/-]+/g) ?? [];
    expect(carriers.size * paths.length, line).toBeGreaterThan(0);
    for (const path of paths) {
      const source = TESTS.get(`${path}.test.ts`) ?? '';
      const named = [...source.matchAll(/\(invariants? ([^);]+)/g)].map(([, numbers = '']) => numbers.split(/\D+/));
      const holds = named.some((numbers) => numbers.includes(String(index + 1))) || cited(source).some((id) => carriers.has(id));
      expect(holds, `${path}, invariant ${index + 1}`).toBe(true);
    }
  }
});

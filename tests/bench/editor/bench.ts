import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { planFor } from './plan.ts';
import { measureAll, MEASURES, type Measure, type Results } from './rounds.ts';
import { Stage } from './stage.ts';
import { printed, rowsOf } from './table.ts';

const USAGE = `Usage: npm run bench:editor -- [--quick] [--only ${MEASURES.join(',')}] [--json FILE]

--quick  Two short rounds of each measure.
--only   These measures alone.
--json   Writes every figure to a file.
`;

interface Wanted {
  readonly quick: boolean;
  readonly only: ReadonlySet<Measure>;
  readonly json: string | null;
}

function readWanted(): Wanted | null {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean' },
      only: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const named = values.only?.split(',') ?? MEASURES;
  const only = MEASURES.filter((measure) => named.includes(measure));
  if (values.help === true || only.length < named.length) return null;
  return { quick: values.quick === true, only: new Set(only), json: values.json ?? null };
}

async function run({ quick, only }: Wanted, folder: string): Promise<Results> {
  const plan = planFor(quick);
  tell('building, importing, starting');
  const stage = await Stage.set(only.has('keys') ? [plan.clauses, plan.large] : [plan.clauses], folder);
  try {
    return await measureAll({ plan, stage, measures: only, tell });
  } finally {
    await stage.strike();
  }
}

const started = performance.now();

function tell(line: string): void {
  process.stderr.write(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${line}\n`);
}

async function main(wanted: Wanted): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'travaux-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const results = await run(wanted, folder);
  const rows = rowsOf(results);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const machine = `Node ${process.versions.node}, ${cpus().length} cores, ${cpus()[0]?.model.trim() ?? ''}; ${seconds} s${wanted.quick ? ', quick' : ''}`;
  process.stdout.write(`\n${machine}\n\n${printed(rows)}\n`);
  if (wanted.json !== null) writeFileSync(wanted.json, `${JSON.stringify({ machine, rows, results }, null, 2)}\n`);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const wanted = readWanted();
if (wanted === null) process.stdout.write(USAGE);
else {
  await main(wanted).catch((error: unknown) => {
    process.stderr.write(`bench: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  });
}

import type { Run } from './options.ts';

/** What many runs came to. */
export class Report {
  readonly failed: Run[] = [];
  private readonly counts = new Map<string, number>();
  private readonly began = performance.now();
  private runs = 0;

  add(run: Run): void {
    this.runs += 1;
    if (run.failure !== null) this.failed.push(run);
    for (const [what, times] of run.counts) this.counts.set(what, (this.counts.get(what) ?? 0) + times);
  }

  /** How often something happened whose name begins so. */
  count(what: string): number {
    return [...this.counts].reduce((sum, [name, times]) => sum + (name.startsWith(what) ? times : 0), 0);
  }

  toString(): string {
    const seconds = (performance.now() - this.began) / 1_000;
    const lines = [...this.counts]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([what, times]) => `  ${String(times).padStart(8)} ${what}`);
    const failed = this.failed.length === 0 ? 'none failed' : `failed: ${this.failed.map(({ seed }) => seed).join(' ')}`;
    return `${lines.join('\n')}\n${this.runs} seeds in ${seconds.toFixed(1)} s; ${failed}`;
  }
}

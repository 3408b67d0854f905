/** What tells the members of a series apart. */
export type Labels = Readonly<Record<string, string>>;

/** A series in the text format of Prometheus, version 0.0.4. */
export interface Series {
  /** Its lines, with HELP and TYPE. */
  lines(): string[];
}

/** What only grows. */
export class Counter implements Series {
  private readonly name: string;
  private readonly help: string;
  private readonly values = new Map<string, number>();

  constructor(name: string, help: string) {
    this.name = name;
    this.help = help;
  }

  add(amount: number, labels: Labels = {}): void {
    const key = written(labels);
    this.values.set(key, (this.values.get(key) ?? 0) + amount);
  }

  lines(): string[] {
    return [...heading(this.name, this.help, 'counter'), ...valueLines(this.name, this.values)];
  }
}

/** What goes up and down; `read`, where given, is asked each time for what there is. */
export class Gauge implements Series {
  private readonly name: string;
  private readonly help: string;
  private readonly values = new Map<string, number>();
  private readonly read: (() => readonly (readonly [Labels, number])[]) | null;

  constructor(name: string, help: string, read: (() => readonly (readonly [Labels, number])[]) | null = null) {
    this.name = name;
    this.help = help;
    this.read = read;
  }

  add(amount: number, labels: Labels = {}): void {
    const key = written(labels);
    this.values.set(key, (this.values.get(key) ?? 0) + amount);
  }

  lines(): string[] {
    for (const [labels, value] of this.read?.() ?? []) this.values.set(written(labels), value);
    return [...heading(this.name, this.help, 'gauge'), ...valueLines(this.name, this.values)];
  }
}

/** How often values fell at or below each of some bounds, which ascend. */
export class Histogram implements Series {
  private readonly name: string;
  private readonly help: string;
  private readonly bounds: readonly number[];
  /** Of each bound: how many fell at or below it and above the one before. */
  private readonly counts: number[];
  private sum = 0;
  private count = 0;

  constructor(name: string, help: string, bounds: readonly number[]) {
    this.name = name;
    this.help = help;
    this.bounds = bounds;
    this.counts = bounds.map(() => 0);
  }

  observe(value: number): void {
    this.sum += value;
    this.count += 1;
    const index = this.bounds.findIndex((bound) => value <= bound);
    if (index >= 0) this.counts[index] = (this.counts[index] ?? 0) + 1;
  }

  lines(): string[] {
    let below = 0;
    const buckets = this.bounds.map((bound, index) => {
      below += this.counts[index] ?? 0;
      return `${this.name}_bucket{le="${bound}"} ${below}`;
    });
    return [
      ...heading(this.name, this.help, 'histogram'),
      ...buckets,
      `${this.name}_bucket{le="+Inf"} ${this.count}`,
      `${this.name}_sum ${this.sum}`,
      `${this.name}_count ${this.count}`,
    ];
  }
}

function heading(name: string, help: string, type: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

function valueLines(name: string, values: ReadonlyMap<string, number>): string[] {
  return [...values].map(([labels, value]) => `${name}${labels} ${value}`);
}

function written(labels: Labels): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}="${value.replaceAll(/[\\"\n]/g, '_')}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

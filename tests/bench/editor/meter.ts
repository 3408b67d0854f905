import type { CDPSession, Page } from 'playwright-core';

/** What a page's main thread did, in milliseconds of CPU time. */
export interface Cost {
  /** All its tasks: script, style, layout, painting, and what the browser does for itself, such as reading the text for the input method. */
  readonly all: number;
  readonly script: number;
  readonly style: number;
  readonly layout: number;
}

const NAMES = { all: 'TaskDuration', script: 'ScriptDuration', style: 'RecalcStyleDuration', layout: 'LayoutDuration' } as const;

/** Reads what the main thread of a page has spent so far. */
export class Meter {
  private readonly session: CDPSession;

  private constructor(session: CDPSession) {
    this.session = session;
  }

  static async on(page: Page): Promise<Meter> {
    const session = await page.context().newCDPSession(page);
    // Ticks of the thread: what the machine does beside it does not count.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new Meter(session);
  }

  async read(): Promise<Cost> {
    const { metrics } = await this.session.send('Performance.getMetrics');
    const of = (name: string): number => (metrics.find((metric) => metric.name === name)?.value ?? Number.NaN) * 1000;
    return { all: of(NAMES.all), script: of(NAMES.script), style: of(NAMES.style), layout: of(NAMES.layout) };
  }

  /** What some work costs. */
  async during(work: () => Promise<void>): Promise<Cost> {
    const before = await this.read();
    await work();
    return since(before, await this.read());
  }
}

/** What came to an earlier reading. */
export function since(before: Cost, after: Cost): Cost {
  return {
    all: after.all - before.all,
    script: after.script - before.script,
    style: after.style - before.style,
    layout: after.layout - before.layout,
  };
}

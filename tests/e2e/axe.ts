import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * What WCAG 2.2 A and AA forbid of what stands on a page, or in a part of it, and whatever else axe calls serious, each with the first place; empty
 * where nothing is wrong. `rules`: these alone are looked at.
 */
export async function violations(page: Page, part?: string, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  // Half-way of a transition is nothing that is read, and what is out of view begins its own when it is looked at.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  return page.evaluate(
    async ([selector, wcag, only]) => {
      const { axe } = globalThis as unknown as {
        axe: {
          run(
            root: object,
            options: object,
          ): Promise<{
            violations: {
              id: string;
              impact: string;
              tags: string[];
              nodes: { target: unknown; element: Element; any: { message: string }[] }[];
            }[];
          }>;
        };
      };
      const root = selector === undefined ? document : { include: [selector] };
      const chosen = only === undefined ? {} : { runOnly: { type: 'rule', values: only } };
      const found = await axe.run(root, { ...chosen, resultTypes: ['violations'], elementRef: true });
      // axe (4.14) takes a slot for nothing, also one that is a row. Of what the browser makes of it: tests/editor/tables.test.ts.
      const isInRow = (cell: Element): boolean => cell.assignedSlot?.role === 'row';
      return found.violations.flatMap(({ id, impact, tags, nodes }) => {
        if (!tags.some((tag) => wcag.includes(tag)) && impact !== 'serious' && impact !== 'critical') return [];
        const wrong = id === 'aria-required-parent' ? nodes.filter(({ element }) => !isInRow(element)) : nodes;
        const [first] = wrong;
        return first === undefined
          ? []
          : [`${id} at ${String(first.target)}: ${first.any.map(({ message }) => message).join('; ')}`];
      });
    },
    [part, WCAG, rules] as const,
  );
}

/** Expects that nothing is wrong in either scheme, and says with what is wrong where it was. Nothing but contrast is another in the other. */
export async function expectAccess(page: Page, what: string, part?: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  expect([what, 'dark', ...(await violations(page, part, ['color-contrast']))]).toEqual([what, 'dark']);
  await page.emulateMedia({ colorScheme: 'light' });
  expect([what, 'light', ...(await violations(page, part))]).toEqual([what, 'light']);
}

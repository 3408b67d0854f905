import { afterEach, expect, test } from 'vitest';
import { dayOf } from '../../client/chrome/age.ts';

const home = process.env['TZ'];

afterEach(() => {
  if (home === undefined) delete process.env['TZ'];
  else process.env['TZ'] = home;
});

test.each(['Pacific/Auckland', 'Pacific/Kiritimati', 'UTC', 'Pacific/Niue'])(
  '[V14] in %s a day of the record is that day',
  (zone) => {
    process.env['TZ'] = zone;
    expect(dayOf('2026-07-06')).toBe('6 July 2026');
    expect(dayOf('2026-01-01')).toBe('1 January 2026');
  },
);

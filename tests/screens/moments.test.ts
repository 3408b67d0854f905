import { afterEach, beforeEach, expect, it } from 'vitest';
import { momentOf } from '../../client/chrome/age.ts';

const zone = process.env['TZ'];

beforeEach(() => {
  process.env['TZ'] = 'Africa/Nairobi';
});

afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

it('[Q7] a moment on a card, such as a deadline, says in which time it is, beside a record that tells it in UTC', () => {
  expect(momentOf('2026-07-06T12:05:00.000Z')).toBe('6 July 2026, 15:05 GMT+3');
});

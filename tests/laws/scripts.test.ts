import { expect, test } from 'vitest';
import { wordEdits } from '../../shared/proposals/wording.ts';

test.each([
  ['Russian', 'Стороны должны представить', 'Стороны должные представить', '8 "должны"→"должные"'],
  ['Arabic', 'تقدم الأطراف تقريرا', 'تقدم الدول تقريرا', '5 "الأطراف"→"الدول"'],
  ['vowelled Arabic', 'تُقَدِّم', 'تُقَدَّم', '0 "تُقَدِّم"→"تُقَدَّم"'],
  ['accents of their own', 'e\u0301tat partie', 'e\u0301tats partie', '0 "e\u0301tat"→"e\u0301tats"'],
  ['Chinese, sign by sign', '缔约方应当报告', '缔约方可以报告', '3 "应当"→"可以"'],
])('[P1] whole words change, in whatever script: %s', (_, before, after, expected) => {
  const edits = wordEdits(before, after);
  expect(edits.map(({ at, length, text }) => `${at} "${before.slice(at, at + length)}"→"${text}"`).join(' | ')).toBe(expected);
});

import { describe, expect, it } from 'vitest';
import { proposalId } from '../../shared/base/ids.ts';
import { quotation } from '../../shared/projection/quotation.ts';
import { clause } from './built.ts';

describe('a quotation', () => {
  it.each([
    ['its words alone', 'Parties <a shall> report', 'shall'],
    [
      'nested alternatives apart',
      '<b <a including <c to promote><d the right to> development>>',
      'including [to promote][the right to] development',
    ],
    ['pieces divided', 'Parties <a shall> report <a fully>', 'shall … fully'],
    ['what is wanted out', 'Parties <-a shall><b should> report', 'shall'],
    ['the new words of a replacement', 'Parties <-a shall><a should> report', 'should'],
  ])('[V8] gives %s', (_, notation, expected) => {
    expect(quotation([clause('c1', notation)], proposalId('a'))).toBe(expected);
  });
});

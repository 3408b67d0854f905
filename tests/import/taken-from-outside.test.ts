import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { tidyName } from '../../shared/base/tidy-name.ts';
import { registry } from '../../shared/participants/registry.ts';
import { ROSTER } from '../../shared/participants/roster.ts';
import { commandSchema, draftingActSchema } from '../../shared/protocol/parsing.ts';
import { symbolFault } from '../../shared/record/symbol.ts';
import { isStatusTag } from '../../shared/text/status-tag.ts';
import { isUnreadable } from '../../shared/text/clause-words.ts';
import { readDraftFile } from '../../server/formats/draft-file.ts';
import { p, r, wordFile } from '../formats/word-files.ts';

const STRANGE = [
  '\ud800',
  '\udc00',
  '\u0000',
  '\u001b',
  '\n',
  '\u0085',
  '\u2028',
  '\u202e',
  '\u2066',
  '\ufeff',
  '\ufffe',
  '\uffff',
];
const PLAIN = ['a', 'é', ' ', '条', '😀', '\u200c', '"', '/', '.'];
const given = fc.string({ unit: fc.constantFrom(...STRANGE, ...PLAIN), maxLength: 30 });
const SHOWN_IN_ONE_LINE = /^(?! )[^\p{Cc}\p{Cs}\p{Cn}\u2028\u2029\u202a-\u202e\u2066-\u2069]*(?<! )$/u;
const REGISTRY = registry(ROSTER);

describe('titles and names', () => {
  test('[W2] are one line that can be shown, and what could be shown before is as it was', () => {
    fc.assert(
      fc.property(given, (name) => {
        const tidied = tidyName(name);
        expect(tidied).toMatch(SHOWN_IN_ONE_LINE);
        expect(tidyName(tidied)).toBe(tidied);
      }),
    );
    for (const name of ['Draft articles', 'قانون اساسی می‌خواهد', 'क्‍ष', 'A/CONF.1/L.2', '👩‍🌾']) expect(tidyName(name)).toBe(name);
    expect(tidyName('soft\u00adhyphen')).toBe('softhyphen');
  });

  const escaped = (text: string): string => text.replaceAll(/[&<"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const inXml = given.map((text) => escaped(text.replaceAll(/[\p{Cs}\p{Cc}\p{Cn}]/gu, '')));
  const sources: fc.Arbitrary<{ source: string | Uint8Array; ends: string }> = fc.oneof(
    given.map((source) => ({ source: `# ${source}\n\n1. Alpha.\n`, ends: '.md' })),
    inXml.map((title) => ({ source: wordFile(p(r(title), '<w:pStyle w:val="Title"/>') + p(r('Alpha.'))), ends: '.docx' })),
  );

  test('[W2] of a draft are so, whoever gives them: a person, a file’s name, its first heading', () => {
    fc.assert(
      fc.property(sources, given, fc.option(given, { nil: undefined }), ({ source, ends }, name, title) => {
        const read = readDraftFile({ source, fileName: `${name}${ends}`, title }, REGISTRY);
        if (!read.ok) throw new Error(read.refusal);
        for (const one of [read.value.title, read.value.fileName]) {
          expect(one).toMatch(SHOWN_IN_ONE_LINE);
          expect(one).not.toBe('');
        }
      }),
      { numRuns: 60 },
    );
  });
});

const FORMS = ['c-1', '0123456789abcdef', 'ab'.repeat(32), '2030-01-01T00:00:00.000Z'];
const NASTY = 'half \ud800 of\u0000 a\u001b pair \udc00';

/** A value that a schema takes: with the strangest words where it takes any, else with some of the form that it wants. */
function taken(schema: unknown): unknown {
  if (schema instanceof z.ZodObject)
    return Object.fromEntries(Object.entries(schema.shape).map(([key, one]) => [key, taken(one)]));
  if (schema instanceof z.ZodArray) return [taken(schema.element)];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return taken(schema.unwrap());
  if (schema instanceof z.ZodPipe) return taken(schema.in);
  if (schema instanceof z.ZodUnion) return taken(schema.options[0]);
  if (schema instanceof z.ZodLiteral) return [...schema.values][0];
  if (schema instanceof z.ZodEnum) return schema.options[0];
  if (schema instanceof z.ZodNumber) return 1;
  if (schema instanceof z.ZodBoolean) return true;
  return [NASTY, ...FORMS].find((one) => schema instanceof z.ZodType && schema.safeParse(one).success);
}

function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : [];
}

function optionsOf(schema: unknown): z.ZodType[] {
  if (!(schema instanceof z.ZodUnion)) throw new TypeError('one of several acts');
  return schema.options as z.ZodType[];
}

const ACTS = [commandSchema, draftingActSchema].flatMap(optionsOf);

test.each(ACTS.map((schema) => [JSON.stringify(taken(schema)).slice(0, 60), schema] as const))(
  '[W2] what is taken of an act holds no half of a pair and nothing that no reading could show, in any of its fields: %s',
  (_name, schema) => {
    const { symbol, rungs, ...act } = schema.parse(taken(schema)) as { symbol?: string; rungs?: { tag: string }[] };
    for (const words of wordsIn(act)) {
      expect(words.isWellFormed(), words).toBe(true);
      expect(isUnreadable(words), words).toBe(false);
    }
    // These two are refused, with a sentence, for whatever is no sign in print.
    if (symbol !== undefined) expect(symbolFault(symbol, [])).not.toBeNull();
    for (const { tag } of rungs ?? []) expect(isStatusTag(tag)).toBe(false);
  },
);

import { withoutNoteMarks } from './numbering.ts';

/** Which text a number is of, as the words round it say. */
type Holder = 'this text' | 'another' | 'unsaid';

/** Where a reference stands in a clause's words, and what its outermost number is of. */
export interface Held {
  readonly from: number;
  readonly to: number;
  readonly outermost: 'annex' | 'head' | 'paragraph';
}

/** What a text calls itself: "Agreement" where it says "this Agreement". */
export type OwnNames = ReadonlySet<string>;

/** With no name of its own each of these is another instrument: "the Convention" in an agreement made under it. In French too. */
const ALWAYS_ANOTHER =
  '[Cc]onventions?|[Cc]harters?|[Pp]rotocols?|[Cc]ovenants?|[Tt]reat(?:y|ies)|Statutes?|Declarations?|Constitutions?|Regulations?|Charte|Protocole|Pacte|Statut|Traité|Déclaration|Règlement';
const TITLE = `(?:${ALWAYS_ANOTHER}|Agreements?|Pacts?|Compacts?|Accords?|Directives?|Acts?|Codes?|Laws?|Agenda|Rules|Guidelines|Principles|Framework|Platform|Programme)(?!\\p{L})`;
const ACRONYM = '(?!(?:[IVXL]+|ALT|NOTE|OPTION)(?!\\p{L}))\\p{Lu}{3,}(?!\\p{L})';
/** "decision 5", "Regulation (EU) No. 1257/2013". */
const WITH_NUMBER =
  '(?:[Dd]ecision|[Rr]esolution|[Dd]irective|[Rr]egulation|[Ll]aw|[Aa]ct)s?\\s+(?:\\([^()]{1,12}\\)\\s+)?(?:[Nn]os?\\.?\\s*)?[^\\s,;]*\\d[^\\s,;]*';
/** "A/RES/72/249", "1/CP.16". */
const SYMBOL = '(?<![^\\s(])(?=[^\\s,;]*\\d)[^\\s,;/]*/[^\\s,;]+';
const PARENTHESIS = '(?:\\s*\\([^()]{1,80}\\))?';

const CALLS_ITSELF = new RegExp(
  `(?<!\\p{L})(?:[Tt]his|[Tt]hese|[Tt]he present)\\s+(?:[Dd]raft\\s+)?(?!${ALWAYS_ANOTHER})(\\p{Lu}\\p{L}+)`,
  'gu',
);

/** The names that a text gives itself. */
export function ownNamesOf(clauses: readonly { readonly words: string }[]): OwnNames {
  return new Set(clauses.flatMap(({ words }) => [...words.matchAll(CALLS_ITSELF)].map(([, name = '']) => name)));
}

/**
 * Which of a clause's references, given as they follow one another, are to this text: those for whose number nothing else is named as its
 * holder, be it behind them, before them, or once for several. What is in doubt ("article 3 of that agreement") is not taken for this
 * text's, since renumbering would change what was agreed.
 */
export function areOwn(references: readonly Held[], words: string, own: OwnNames): boolean[] {
  const joints = references.map((one, index) => jointOf(one, references[index + 1], words));
  const behind = references.map((one, index) => (joints[index] === null ? holderBehind(one, words, own) : 'unsaid'));
  const before: Holder[] = [];
  for (const [index, one] of references.entries())
    before.push((joints[index - 1] ?? null) === null ? holderBefore(one, words, own) : (before[index - 1] ?? 'unsaid'));
  const ofList = [...behind];
  for (let index = references.length - 2; index >= 0; index -= 1)
    if (joints[index] === 'list') ofList[index] = ofList[index + 1] ?? 'unsaid';
  return references.map((_, index) =>
    behind[index] === 'unsaid' ? before[index] !== 'another' && ofList[index] !== 'another' : behind[index] === 'this text',
  );
}

const LISTED = /^(?:\s+(?:of|to|in|under),)?,?\s+(?:(?:and|or|to|et|ou)\s+(?:(?:of|in|to|under)\s+)?)?$/i;
const ADDED = /^,\s+(?:and|or|et|ou)\s/i;
const WITHIN = /^,?\s+(?:of|to|in|under)\s+$/i;

/**
 * How a reference goes on into the next. In a list, "article 2 and article 3 of …", what holds the last holds each. What is added, "article 2,
 * and article 3 of …", has a holder of its own; but both are of what is named before them. Null: they are apart.
 */
function jointOf(one: Held, next: Held | undefined, words: string): 'list' | 'addition' | null {
  if (next === undefined) return null;
  const between = withoutNoteMarks(words.slice(one.to, next.from));
  if (WITHIN.test(between)) return 'list';
  const areAlike = (one.outermost === 'paragraph') === (next.outermost === 'paragraph');
  if (!areAlike || !LISTED.test(between)) return null;
  return ADDED.test(between) ? 'addition' : 'list';
}

/** So many characters round a reference are looked at. */
const LOOK = 200;

const THEREOF = /^[[\])*\s]*,?\s*there(?:of|to|in|under)(?!\p{L})/iu;
/** "…, second sentence, of the Charter". */
const HOLDS = new RegExp(
  `^[[\\])*\\s]*${PARENTHESIS}(?<aside>,?\\s*(?:respectively|as amended)|,\\s[^,;.:()]{1,60}(?=,\\s))?(?<comma>,)?\\s*(?<!\\p{L})(?<link>of|to|in|under|contained in|de|du|des|dans|d[’']),?[\\s[]*(?<=[\\s[’'])(?<holder>.*)$`,
  'isu',
);
const THIS_TEXT = /^(?:this|these|the present|(?:la |le |l[’'])?présente?)(?!\p{L})/iu;
const BY_NAME = /^the\s+(?:[Dd]raft\s+)?(?<name>\p{Lu}\p{L}+)(?<rest>.*)$/su;
/** "the Agreement on Agriculture", "the Agreement of 1994". */
const QUALIFIED =
  /^(?:\s+\p{Lu}|\s+(?:on|of|for|with|between|among|concerning|regarding|establishing|relating to)\s+(?:the\s+|an?\s+)?[\p{Lu}\d])/u;
const NAMED = new RegExp(
  `^(?:(?:the|that|those|its|their|said|an?|any)\\s+)?(?:[\\p{Lu}\\d][\\p{L}\\d’'-]*\\s+(?:(?:of|on|for|and|the)\\s+){0,2}){0,5}?${TITLE}|^(?:the\\s+)?${ACRONYM}|^(?:[\\p{L}’'-]+\\s+){0,2}(?:${WITH_NUMBER}|${SYMBOL})`,
  'u',
);
const OF_ANOTHER = new RegExp(
  `^(?:(?:the|that|its|their|said|la|le|les|ladite?|cette)\\s+)?(?:(?!(?:this|present)\\s)[\\p{L}’'-]+\\s+){0,3}?(?:${ALWAYS_ANOTHER}|Rules of Procedure|Procedures?|Rio|Vienna|Kyoto|General Assembly|United Nations|decisions?|resolutions?|résolutions?|décisions?|report)(?!\\p{L})`,
  'iu',
);
const ACRONYM_BEHIND = new RegExp(`^[\\])*]*\\s+${ACRONYM}`, 'u');

function holderBehind({ from, to, outermost }: Held, words: string, own: OwnNames): Holder {
  const reference = words.slice(from, to);
  const behind = withoutNoteMarks(words.slice(to, to + LOOK));
  if (THEREOF.test(behind)) return ofLastNamed(outermost, words.slice(0, to), own);
  const { aside, comma, link, holder } = HOLDS.exec(behind)?.groups ?? {};
  if (link === undefined || holder === undefined)
    return ACRONYM_BEHIND.test(behind) && !isInCapitals(reference) ? 'another' : 'unsaid';
  if (THIS_TEXT.test(holder) || isOwnName(holder, own)) return 'this text';
  // "a screening, as referred to in article 30, of the effects" is of the screening.
  const closes = aside !== undefined || comma === undefined || reference.includes(',');
  const holds = closes && (/^(?:of|de|du|des|d.)$/i.test(link) || (link === 'to' && outermost === 'annex'));
  return holds || NAMED.test(holder) || OF_ANOTHER.test(holder) ? 'another' : 'unsaid';
}

function isOwnName(holder: string, own: OwnNames): boolean {
  const { name, rest } = BY_NAME.exec(holder)?.groups ?? {};
  return name !== undefined && rest !== undefined && own.has(name) && !QUALIFIED.test(rest);
}

/** Among capitals an acronym is not told from other words. */
function isInCapitals(reference: string): boolean {
  return /^\p{Lu}{2}/u.test(reference);
}

const ITS = /(?<!\p{L})(?:its|their|whose)\s+$/iu;
const IBIDEM = /(?<!\p{L})(?:ibid|op\. cit|loc\. cit)\.?,?\s+$/iu;
/** "on the Law of the Sea", "of 24 December 2017". */
const QUALITY =
  '\\s+(?:of|for|and|on|to|against|between|among|with|adopted|[Cc]oncerning|[Rr]elating|[Rr]egarding|[Ee]stablishing)\\s[^,;:]{1,120}';
/** From the name of an instrument to a number that it holds: "…, in particular article 6". */
const LEADS = new RegExp(
  `^(?:[’']s)?(?:\\s+\\d{4})?${PARENTHESIS}(?:,\\s+as\\s[^,;:]{1,60})?(?:${QUALITY}(?:,|(?=\\s*\\())|[”"’)\\]*]*,?)(?:\\s*\\(|\\s+)(?:(?:(?:and|or)\\s+)?(?:in particular|particularly|notably|namely|especially|specifically|including|such as|inter alia|e\\.g\\.|i\\.e\\.),?\\s+(?:(?:in|of|under|with)\\s+)?|(?:in|under)\\s+)?$`,
  'u',
);

function holderBefore({ from, to, outermost }: Held, words: string, own: OwnNames): Holder {
  const before = words.slice(Math.max(0, from - LOOK), from);
  if (IBIDEM.test(before)) return 'another';
  if (ITS.test(before)) return ofLastNamed(outermost, before, own);
  if (isInCapitals(words.slice(from, to))) return 'unsaid';
  const named = lastNamed(before, own, words[from]);
  return named !== null && LEADS.test(named.rest) ? named.holder : 'unsaid';
}

/** Of "its article 6", "article 6 thereof". Whose paragraph "its paragraph 6" is cannot be told. */
function ofLastNamed(outermost: Held['outermost'], before: string, own: OwnNames): Holder {
  return outermost === 'paragraph' ? 'another' : (lastNamed(before, own)?.holder ?? 'another');
}

const NAME = new RegExp(
  `(?:(?<this>[Tt]his|[Tt]hese|[Pp]resent)\\s+(?:\\p{Lu}[\\p{L}-]*\\s+){0,2}|(?<the>[Tt]he)\\s+)?(?<!\\p{L})(?<name>${TITLE}|${ACRONYM})|${WITH_NUMBER}|${SYMBOL}`,
  'gu',
);

/** The last instrument that a sentence names, and the words behind its name; null where it names none, or `next` begins another sentence. */
function lastNamed(before: string, own: OwnNames, next = ''): { readonly holder: Holder; readonly rest: string } | null {
  const sentences = `${withoutNoteMarks(before.slice(-LOOK))}${next}`.split(/(?<=[.;:!?]\s+)(?=[\p{Lu}“"(])/u);
  const sentence = (sentences.at(-1) ?? '').slice(0, next === '' ? undefined : -next.length);
  const match = [...sentence.matchAll(NAME)].at(-1);
  if (match === undefined) return null;
  const rest = sentence.slice(match.index + match[0].length);
  const { this: isThis, the, name } = match.groups ?? {};
  const isOwn = isThis !== undefined || (the !== undefined && name !== undefined && own.has(name) && !QUALIFIED.test(rest));
  return { holder: isOwn ? 'this text' : 'another', rest };
}

import type { Element } from '@xmldom/xmldom';
import { isLinkAddress } from '../../../../shared/text/link.ts';
import { chosenOf } from './boxes.ts';
import { equationOfField } from './equation.ts';
import { attributeOf, childOf, childrenOf, valueOf } from './xml.ts';

interface Field {
  instructions: string;
  /** Those that were struck. */
  struck: string;
  isResult: boolean;
  /** Words that it shows and that stand in no result; null for none. */
  readonly chosen: string | null;
}

/** What is read, or told, where a field begins or ends. */
export type FieldEdge =
  | { readonly type: 'equation' | 'words' | 'without-words'; readonly words: string }
  | { readonly type: 'endless' };

/**
 * The fields that are open at a place of a text (`REF`, `HYPERLINK`), over paragraphs too: their instructions are no words, what they give is. One
 * that never ends is none.
 */
export class Fields {
  private readonly open: Field[] = [];
  private readonly ending: ReadonlySet<Element>;

  /** `text`: a body, a note or a box, as a whole. */
  constructor(text: Element | null) {
    this.ending = endingIn(text);
  }

  /** Goes over an edge of a field; null where nothing follows from it. */
  edge(sign: Element): FieldEdge | null {
    const type = attributeOf(sign, 'fldCharType');
    const last = this.open.at(-1);
    if (type === 'begin') {
      if (!this.ending.has(sign)) return { type: 'endless' };
      this.open.push({ instructions: '', struck: '', isResult: false, chosen: chosenIn(childOf(sign, 'ffData')) });
    } else if (type === 'separate' && last !== undefined) last.isResult = equationOfField(told(last)) === null;
    else if (type === 'end') this.open.pop();
    return type === 'end' && last !== undefined && this.isShown ? endOf(last) : null;
  }

  instruct(text: string, isStruck: boolean): void {
    const last = this.open.at(-1);
    if (last === undefined) return;
    if (isStruck) last.struck += text;
    else last.instructions += text;
  }

  /** Whether what stands here is read: it is in no instructions. */
  get isShown(): boolean {
    return this.open.every(({ isResult }) => isResult);
  }

  /** Whether words here are instructions themselves, and not what a field gives to those of another. */
  get isInstruction(): boolean {
    return this.open.at(-1)?.isResult === false;
  }

  /** Where the words lead that stand here; null where nowhere. */
  get link(): string | null {
    for (const { instructions } of this.open.toReversed()) {
      const [, address] = /^\s*HYPERLINK\s+"((?:https?:|mailto:)[^"\s]+)"/i.exec(instructions) ?? [];
      if (address !== undefined && isLinkAddress(address)) return address;
    }
    return null;
  }
}

/** What a field of one element shows that holds no words. */
export function emptyField(instructions: string): FieldEdge | null {
  return endOf({ instructions, struck: '', isResult: false, chosen: null });
}

function told({ instructions, struck }: Field): string {
  return instructions === '' ? struck : instructions;
}

/** What a field shows that has no result: some words stand in its instructions or its choices, others Word alone knows. */
function endOf(field: Field): FieldEdge | null {
  const instructions = told(field);
  const equation = equationOfField(instructions);
  if (equation !== null) return { type: 'equation', words: equation };
  if (field.isResult || UNSEEN.test(instructions)) return null;
  const words = field.chosen ?? BUTTON.exec(instructions)?.[1]?.trim() ?? null;
  return words === null ? { type: 'without-words', words: instructions.trim() } : { type: 'words', words };
}

/** Fields that mark a place, set a value or ask for one, and show nothing. */
const UNSEEN = /^\s*(?:$|(?:ADVANCE|ASK|BIDIOUTLINE|NEXT|NEXTIF|PRIVATE|PRINT|RD|SET|SKIPIF|TA|TC|XE)\b)/i;
/** Words to click on. */
const BUTTON = /^\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s(.*)$/is;

/** What is chosen in a form: an entry of a list, or a box that is ticked or not; null where it is no such field. */
function chosenIn(form: Element | null): string | null {
  const [list, box] = [childOf(form, 'ddList'), childOf(form, 'checkBox')];
  if (list !== null) {
    const entries = [...childrenOf(list, 'listEntry')].map((one) => attributeOf(one, 'val') ?? '');
    return entries[Number(valueOf(list, 'result') ?? valueOf(list, 'default') ?? '0')] ?? '';
  }
  if (box === null) return null;
  const ticked = valueOf(box, 'checked') ?? valueOf(box, 'default') ?? '0';
  return ticked === '0' || ticked === 'false' || ticked === 'off' ? '\u2610' : '\u2612';
}

/** Where the fields begin that end within a text: each end is that of the last that is open. */
function endingIn(text: Element | null): ReadonlySet<Element> {
  const ending = new Set<Element>();
  const open: Element[] = [];
  const see = (parent: Element | null, depth: number): void => {
    if (depth > DEEPEST) return;
    for (const child of childrenOf(parent)) {
      const type = child.localName === 'fldChar' ? attributeOf(child, 'fldCharType') : null;
      if (type === 'begin') open.push(child);
      else if (type === 'end') ending.add(open.pop() ?? child);
      // What stands in a box is a text of its own.
      else if (child.localName !== 'txbxContent')
        see(child.localName === 'AlternateContent' ? chosenOf(child) : child, depth + 1);
    }
  };
  see(text, 0);
  return ending;
}

/** Nothing that a person makes is nested deeper. */
const DEEPEST = 200;

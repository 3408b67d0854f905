import { isLinkAddress } from '../../../../shared/text/link.ts';
import { equationOfField } from './equation.ts';

interface Field {
  instructions: string;
  /** Those that were struck. */
  struck: string;
  isResult: boolean;
}

/** The fields that are open at a place of a file (`REF`, `HYPERLINK`): their instructions are no words, what they give is. */
export class Fields {
  private readonly open: Field[] = [];

  /** Goes over an edge of a field; the words of an equation that ends there, which stand in its instructions alone. */
  edge(type: string | null): string | null {
    const last = this.open.at(-1);
    if (type === 'begin') this.open.push({ instructions: '', struck: '', isResult: false });
    else if (type === 'separate' && last !== undefined) last.isResult = equationOfField(told(last)) === null;
    else if (type === 'end') this.open.pop();
    return type === 'end' && last !== undefined && this.isShown ? equationOfField(told(last)) : null;
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

  /** Where the words lead that stand here; null where nowhere. */
  get link(): string | null {
    for (const { instructions } of this.open.toReversed()) {
      const [, address] = /^\s*HYPERLINK\s+"((?:https?:|mailto:)[^"\s]+)"/i.exec(instructions) ?? [];
      if (address !== undefined && isLinkAddress(address)) return address;
    }
    return null;
  }
}

function told({ instructions, struck }: Field): string {
  return instructions === '' ? struck : instructions;
}

import { isLinkAddress } from '../../../../shared/text/link.ts';

interface Field {
  instructions: string;
  isResult: boolean;
}

/** The fields that are open at a place of a file (`REF`, `HYPERLINK`): their instructions are no words, what they give is. */
export class Fields {
  private readonly open: Field[] = [];

  edge(type: string | null): void {
    const last = this.open.at(-1);
    if (type === 'begin') this.open.push({ instructions: '', isResult: false });
    else if (type === 'separate' && last !== undefined) last.isResult = true;
    else if (type === 'end') this.open.pop();
  }

  instruct(text: string): void {
    const last = this.open.at(-1);
    if (last !== undefined) last.instructions += text;
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

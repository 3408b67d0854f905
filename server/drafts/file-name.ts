import { momentWord, type Moment } from '../../shared/protocol/moment.ts';

/** Name of a file that is made of a draft: the title's words, what it is, and of which moment, in characters that every system takes. */
export function fileName(title: string, kind: string, moment: Moment, extension: string): string {
  const words = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, LONGEST_NAME);
  return `${words === '' ? 'draft' : words}-${kind}${moment.at === 'now' ? '' : `-${momentWord(moment)}`}.${extension}`;
}

const LONGEST_NAME = 80;

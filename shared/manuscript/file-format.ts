import type { Paper } from './manuscript.ts';

/** The formats in which a paper is written to a file, by the ends of their names. */
export const FILE_FORMATS = ['docx', 'pdf', 'html', 'md', 'akn'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** Whether files of a format come home, and are held against the text to the letter. All others are for reading. */
export function isReadAgain(format: FileFormat): boolean {
  return format === 'docx' || format === 'akn';
}

/** Why there is no such paper in a format, in a sentence; null where there is. */
export function whyNoPaper(paper: Paper, format: FileFormat): string | null {
  if (format !== 'akn' || paper === 'negotiating' || paper === 'clean') return null;
  return 'Akoma Ntoso holds the text, with its brackets or clean, and no other paper.';
}

/** To whom a document goes (Editorial Manual, "masthead"). */
export const DISTRIBUTIONS = ['General', 'Limited', 'Restricted'] as const;
export type Distribution = (typeof DISTRIBUTIONS)[number];

/** The official languages. */
export const LANGUAGES = ['Arabic', 'Chinese', 'English', 'French', 'Russian', 'Spanish'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The formats in which a paper is written to a file, by the ends of their names. */
export const FILE_FORMATS = ['docx', 'html', 'md'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** To whom a document goes (Editorial Manual, "masthead"). */
export const DISTRIBUTIONS = ['General', 'Limited', 'Restricted'] as const;
export type Distribution = (typeof DISTRIBUTIONS)[number];

/** The official languages. */
export const LANGUAGES = ['Arabic', 'Chinese', 'English', 'French', 'Russian', 'Spanish'] as const;
export type Language = (typeof LANGUAGES)[number];

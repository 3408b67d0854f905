import { LANGUAGES, type Language } from '../../shared/manuscript/file-format.ts';

/** Languages of documents by the tags that browsers, readers of PDF and screen readers know (BCP 47). */
const TAGS: Readonly<Record<Language, string>> = {
  Arabic: 'ar',
  Chinese: 'zh',
  English: 'en',
  French: 'fr',
  Russian: 'ru',
  Spanish: 'es',
};

/** The tag of the language of a masthead; English where it names none. */
export function languageTag(language: string): string {
  return TAGS[LANGUAGES.find((one) => one === language) ?? 'English'];
}

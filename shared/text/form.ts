/** How a text writes its structure: with Markdown's marks, or by words, numbers and indentation alone. */
export type TextForm = 'markdown' | 'plain';

/** Signs of private use (plane 15), which no text has of itself: they tell where looks and authors change in a text that is read from a file. */
export const UNSEEN_SIGNS = /[\u{F0000}-\u{FFFFD}]/gu;

/** Brackets that are open at once in what is read of a file: real texts come to ten, and each is a mark on every word in it. */
export const MOST_OPEN = 64;

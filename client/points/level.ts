/**
 * Where cards want to stand, by where their words are found; null where these are not on the page, as in another reading: then with the one
 * before, or else the one behind, and where none is found from the top on.
 */
export function wantedPlaces(found: readonly (number | null)[]): number[] {
  let last = found.find((place) => place !== null) ?? 0;
  return found.map((place) => (last = place ?? last));
}

/** A card that wants to stand level with its place in the text, in pixels from the column's top. */
export interface Standing {
  readonly wanted: number;
  readonly height: number;
}

/**
 * Places cards one below the other, none over another, each as near to its text as that allows. The anchor stands exactly level;
 * those after it give way downwards, those before it upwards.
 */
export function level(cards: readonly Standing[], anchor: number, gap: number): number[] {
  const tops = cards.map((card) => card.wanted);
  for (let index = anchor + 1; index < cards.length; index += 1) {
    tops[index] = Math.max(tops[index] ?? 0, (tops[index - 1] ?? 0) + (cards[index - 1]?.height ?? 0) + gap);
  }
  for (let index = anchor - 1; index >= 0; index -= 1) {
    tops[index] = Math.min(tops[index] ?? 0, (tops[index + 1] ?? 0) - (cards[index]?.height ?? 0) - gap);
  }
  return tops;
}

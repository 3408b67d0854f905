/** Ids of elements, each given once in a document: a second asking for the same gets a number behind it. */
export class Places {
  private readonly given = new Map<string, number>();
  private readonly counts = new Map<string, number>();

  take(wanted: string): string {
    const times = (this.given.get(wanted) ?? 0) + 1;
    this.given.set(wanted, times);
    return times === 1 ? wanted : this.take(`${wanted}-${times}`);
  }

  /** The next of a series: `ins_1`, `ins_2`. */
  next(series: string): string {
    const number = (this.counts.get(series) ?? 0) + 1;
    this.counts.set(series, number);
    return this.take(`${series}_${number}`);
  }
}

/** Things that a document speaks of, each under an id of its own: the same thing, the same id. */
export class Named {
  private readonly ids = new Map<string, string>();
  private readonly places: Places;
  private readonly prefix: string;

  constructor(prefix: string, places: Places) {
    this.prefix = prefix;
    this.places = places;
  }

  idOf(name: string): string {
    const known = this.ids.get(name);
    if (known !== undefined) return known;
    const id = this.places.take(`${this.prefix}-${slug(name)}`);
    this.ids.set(name, id);
    return id;
  }

  /** Everything named, with its id, in the order in which it was. */
  all(): [name: string, id: string][] {
    return [...this.ids];
  }
}

/** A name as part of an id: letters without accents and figures, in lower case. */
export function slug(name: string): string {
  const plain = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  return plain === '' ? 'unnamed' : plain;
}

/** A number as part of an id, as AKN4UN writes it: `2 bis.` is `2bis`. */
export function numberPart(number: string): string {
  return number.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

/** How large a conference is held, and from which seed. */
export interface Options {
  readonly seed: number;
  /** 1: a draft of 1,700 open brackets. A hundred and sixty delegations come to each. */
  readonly scale: number;
}

/** Open brackets of a draft as it comes before the conference: as many as stood in the text of Paris a week before its end. */
export const BRACKETS = 1_700;
/** Delegations, each with a seat and a vote. */
export const DELEGATIONS = 160;
/** Delegations that brought what the draft came with. */
export const SPONSORS = 60;

/** Reads `--seed N --scale S`. Throws RangeError where that is not what is asked for. */
export function optionsOf(args: readonly string[]): Options {
  const read = (name: string, otherwise: number): number => {
    const at = args.indexOf(`--${name}`);
    const value = at === -1 ? otherwise : Number(args[at + 1]);
    if (!Number.isFinite(value) || value <= 0) throw new RangeError(`--${name} is a number above 0`);
    return value;
  };
  return { seed: Math.floor(read('seed', 1)), scale: read('scale', 1) };
}

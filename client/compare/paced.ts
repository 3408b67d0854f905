import { timer } from '../sync/timer.ts';

/** Something that is done again as what it is about changes. */
export interface Paced {
  /** It is to be done again, once that is its turn. */
  readonly again: () => void;
  readonly stop: () => void;
}

/** Does something at once, and then as often as asked: never twice at a time, and not sooner than so many milliseconds behind the last. */
export function paced(work: () => Promise<unknown>, every: number, later = timer): Paced {
  let isDue = false;
  let isBusy = false;
  let isOver = false;
  let cancel: () => void = () => undefined;
  const go = async (): Promise<void> => {
    isBusy = true;
    isDue = false;
    await work();
    if (isOver) return;
    cancel = later(() => {
      isBusy = false;
      if (isDue) void go();
    }, every);
  };
  void go();
  return {
    again() {
      isDue = true;
      if (!isBusy && !isOver) void go();
    },
    stop() {
      isOver = true;
      cancel();
    },
  };
}

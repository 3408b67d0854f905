import type { SeatId } from '../../shared/base/ids.ts';

/** Bytes of messages that are on their way in and not whole yet, by the seats that send them: nothing else counts these. */
export class Coming {
  private readonly most: number;
  private readonly ofSeat = new Map<SeatId, number>();

  /** `most`: of one seat, by all of its sockets. */
  constructor(most: number) {
    this.most = most;
  }

  /** Counts what came at one socket of a seat. */
  at(seat: SeatId): ComingAt {
    let here = 0;
    const add = (bytes: number): number => {
      here += bytes;
      const all = (this.ofSeat.get(seat) ?? 0) + bytes;
      if (all === 0) this.ofSeat.delete(seat);
      else this.ofSeat.set(seat, all);
      return all;
    };
    return { admits: (bytes) => add(bytes) <= this.most, passed: (bytes) => void add(-bytes), settle: () => void add(-here) };
  }
}

/** What is on its way in at one socket. */
export interface ComingAt {
  /** Counts so many bytes more. False where they are too many. */
  admits(bytes: number): boolean;
  /** So many bytes of what came were no part of a message. */
  passed(bytes: number): void;
  /** What came is whole, or will never be. */
  settle(): void;
}

/** How a command ended: 0 done, 1 the record does not verify, 2 it could not be done. */
export type ExitStatus = 0 | 1 | 2;

/**
 * In which header a page says for which seat it was opened. The cookie is the browser's, and so of whoever signed in last, be it in another tab: what
 * is done on a page of one seat must not be taken for an act of another.
 */
export const SEAT_HEADER = 'travaux-seat';

/** The same of a socket, which can have no header: a parameter of its address. */
export const SEAT_PARAMETER = 'seat';

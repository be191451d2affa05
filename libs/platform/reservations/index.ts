export { freeIfForsaken, release, UNTOLD_AFTER_MS } from './hold.js';
export { ownerOf } from './owner.js';
export { type Taken } from './reservation.decider.js';
export { tellReserving } from './tell-reserving.js';
export { reservationIdOf, type Wish } from './wish.js';

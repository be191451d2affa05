export { freeIfForsaken, freeWhenOver, release, UNRECORDED_AFTER_MS } from './hold.js';
export { IsReserved } from './reserved.body.js';
export { ownerOf, takerOf } from './owner.js';
export { type TakenBy, takenFrom } from './reservation.decider.js';
export { sendReserving } from './send-reserving.js';
export { type Looked, reservationIdOf, type Wish } from './wish.js';

export { freeIfForsaken, freeWhenOver, release, UNTOLD_AFTER_MS } from './hold.js';
export { IsReserved } from './reserved.body.js';
export { ownerOf, takerOf } from './owner.js';
export { type TakenBy, takenFrom } from './reservation.decider.js';
export { tellReserving } from './tell-reserving.js';
export { type Looked, reservationIdOf, type Wish } from './wish.js';

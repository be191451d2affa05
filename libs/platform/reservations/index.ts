export { freeIfForsaken, freeWhenOver, release, UNRECORDED_AFTER_MS } from './take.js';
export { IsReserved } from './reserved.body.js';
export { ownerOf, takerOf } from './owner.js';
export { type TakenBy, takenFrom } from './reservation.decider.js';
export { sendReserving } from './send-reserving.js';
export { type Reservable, reservationIdOf, type ReservationRequest } from './request.js';

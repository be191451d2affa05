export { freeIfForsaken, freeWhenOver, release, UNRECORDED_AFTER_MS } from './take.js';
export { IsReserved } from './reserved.body.js';
export { ownerOf, takerOf } from './owner.js';
export { refuseTaken, type TakenBy } from './reservation.decider.js';
export { sendReserving } from './send-reserving.js';
export {
  type Reservable,
  reservationIdOf,
  type ReservationRequest,
  type ReservationsBy,
  reservationsBy,
} from './request.js';

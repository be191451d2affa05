export { repairIdOf, sendRepair } from './handler.js';
export {
  type Alarm,
  type Disbelieved,
  MOST_AN_HOUR,
  type Park,
  type Parking,
  parkingAgain,
  parkingOf,
} from './park.js';
export { parkedStreams, type ParkedStreams, type Unrecorded } from './parked-streams.js';
export { repair, type Repair, type RepairCommand } from './repair.js';
export { standing, troubleIn, type TroubleAt } from './trouble.js';

export { type Reactions, sendAndReact } from './at-once.js';
export {
  mongoPolicyCheckpoints,
  type Parked,
  placesIn,
  type PolicyCheckpoint,
  type PolicyCheckpoints,
} from './checkpoints.js';
export { type StartedPolicies, startPolicies } from './policy-log.js';
export {
  type PolicyHost,
  type PolicyPace,
  type PolicyStatus,
  type PolicyStop,
  runPolicies,
  runPolicy,
} from './run-policy.js';
export { keyOf } from './standing.js';
export { sendBy, type Senders } from './senders.js';

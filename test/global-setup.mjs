import { buildNewer } from './build-newer.mjs';

/** Specs start the embedded stores as a process. */
export default () => buildNewer('apps/embedded-stores');

import slow from './jest.slow.config.mjs';

/** Both tiers, one spec after another: they share a log. */
export default { ...slow, testRegex: String.raw`\.spec\.ts$`, maxWorkers: 1 };

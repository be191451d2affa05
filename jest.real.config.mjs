import fast from './jest.config.mjs';

/** Both tiers, one spec after another: they share a log. */
export default { ...fast, testRegex: String.raw`\.spec\.ts$`, maxWorkers: 1 };

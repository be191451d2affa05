import fast from './jest.config.mjs';

/** The tier of processes, outages, kills and whole stories. */
export default { ...fast, testRegex: String.raw`\.slow\.spec\.ts$`, testTimeout: 900_000 };

import { readFileSync } from 'node:fs';

const swc = { ...JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8')), swcrc: false };
const esmOnly = String.raw`/node_modules/(content-disposition|cookie|set-cookie-parser)/`;

export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['local-source', 'node', 'node-addons'] },
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testRegex: String.raw`(?<!\.slow)\.spec\.ts$`,
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { [String.raw`^(\.{1,2}/.*)\.js$`]: '$1' },
  transform: {
    [String.raw`^.+\.ts$`]: ['@swc/jest', swc],
    [`${esmOnly}.+\\.js$`]: ['@swc/jest', { swcrc: false, module: { type: 'commonjs' }, jsc: { target: 'es2022' } }],
  },
  transformIgnorePatterns: [String.raw`/node_modules/(?!(content-disposition|cookie|set-cookie-parser)/)`],
  globalSetup: '<rootDir>/test/global-setup.mjs',
  globalTeardown: '<rootDir>/test/global-teardown.mjs',
  setupFiles: ['reflect-metadata'],
  testTimeout: 300_000, // ends what hangs, also on a machine that is slow or that others use too
  coverageProvider: 'v8',
  maxWorkers: 2,
  workerIdleMemoryLimit: '600MB',
};

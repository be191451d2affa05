import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const TIMERS = ['setTimeout', 'setInterval', 'setImmediate'];
const CLOCKS = [
  { object: 'Date', property: 'now' },
  { object: 'Math', property: 'random' },
  { object: 'AbortSignal', property: 'timeout' },
];
const NO_ARGUMENT_DATE = ':matches(NewExpression, CallExpression)[callee.name="Date"][arguments.length=0]';
const MACHINES = [
  { name: 'node:timers' },
  { name: 'node:timers/promises' },
  { name: 'node:perf_hooks' },
  { name: 'node:crypto', importNames: ['randomUUID', 'randomBytes', 'randomInt', 'randomFillSync', 'webcrypto'] },
];

export default defineConfig(
  { ignores: ['dist/', 'coverage/', 'data/', 'node_modules/'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off', // unions and mapped types read better as types
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off', // flags every object literal given to a body class
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-console': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
    },
  },
  {
    name: 'what-nobody-waits-for-says-where-it-fails',
    files: ['libs/**/*.ts', 'apps/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/*-for-specs.ts', '**/for-specs/**'],
    rules: { '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: false }] },
  },
  {
    name: 'hours-waits-and-chance-come-from-the-world',
    files: ['libs/**/*.ts', 'apps/bersinar/*.ts'],
    ignores: [
      'libs/kernel/world.ts',
      ...['libs/platform/stores/*', 'libs/platform/keyring/*', 'libs/platform/event-store/eventstoredb.connection.ts'],
      ...['libs/platform/auth/development-issuer.ts', 'libs/platform/http/leaving.ts'],
      ...['apps/bersinar/projections.ts', 'apps/bersinar/projector-thread.ts', 'apps/bersinar/system.ts'],
      ...['**/*.spec.ts', '**/*-for-specs.ts', '**/for-specs/*'],
    ],
    rules: {
      'no-restricted-globals': ['error', ...TIMERS, 'performance', 'crypto'],
      'no-restricted-properties': ['error', ...CLOCKS],
      'no-restricted-syntax': ['error', NO_ARGUMENT_DATE],
      'no-restricted-imports': ['error', { paths: MACHINES }],
    },
  },
  {
    name: 'what-decides-asks-no-machine',
    files: ['libs/contexts/**/*.ts', 'libs/contracts/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/*-for-specs.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...TIMERS,
        ...['process', 'fetch', 'performance', 'crypto', 'globalThis', 'localStorage', 'WebSocket', 'XMLHttpRequest'],
      ],
      'no-restricted-properties': ['error', ...CLOCKS],
      'no-restricted-syntax': ['error', NO_ARGUMENT_DATE],
    },
  },
  {
    name: 'only-handlers-take-chances',
    files: ['libs/contexts/**/*.ts', 'libs/contracts/**/*.ts'],
    ignores: ['**/*.handle.ts', '**/*.spec.ts', '**/*-for-specs.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: [...MACHINES, { name: '#kernel/world' }] }],
    },
  },
  { files: ['**/*.mjs'], languageOptions: { globals: globals.node } },
);

import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';

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
    name: 'what-decides-asks-no-machine',
    files: ['libs/contexts/**/*.ts', 'libs/contracts/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/*-for-specs.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['process', 'fetch', 'performance', 'crypto', 'setTimeout', 'setInterval', 'setImmediate'],
        ...['globalThis', 'localStorage', 'WebSocket', 'XMLHttpRequest'],
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now' },
        { object: 'Math', property: 'random' },
      ],
      'no-restricted-syntax': [
        'error',
        ':matches(NewExpression, CallExpression)[callee.name="Date"][arguments.length=0]',
      ],
    },
  },
  { files: ['**/*.mjs'], languageOptions: { globals: globals.node } },
);

/** What is run: all that is built is there for one of them. */
const PROGRAMS = '^apps/([^/]+/main|bersinar/(story|token|projections|permissions|projector-thread))\\.ts$';

export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'kits-do-not-ship',
      comment: 'What is called for-specs, a file or a folder, is not built: nothing that is may need it.',
      severity: 'error',
      from: { pathNot: 'for-specs(\\.ts$|/)' },
      to: { path: 'for-specs(\\.ts$|/)' },
    },
    {
      name: 'what-ships-is-used',
      comment: 'What no program reaches is a kit, and so called, or is deleted.',
      severity: 'error',
      from: { path: PROGRAMS },
      to: { path: '^(apps|libs)/', pathNot: `for-specs(\\.ts$|/)|${PROGRAMS}`, reachable: false },
    },
    { name: 'unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'contexts-do-not-meet',
      severity: 'error',
      from: { path: '^libs/contexts/([^/]+)/' },
      to: { path: '^libs/contexts/', pathNot: '^libs/contexts/$1/' },
    },
    { name: 'libs-never-use-apps', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    {
      name: 'kernel-stands-alone',
      comment: 'The kernel knows nothing of Nest or a driver, nor of anybody who uses it.',
      severity: 'error',
      from: { path: '^libs/kernel/' },
      to: {
        path: '(^libs/(?!kernel/)|node_modules/(@nestjs|fastify|mongodb|@eventstore|lmdb|pino|jose|mercurius|graphql|class-validator)/)',
      },
    },
    {
      name: 'contracts-know-the-kernel-only',
      severity: 'error',
      from: { path: '^libs/contracts/' },
      to: { path: '^libs/(?!contracts/|kernel/)' },
    },
    {
      name: 'platform-serves-any-context',
      severity: 'error',
      from: { path: '^libs/platform/' },
      to: { path: '^libs/contexts/' },
    },
    {
      name: 'what-is-impure-says-so',
      comment:
        'In a context only commands, handlers of commands, read models, odd routes and the lists of features know more than the kernel and contracts.',
      severity: 'error',
      from: {
        path: '^libs/contexts/',
        pathNot:
          '(\\.(commands|handle|read-model|controller|reactions)|/(index|reactions|provider\\.(body|view)|instrument\\.views)|-for-specs)\\.ts$',
      },
      to: { path: '(^libs/platform/|^apps/|node_modules/(?!csv-parse/))', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'what-decides-asks-no-machine',
      comment: 'A clock, randomness, files and the network come from the engine; a digest is a function.',
      severity: 'error',
      from: {
        path: '^libs/(contexts|contracts)/',
        pathNot: '(\\.handle|\\.spec|-for-specs|/sdp-file|/agreement-text)\\.ts$',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'one-file-knows-eventstoredb',
      severity: 'error',
      from: {
        path: '^(libs|apps)/',
        pathNot:
          '^(libs/platform/event-store/(eventstoredb(\\.(connection|last))?|[a-z-]+-for-specs)\\.ts$|apps/embedded-stores/)',
      },
      to: { path: 'node_modules/(@eventstore|@kurrent)/' },
    },
    {
      name: 'nobody-imports-embedded-stores',
      severity: 'error',
      from: { pathNot: '^apps/embedded-stores/' },
      to: { path: '^apps/embedded-stores/' },
    },
    {
      name: 'embedded-stores-import-nobody',
      severity: 'error',
      from: { path: '^apps/embedded-stores/' },
      to: { path: '^(libs/|apps/(?!embedded-stores/))' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^dist/|\\.spec\\.ts$)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['local-source', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.js', '.d.ts'],
    },
  },
};

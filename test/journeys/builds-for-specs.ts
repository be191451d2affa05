import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildApps, ROOT } from './processes-for-specs.js';

/** What is other in a file of a build: each first text, which stands there, by the second. */
export type Changes = Readonly<Record<string, readonly (readonly [from: string, to: string])[]>>;

/** Builds the application into a folder of its own, with some files other than they are; answers the folder. */
export async function otherBuild(folder: string, changes: Changes): Promise<string> {
  await buildApps();
  await mkdir(folder, { recursive: true });
  await cp(join(ROOT, 'dist'), join(folder, 'dist'), { recursive: true });
  await cp(join(ROOT, 'package.json'), join(folder, 'package.json'));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const [file, replacements] of Object.entries(changes)) {
    const path = join(folder, 'dist', file);
    let text = await readFile(path, 'utf8');
    for (const [from, to] of replacements) {
      if (!text.includes(from)) throw new Error(`${file} does not say ${from}.`);
      text = text.replaceAll(from, to);
    }
    await writeFile(path, text);
  }
  return folder;
}

/** A later build's contracts: second versions of these types that say nothing more, and new types that say what these say. */
export const laterTypes = (second: readonly string[], added: Readonly<Record<string, string>> = {}): Changes => ({
  'libs/contracts/registry.js': [
    ['export const definitions = [', "import { event } from '#kernel';\nconst known = ["],
    [
      '//# sourceMappingURL',
      `const again = (d) => event(d.type, d, d.plain, [{ plain: d.plain, upcast: { clear: (data) => data } }]);
export const definitions = [
  ...known.map((d) => (${JSON.stringify(second)}.includes(d.type) ? again(d) : d)),
  ...Object.entries(${JSON.stringify(added)}).map(([type, like]) => {
    const d = known.find((one) => one.type === like);
    return { ...event(type, d, d.plain), type };
  }),
];
//# sourceMappingURL`,
    ],
  ],
});

/** A state that a new type says nothing about. */
export const unmovedByNewTypes: Changes = {
  'libs/kernel/decider.js': [['decider.evolve[event.type]', '(decider.evolve[event.type] ?? ((unmoved) => unmoved))']],
};

const RECEIVED = "event.type === 'DirectiveReceived' ? { ...event, type: 'DirectiveAcknowledged' } : event";

/** A later build in which a directive is received where it was acknowledged: one read model of it is a new version. */
export const receivesDirectives: Changes = {
  'libs/contexts/cooperation/directive/directive.rules.js': [
    ["type: 'DirectiveAcknowledged'", "type: 'DirectiveReceived'"],
  ],
  'libs/contexts/cooperation/directive/directive.decider.js': [
    ['export const directive = {', 'const asItWas = {'],
    [
      '//# sourceMappingURL',
      `const evolve = {
  DirectiveReceived: (state, event) => record.directiveEntries.recorded(state, ${RECEIVED}),
  ...asItWas.decider.evolve,
};
export const directive = { ...asItWas, decider: { ...asItWas.decider, evolve } };
//# sourceMappingURL`,
    ],
  ],
  'libs/contexts/cooperation/directive/directives.read-model.js': [
    ['version: 1', 'version: 2'],
    ['events: events.directiveEvents', "events: [...events.directiveEvents, { type: 'DirectiveReceived' }]"],
    ['directiveAfter(document, event, directiveId)', `directiveAfter(document, ${RECEIVED}, directiveId)`],
  ],
};

/** A later build in which every directive says in its title that it is of the second version; it knows the first one. */
export const raisedDirectives: Changes = {
  'libs/contexts/cooperation/directive/directives.read-model.js': [
    [
      'export const directiveCompliance = {',
      `const again = (title) => \`\${title.replace(' (2)', '')} (2)\`;
const second = (before) => ({
  ...before,
  version: 2,
  before,
  fold: (document, ...input) => {
    const next = before.fold(document, ...input);
    return { ...next, title: again(next.title) };
  },
});
export const directiveCompliance = second({`,
    ],
    ['};\nconst share', '});\nconst share'],
  ],
};

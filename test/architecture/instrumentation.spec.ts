import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');
const filesIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(root.length));

/** What patches clients from outside, by the name of its package, and the call that registers it. */
const INSTRUMENTS = /['"/@](?:opentelemetry|dd-trace|newrelic|elastic-apm)|instrumentation|registerInstrumentation/i;

/** The packages that a lock file installs for those who run the application. */
const installed = (lock: string): string[] => {
  const { packages } = JSON.parse(lock) as { packages: Readonly<Record<string, { readonly dev?: boolean }>> };
  return Object.keys(packages).filter((path) => packages[path]?.dev !== true);
};

describe('The metadata of an event (D1)', () => {
  it('have nobody between us and the server who could add to them: no source registers instrumentation', () => {
    const sources = ['apps', 'libs', 'docker'].flatMap(filesIn);
    expect(sources.length).toBeGreaterThan(300);
    expect([...sources, 'package.json', 'nest-cli.json'].filter((file) => INSTRUMENTS.test(textOf(file)))).toEqual([]);
  });

  it('have none installed that could', () => {
    const packages = installed(textOf('package-lock.json'));
    expect(packages).toEqual(expect.arrayContaining(['node_modules/@eventstore/db-client']));
    expect(packages.filter((path) => INSTRUMENTS.test(path))).toEqual([]);
  });

  it.each([
    "import { Instrumentation } from '@eventstore/opentelemetry';",
    "import { trace } from '@opentelemetry/api';",
    'import "dd-trace/init";',
    'registerInstrumentations({ instrumentations: [] });',
    '"start": "node --require @opentelemetry/auto-instrumentations-node/register dist/main.js"',
    'node_modules/@kurrent/opentelemetry',
  ])('would be seen to be added to: %s', (text) => {
    expect(INSTRUMENTS.test(text)).toBe(true);
  });
});

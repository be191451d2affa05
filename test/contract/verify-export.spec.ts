import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { backupForSpecs } from './backup-for-specs.js';
import { HELD, nth } from './breaking-for-specs.js';
import { chainBreaks, envelopeBreaks, idBreaks, keyringBreaks } from './breaks-for-specs.js';
import { aboutBreaks, citationBreaks, dayBreaks, sealBreaks, whoBreaks } from './content-breaks-for-specs.js';
import { verify } from './verify-export.mjs';

const program = fileURLToPath(new URL('verify-export.mjs', import.meta.url));
const breaks = [
  ...keyringBreaks,
  ...chainBreaks,
  ...envelopeBreaks,
  ...idBreaks,
  ...dayBreaks,
  ...whoBreaks,
  ...aboutBreaks,
  ...citationBreaks,
  ...sealBreaks,
];

describe('A backup, verified by a program that knows the data format only', () => {
  it('imports nothing but what Node brings', () => {
    for (const file of [program, program.replace('verify-export', 'dictionary')]) {
      const imported = [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(
        ([, name]) => name,
      );
      expect(imported.length).toBeGreaterThan(0);
      for (const name of imported) expect(builtinModules).toContain(name?.replace('node:', ''));
    }
  });

  it('is whole: hashes, ids, envelopes, keys and seals', () => {
    const { ok, errors, counts } = verify(backupForSpecs());
    expect(errors).toEqual([]);
    expect(ok).toBe(true);
    expect(counts).toMatchObject({
      events: 28,
      foreign: 1,
      excluded: 1,
      sealsOpened: 12,
      sealsDestroyed: 5,
      tombstones: 4,
    });
  });

  it('leaves out what was excluded also where that holds again', () => {
    const backup = backupForSpecs();
    nth(backup.events, 'AgreementProposed', 1).data.title = 'Second';
    const { errors, counts } = verify(backup);
    expect([errors, counts.excluded]).toEqual([[], 1]);
  });

  it.each(breaks)('shows %s at %s: %s', (error, at, _, changes) => {
    const backup = backupForSpecs(changes);
    const { ok, errors } = verify(backup);
    const typeAt = new Map(backup.events.map(({ stream, revision, type }) => [`${stream}@${revision}`, type]));
    expect(ok).toBe(false);
    expect([...new Set(errors.map((one) => one.error))]).toEqual([error]);
    const seen = errors.map(({ key, stream, revision }) => key ?? typeAt.get(`${stream ?? ''}@${revision ?? 0}`));
    expect(seen[0]).toBe(at);
  });

  it('says which member of an envelope is none', () => {
    for (const [, , member, changes] of envelopeBreaks) {
      const [broken] = verify(backupForSpecs(changes)).errors;
      expect(broken?.at).toMatch(new RegExp(`^${member.replaceAll('.', '\\.').replace('$', '\\$')}`));
    }
  });

  it('breaks each thing that it names, and docs/data-format.md names each too', () => {
    const named = [...readFileSync(program, 'utf8').matchAll(/(?:fail|report)\('([a-z-]+)'/g)].map(
      ([, error]) => error,
    );
    const shown = new Set(breaks.map(([error]) => error));
    expect([...new Set(named)].filter((error) => !shown.has(error ?? ''))).toEqual([]);
    const description = readFileSync(fileURLToPath(new URL('../../docs/data-format.md', import.meta.url)), 'utf8');
    expect([...shown].filter((error) => !description.includes(`\`${error}\``))).toEqual([]);
  });

  it('proves nothing when nothing says that a log started', () => {
    const { keys, kek } = backupForSpecs();
    expect(verify({ events: [], keys, kek }).errors.at(-1)?.error).toBe('log-start');
  });

  describe('as files', () => {
    let folder: string;
    beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'backup-'))));
    afterAll(() => {
      rmSync(folder, { recursive: true });
    });

    const run = ({ events, keys, kek }: ReturnType<typeof backupForSpecs>) => {
      const lines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
      const files = { 'export.ndjson': lines(events), 'keyring.ndjson': lines(keys), kek };
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
      const paths = Object.keys(files).map((name) => join(folder, name));
      return spawnSync(process.execPath, [program, ...paths], { encoding: 'utf8' });
    };

    it('is reported as JSON, exit 0 when it is whole', () => {
      const { status, stdout, stderr } = run(backupForSpecs());
      expect([status, stderr]).toEqual([0, '']);
      expect(JSON.parse(stdout)).toMatchObject({ ok: true, errors: [] });
    });

    it('is exit 1 when it is not, with the place and the name of each error', () => {
      const backup = backupForSpecs({ linked: (all) => (nth(all, HELD).data.module = 'M2') });
      const { status, stdout } = run(backup);
      expect(status).toBe(1);
      expect((JSON.parse(stdout) as { errors: object[] }).errors.length).toBe(verify(backup).errors.length);
    });
  });
});

import { getMetadataStorage } from 'class-validator';
import { definitions } from '#contracts/registry';
import { Malformed, Registry } from '#kernel';
import { RequestPipe } from '#platform/http';
import '../../apps/bersinar/modules.js';

const SECRET = 'rahasia';

/** Every class of what is sent or asked, with the names of its fields: nested ones are classes of their own. */
function classes() {
  const { validationMetadatas } = getMetadataStorage() as unknown as {
    validationMetadatas: Map<new () => object, readonly { readonly propertyName: string }[]>;
  };
  return [...validationMetadatas].map(([of, checks]) => ({
    of,
    fields: [...new Set(checks.map(({ propertyName }) => propertyName))],
  }));
}

describe('A value that is refused', () => {
  const sealed = new Registry(definitions).sealed();
  const pipe = new RequestPipe(sealed);

  async function refusedIn(of: new () => object, fields: readonly string[]): Promise<readonly string[]> {
    const body = Object.fromEntries(fields.map((field) => [field, SECRET]));
    const refusal = await pipe.transform(body, { type: 'query', metatype: of }).catch((error: unknown) => error);
    if (!(refusal instanceof Malformed)) return [];
    return refusal.problems;
  }

  it('is never repeated where it would be sealed, in whatever is sent or asked', async () => {
    const quoted: string[] = [];
    for (const { of, fields } of classes()) {
      for (const problem of await refusedIn(of, fields))
        if (problem.includes(SECRET)) quoted.push(problem.split(' ')[0] ?? '');
    }
    expect(quoted.length).toBeGreaterThan(200);
    expect([...new Set(quoted)]).toEqual(expect.arrayContaining(['unitId', 'inmateId', 'from']));
    expect(quoted.filter((field) => sealed.has(field.split('[')[0] ?? ''))).toEqual([]);
  });

  it('would be sealed by the name of every property that an event seals, and of what is in it', () => {
    expect([...sealed]).toEqual(expect.arrayContaining(['name', 'birthDate', 'registerNumber', 'severity', 'answers']));
    for (const field of ['unitId', 'inmateId', 'heldOn', 'status']) expect(sealed).not.toContain(field);
  });
});

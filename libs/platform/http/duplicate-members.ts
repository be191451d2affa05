import { visit } from 'jsonc-parser';

/** Where in JSON text an object names a member twice, however either is escaped, as `rows[1].title`; undefined when none does. */
export function duplicateMemberIn(text: string): string | undefined {
  const seen: Set<string>[] = [];
  let twice: string | undefined;
  visit(text, {
    onObjectBegin: () => {
      seen.push(new Set());
    },
    onObjectProperty: (name, _offset, _length, _line, _character, pathOf) => {
      if (twice === undefined && seen.at(-1)?.has(name)) twice = pathTo([...pathOf(), name]);
      seen.at(-1)?.add(name);
    },
    onObjectEnd: () => {
      seen.pop();
    },
  });
  return twice;
}

const pathTo = (path: readonly (string | number)[]): string =>
  path.reduce<string>((at, part) => {
    if (typeof part === 'number') return `${at}[${part}]`;
    return at === '' ? part : `${at}.${part}`;
  }, '');

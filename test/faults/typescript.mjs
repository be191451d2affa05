import { transformFile } from '@swc/core';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';

// With `--import` and `--conditions=local-source`, Node runs the sources as they are.
register(import.meta.url);

const root = fileURLToPath(new URL('../..', import.meta.url));

export function resolve(specifier, context, next) {
  const isOfSource = specifier.startsWith('.') && context.parentURL?.endsWith('.ts');
  return next(isOfSource ? specifier.replace(/\.js$/, '.ts') : specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const { code } = await transformFile(fileURLToPath(url), { cwd: root, swcrc: true, sourceMaps: 'inline' });
  return { format: 'module', source: code, shortCircuit: true };
}

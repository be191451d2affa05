import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Route, routesIn } from '#platform/auth';
import { MetricsController } from '#platform/http';
import { edges } from './modules.js';

const ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Who may give which command and ask which question, a line of a Markdown table for each. */
export const permissionsTable = (): readonly string[] => [
  '| command or question | where | who may |',
  '| --- | --- | --- |',
  ...routesIn([...edges(), MetricsController])
    .flatMap(lineOf)
    .sort(),
];

function lineOf({ access, method, path }: Route): readonly string[] {
  if (access === undefined || method === undefined || path === undefined) return [];
  return [`| ${access.name} | ${method} ${path.replace(ID, '{id}')} | ${access.roles.join(', ')} |`];
}

const isMain = import.meta.url === pathToFileURL(process.argv[1] ?? '').href;
if (isMain) {
  const [, , file = ''] = process.argv;
  const words =
    '# Who may do what\n\n`npm run permissions` writes this table from the commands and questions themselves.';
  writeFileSync(file, `${words}\n\n${permissionsTable().join('\n')}\n`);
}

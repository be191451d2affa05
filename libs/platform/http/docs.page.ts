/** The page at `/docs`: a search box, every operation, and the one that was chosen, from `/openapi.json` alone. */
export const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Bersinar API</title>
    <link rel="stylesheet" href="/docs/docs.css">
  </head>
  <body>
    <nav>
      <h1>Bersinar API</h1>
      <input id="search" type="search" placeholder="Search: a word, field, code, role or refusal" aria-label="Search operations" autofocus>
      <ul id="operations"></ul>
    </nav>
    <main id="operation" aria-live="polite"><p>Choose an operation.</p></main>
    <script src="/docs/docs.js"></script>
  </body>
</html>
`;

export const STYLE = `
body { margin: 0; display: flex; font: 15px/1.5 system-ui, sans-serif; color: #1b1f23; height: 100vh; }
nav { width: 26rem; flex: none; overflow-y: auto; padding: 1rem; background: #f5f7f8; border-right: 1px solid #d8dee2; }
nav h1 { font-size: 1.1rem; margin: 0 0 .5rem; }
#search { width: 100%; box-sizing: border-box; padding: .5rem; font: inherit; }
ul { list-style: none; padding: 0; }
nav a { display: block; padding: .25rem; color: inherit; text-decoration: none; }
nav a:hover, nav a[aria-current] { background: #dfe8ec; }
nav small { display: block; color: #57606a; overflow-wrap: anywhere; }
main { flex: 1; overflow-y: auto; padding: 1rem 2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid #e5e9ec; }
pre { background: #f5f7f8; padding: .8rem; overflow-x: auto; white-space: pre-wrap; }
code { overflow-wrap: anywhere; }
`;

export const SCRIPT = `'use strict';
const el = (tag, properties, ...children) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children.filter((child) => child !== undefined));
  return node;
};
const text = (example) => (typeof example === 'string' ? example : JSON.stringify(example, null, 2));
const table = (head, rows) =>
  el('table', {}, el('tr', {}, ...head.map((one) => el('th', {}, one))),
    ...rows.map((row) => el('tr', {}, ...row.map((one) => el('td', {}, one ?? '')))));
const part = (title, ...children) => el('section', {}, el('h3', {}, title), ...children);
const byId = (id) => document.getElementById(id);

const page = ({ paths, components }) => {
  const schemas = components.schemas;
  const last = (ref) => ref.slice(ref.lastIndexOf('/') + 1);
  const refOf = (schema) => schema.$ref ?? [...(schema.allOf ?? []), ...(schema.anyOf ?? [])].find((one) => one.$ref)?.$ref;
  const taken = ({ parameters = [] }) =>
    parameters.map((one) => (one.$ref === undefined ? one : components.parameters[last(one.$ref)]));
  const kindOf = (schema) => {
    const ref = refOf(schema);
    if (ref !== undefined) return last(ref);
    if (schema.type === 'array') return 'list of ' + kindOf(schema.items ?? {});
    return [schema.type, schema.format].filter(Boolean).join(', ');
  };
  const resolved = (schema) => {
    const ref = refOf(schema.type === 'array' ? (schema.items ?? {}) : schema);
    return ref === undefined ? schema : schemas[last(ref)];
  };
  const wordsOf = (description, schema) => {
    const { enum: codes, description: meanings } = resolved(schema);
    return el('span', {}, description ?? '', codes &&
      el('details', {}, el('summary', {}, codes.length + ' codes'), el('pre', {}, meanings ?? codes.join(', '))));
  };
  const fieldsIn = (schema, under = '') => {
    const { properties = {}, required = [] } = resolved(schema);
    return Object.entries(properties).flatMap(([name, of]) => {
      const path = under + name;
      const inner = path.split('.').length > 3 ? [] : fieldsIn(of, path + '.');
      return [{ name, path, of, isNeeded: required.includes(name) }, ...inner];
    });
  };
  const fieldTable = (schema) =>
    table(['field', 'kind', '', 'what it is'], fieldsIn(schema).map(({ path, of, isNeeded }) =>
      [el('code', {}, path), kindOf(of), isNeeded ? 'needed' : '', wordsOf(of.description, of)]));
  const bodiesOf = ({ content = {} }) =>
    Object.entries(content).map(([type, { example }]) =>
      el('div', {}, el('small', {}, type), el('pre', { className: 'example' }, text(example))));

  const schemasOf = ({ content = {} }) => Object.values(content).map((one) => one.schema ?? {});
  const answerFields = (status, response) =>
    status.startsWith('2') && schemasOf(response).some((one) => fieldsIn(one).length > 0)
      ? [el('div', { className: 'fields' }, ...schemasOf(response).map((one) => fieldTable(one)))]
      : [];

  /** What it is also found by: parameters, fields, the codes that they may have, roles and refusals. */
  const inside = (operation) => {
    const { requestBody = {}, responses, 'x-roles': roles = [], 'x-refusals': refusals = [] } = operation;
    const parameters = taken(operation);
    const answered = Object.entries(responses).filter(([status]) => status.startsWith('2')).map(([, one]) => one);
    const fields = [requestBody, ...answered].flatMap(schemasOf).flatMap((one) => fieldsIn(one));
    const codes = [...fields.map(({ of }) => of), ...parameters.map(({ schema = {} }) => schema)]
      .flatMap((schema) => resolved(schema).enum ?? []);
    const names = [...fields, ...parameters].map(({ name }) => name);
    return [...new Set([...names, ...codes, ...roles, ...refusals.map(({ code }) => code)])].map((one) => String(one).toLowerCase());
  };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const words = [method, path, operation.summary, operation.operationId, ...(operation.tags ?? [])];
      return { path, method, operation, words: words.join(' ').toLowerCase(), inside: inside(operation) };
    }));
  const links = operations.map(({ path, method, operation }) =>
    el('li', {}, el('a', { href: '#' + operation.operationId }, operation.summary,
      el('small', {}, method.toUpperCase() + ' ' + path))));
  byId('operations').append(...links);

  const search = () => {
    const wanted = byId('search').value.toLowerCase().split(' ').filter(Boolean);
    operations.forEach(({ words, inside }, at) => {
      const has = (one) => words.includes(one) || (one.length > 2 && inside.some((name) => name.startsWith(one)));
      links[at].hidden = !wanted.every(has);
    });
  };
  const open = () => {
    const at = operations.findIndex(({ operation }) => '#' + operation.operationId === location.hash);
    links.forEach((link, index) => { link.firstChild.toggleAttribute('aria-current', index === at); });
    if (at < 0) return;
    const { path, method, operation } = operations[at];
    const { requestBody, responses } = operation;
    const parameters = taken(operation);
    const asked = Object.values(requestBody?.content ?? {})[0]?.schema;
    const refusals = operation['x-refusals'] ?? [];
    byId('operation').replaceChildren(
      el('h2', {}, operation.summary),
      el('p', {}, el('code', {}, method.toUpperCase() + ' ' + path)),
      el('p', {}, operation['x-roles'] === undefined ? 'For everybody.' : 'For ' + operation['x-roles'].join(', ') + '.'),
      ...(requestBody ? [part('Example', ...bodiesOf(requestBody))] : []),
      ...(asked ? [part('Fields', fieldTable(asked))] : []),
      ...(parameters.length > 0
        ? [part('Parameters', table(['name', 'in', 'kind', '', 'example', 'what it is'], parameters.map((one) =>
            [el('code', {}, one.name), one.in, kindOf(one.schema ?? {}), one.required ? 'needed' : '', String(one.example ?? ''),
              wordsOf(one.description, one.schema ?? {})])))]
        : []),
      part('Answers', ...Object.entries(responses).map(([status, response]) =>
        el('details', { open: status.startsWith('2') }, el('summary', {}, status + ' ' + response.description),
          ...answerFields(status, response), ...bodiesOf(response)))),
      ...(refusals.length > 0
        ? [part('Refusals', table(['status', 'code', 'what it says', 'rule'], refusals.map((one) =>
            [String(one.status), el('code', {}, one.code), one.sentence, one.rule])))]
        : []),
    );
    byId('operation').scrollTop = 0;
  };
  byId('search').addEventListener('input', search);
  addEventListener('hashchange', open);
  search();
  open();
};

fetch('/openapi.json').then((answer) => answer.json()).then(page);
`;

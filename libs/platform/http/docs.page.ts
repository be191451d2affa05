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
      <input id="search" type="search" placeholder="Search operations" aria-label="Search operations" autofocus>
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
  const kindOf = (schema) => {
    const ref = refOf(schema);
    if (ref !== undefined) return last(ref);
    if (schema.type === 'array') return 'list of ' + kindOf(schema.items ?? {});
    return [schema.type, schema.format].filter(Boolean).join(', ');
  };
  const meaningsOf = (schema) => {
    const ref = refOf(schema.type === 'array' ? (schema.items ?? {}) : schema);
    const list = ref === undefined ? undefined : schemas[last(ref)];
    return list?.enum === undefined
      ? undefined
      : el('details', {}, el('summary', {}, list.enum.length + ' codes'), el('pre', {}, list.description));
  };
  const fieldsOf = (schema, under) => {
    const ref = refOf(schema.type === 'array' ? (schema.items ?? {}) : schema);
    const { properties = {}, required = [] } = ref === undefined ? schema : schemas[last(ref)];
    return Object.entries(properties).flatMap(([name, of]) => {
      const path = under + name;
      const words = el('span', {}, of.description ?? '', meaningsOf(of));
      const inner = name === 'context' || path.split('.').length > 3 ? [] : fieldsOf(of, path + '.');
      return [[el('code', {}, path), kindOf(of), required.includes(name) ? 'needed' : '', words], ...inner];
    });
  };
  const bodiesOf = ({ content = {} }) =>
    Object.entries(content).map(([type, { example }]) =>
      el('div', {}, el('small', {}, type), el('pre', { className: 'example' }, text(example))));

  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const words = [method, path, operation.summary, operation.operationId, ...(operation.tags ?? [])];
      return { path, method, operation, words: words.join(' ').toLowerCase() };
    }));
  const links = operations.map(({ path, method, operation }) =>
    el('li', {}, el('a', { href: '#' + operation.operationId }, operation.summary,
      el('small', {}, method.toUpperCase() + ' ' + path))));
  byId('operations').append(...links);

  const search = () => {
    const wanted = byId('search').value.toLowerCase().split(' ').filter(Boolean);
    operations.forEach(({ words }, at) => { links[at].hidden = !wanted.every((one) => words.includes(one)); });
  };
  const open = () => {
    const at = operations.findIndex(({ operation }) => '#' + operation.operationId === location.hash);
    links.forEach((link, index) => { link.firstChild.toggleAttribute('aria-current', index === at); });
    if (at < 0) return;
    const { path, method, operation } = operations[at];
    const { parameters = [], requestBody, responses } = operation;
    const asked = Object.values(requestBody?.content ?? {})[0]?.schema;
    const refusals = operation['x-refusals'] ?? [];
    byId('operation').replaceChildren(
      el('h2', {}, operation.summary),
      el('p', {}, el('code', {}, method.toUpperCase() + ' ' + path)),
      el('p', {}, operation['x-roles'] === undefined ? 'For everybody.' : 'For ' + operation['x-roles'].join(', ') + '.'),
      ...(requestBody ? [part('Example', ...bodiesOf(requestBody))] : []),
      ...(asked ? [part('Fields', table(['field', 'kind', '', 'what it is'], fieldsOf(asked, '')))] : []),
      ...(parameters.length > 0
        ? [part('Parameters', table(['name', 'in', '', 'example', 'what it is'], parameters.map((one) =>
            [el('code', {}, one.name), one.in, one.required ? 'needed' : '', String(one.example ?? ''), one.description])))]
        : []),
      part('Answers', ...Object.entries(responses).map(([status, response]) =>
        el('details', { open: status.startsWith('2') }, el('summary', {}, status + ' ' + response.description),
          ...bodiesOf(response)))),
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

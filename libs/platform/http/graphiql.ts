import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { NotFound } from '#kernel';
import { Public } from '../auth/index.js';

const packages = createRequire(import.meta.url);
const inPackage = (name: string, file: string): string => join(dirname(packages.resolve(`${name}/package.json`)), file);

const FILES: Readonly<Record<string, () => string>> = {
  'react.js': () => inPackage('react', 'umd/react.production.min.js'),
  'react-dom.js': () => inPackage('react-dom', 'umd/react-dom.production.min.js'),
  'graphiql.js': () => inPackage('graphiql', 'graphiql.min.js'),
  'graphiql.css': () => inPackage('graphiql', 'graphiql.min.css'),
};

/** It styles itself, and keeps its worker and its pictures in addresses of its own. */
const OF_GRAPHIQL =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; frame-ancestors 'none'";

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Bersinar GraphiQL</title>
    <link rel="stylesheet" href="/graphiql/graphiql.css">
    <style>body { margin: 0 } #graphiql { height: 100vh }</style>
  </head>
  <body>
    <div id="graphiql"></div>
    <script src="/graphiql/react.js"></script>
    <script src="/graphiql/react-dom.js"></script>
    <script src="/graphiql/graphiql.js"></script>
    <script src="/graphiql/start.js"></script>
  </body>
</html>
`;

const START = `ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
    defaultHeaders: '{ "Authorization": "Bearer paste-a-token-here" }',
    isHeadersEditorEnabled: true,
    shouldPersistHeaders: false,
  }),
);
`;

/** GraphiQL from this project's own packages, so that it works offline. */
@ApiExcludeController()
@Controller('graphiql')
export class GraphiqlController {
  @Public()
  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', OF_GRAPHIQL)
  page(): string {
    return PAGE;
  }

  @Public()
  @Get('start.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  start(): string {
    return START;
  }

  @Public()
  @Get(':file')
  file(@Param('file') name: string): StreamableFile {
    const file = Object.hasOwn(FILES, name) ? FILES[name] : undefined;
    if (file === undefined) throw new NotFound('such file');
    const type = name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8';
    return new StreamableFile(createReadStream(file()), { type });
  }
}

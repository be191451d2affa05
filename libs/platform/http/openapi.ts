import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { Problem } from './documents.js';
import { EXAMPLE_ID } from './examples.js';
import { withExamples } from './openapi.examples.js';
import { withLists } from './openapi.lists.js';
import { withRefusals } from './openapi.refusals.js';

/** OpenAPI 3.1 at `/openapi.json`; `DocsController` shows it. */
export function documentApi(app: NestFastifyApplication, title: string, version: string): void {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(title)
    .setDescription('Commands name the act and answer Position; questions take it as Wait-For-Position.')
    .setVersion(version)
    .addBearerAuth()
    .build();
  const document = () =>
    withActingGrant(
      withExamples(withRefusals(withLists(SwaggerModule.createDocument(app, config, { extraModels: [Problem] })))),
    );
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    ui: false,
  });
}

const ACTING_GRANT = {
  name: 'Acting-Grant',
  in: 'header' as const,
  required: false,
  description: 'By which grant you act, where you have several that count today.',
  schema: { type: 'string', format: 'uuid' },
  example: EXAMPLE_ID,
};
const BY_REFERENCE = { $ref: '#/components/parameters/ActingGrant' };
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Says of every operation that wants a token that it takes the header, which is described once. */
function withActingGrant(document: OpenAPIObject): OpenAPIObject {
  const operations = Object.values(document.paths).flatMap((path) => METHODS.map((method) => path[method]));
  for (const operation of operations) {
    if (operation?.security !== undefined) operation.parameters = [...(operation.parameters ?? []), BY_REFERENCE];
  }
  const parameters = { ...document.components?.parameters, ActingGrant: ACTING_GRANT };
  return { ...document, components: { ...document.components, parameters } };
}

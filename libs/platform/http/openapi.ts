import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { Problem } from './documents.js';
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
    withExamples(withRefusals(withLists(SwaggerModule.createDocument(app, config, { extraModels: [Problem] }))));
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    ui: false,
  });
}

import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Controller, Get, Inject, NotFoundException, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { OPEN_API } from '../tokens.js';

/** The files of Swagger UI that the page needs; they come with @nestjs/swagger, so the page works without the internet. */
const types: Readonly<Record<string, string>> = { 'swagger-ui.css': 'text/css; charset=utf-8', 'swagger-ui-bundle.js': 'text/javascript; charset=utf-8' };

const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>API · Jobwarden</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><div id="swagger-ui"><p>The document itself is at <a href="/api/docs/openapi.json">/api/docs/openapi.json</a>.</p></div>
<script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>
`;
const start = `SwaggerUIBundle({ url: '/api/docs/openapi.json', dom_id: '#swagger-ui', deepLinking: true });\n`;
// Swagger UI sets style attributes and shows pictures as data.
const policy = `default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'`;

@Controller('api/docs')
export class DocsController {
  private readonly folder = dirname(createRequire(createRequire(import.meta.url).resolve('@nestjs/swagger')).resolve('swagger-ui-dist/package.json'));

  constructor(@Inject(OPEN_API) private readonly document: object) {}

  @Get()
  async page(@Res() reply: FastifyReply): Promise<void> {
    await reply.header('content-security-policy', policy).header('x-content-type-options', 'nosniff').type('text/html; charset=utf-8').send(page);
  }

  @Get('openapi.json')
  openApi(): object {
    return this.document;
  }

  @Get('start.js')
  async start(@Res() reply: FastifyReply): Promise<void> {
    await reply.type('text/javascript; charset=utf-8').send(start);
  }

  @Get(':file')
  async file(@Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    const type = Object.hasOwn(types, file) ? types[file] : undefined;
    if (type === undefined) throw new NotFoundException();
    await reply.type(type).header('x-content-type-options', 'nosniff').send(createReadStream(join(this.folder, file)));
  }
}

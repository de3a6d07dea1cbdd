import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import type { TextInput } from '@app/adapters/texts';
import { ProblemError } from '@app/model';
import { limits } from './schema.js';

export interface Upload {
  readonly inputs: readonly TextInput[];
  readonly fields: Readonly<Record<string, string>>;
}

/** Takes an upload apart: files lie in a folder of their own until `use` has ended, so that memory does not grow with them. */
export async function withUpload<T>(request: FastifyRequest, use: (upload: Upload) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'jobwarden-upload-'));
  try {
    const inputs: TextInput[] = [];
    const fields: Record<string, string> = {};
    let bytes = 0;
    const counted = () => new Transform({
      transform(chunk: Buffer, _, done) {
        bytes += chunk.length;
        if (bytes > limits.uploadBytes) done(tooMuch());
        else done(null, chunk);
      },
    });
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        fields[part.fieldname] = String(part.value);
        continue;
      }
      const path = join(folder, String(inputs.length));
      await pipeline(part.file, counted(), createWriteStream(path));
      // a form without a chosen file sends an empty one without a name
      if (part.filename !== '') inputs.push({ kind: 'bytes', name: basename(part.filename), bytes: createReadStream(path) });
    }
    return await use({ inputs, fields });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const tooMuch = (): ProblemError => new ProblemError({
  code: 'explain.too-large', what: 'The upload is larger than allowed', why: `Its files have more than ${limits.uploadBytes / 1024 ** 2} MiB together.`,
  next: 'Send the hours around the failure, packed with gzip, or let the command line read the files where they are: jobwarden explain <folder>.',
});

import { Readable } from 'node:stream';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createExplainer, wallClock } from '@app/wiring';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { firstCause, knowledge, must } from '../support/diagnosing.js';

const folder = join(import.meta.dirname, '..', '..', 'fixtures', 'signals');

/** What logs and exceptions print of a failure mode: `told` by its own code, or `elsewhere`, by another code or by none, and why. */
const Signals = z.array(z.strictObject({
  code: z.string(),
  told: z.array(z.string()).default([]),
  elsewhere: z.array(z.strictObject({ text: z.string(), is: z.string(), why: z.string().min(20) })).default([]),
}));

const explainer = createExplainer({ pack: knowledge.pack, signatures: knowledge.signatures, clock: wallClock });

/** First cause, or what is worth knowing where there is none; `none` = neither. */
async function toldBy(text: string): Promise<string> {
  const outcome = must(await explainer.explain({ inputs: [{ kind: 'bytes', name: 'text', bytes: Readable.from([Buffer.from(text)]) }], name: 'text', context: [], lang: 'en' }));
  return firstCause(outcome) ?? outcome.diagnosis.findings[0]?.code ?? 'none';
}

const headOf = (text: string): string => text.split('\n').at(-1)?.slice(0, 90) ?? '';

describe.each(readdirSync(folder))('signals: %s', (file) => {
  const modes = Signals.parse(parse(readFileSync(join(folder, file), 'utf8')));

  it('name each failure mode once', () => expect(new Set(modes.map(({ code }) => code)).size).toBe(modes.length));

  it.each(modes.flatMap(({ code, told }) => told.map((text) => [code, headOf(text), text] as const)))('%s: %s', async (code, _, text) => {
    expect(await toldBy(text)).toBe(code);
  });

  it.each(modes.flatMap(({ code, elsewhere }) => elsewhere.map(({ text, is }) => [code, headOf(text), is, text] as const)))('%s: %s is %s', async (code, _, is, text) => {
    expect(is).not.toBe(code);
    expect(await toldBy(text)).toBe(is);
  });
});

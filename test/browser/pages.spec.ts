import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = fileURLToPath(new URL('../../', import.meta.url));
const Jobs = z.object({ items: z.array(z.object({ name: z.string(), cluster: z.string(), verdict: z.string(), firstCause: z.string().nullable(), diagnosisId: z.string() })) });

let home: string;
let service: ChildProcess;
let url = '';
let browser: Browser;

/** Starts the service as a user does, and waits until the recorded clusters have been looked at. */
async function start(): Promise<void> {
  home = await mkdtemp(join(tmpdir(), 'jobwarden-pages-'));
  await chmod(home, 0o755);
  service = spawn(process.execPath, ['scripts/start.mjs'], { cwd: root, env: { ...process.env, PORT: '0', JOBWARDEN_HOME: home }, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  await new Promise<void>((done, fail) => {
    service.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
      url = /answers on (http:\S+)/.exec(said)?.[1] ?? '';
      if (said.includes('jobs looked at')) done();
    });
    service.once('exit', (code) => fail(new Error(`npm start ended with ${code}: ${said}`)));
  });
}

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  await start();
});
afterAll(async () => {
  await browser?.close();
  if (service?.exitCode === null) {
    service.removeAllListeners('exit');
    service.kill('SIGTERM');
    await once(service, 'exit');
  }
  if (home !== undefined) await rm(home, { recursive: true, force: true });
});

/** A page that fails the test when it logs an error, such as a broken content policy. */
async function open(path: string, colorScheme: 'light' | 'dark' = 'light'): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage({ colorScheme, viewport: { width: 1280, height: 900 } });
  const errors: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${url}${path}`, { waitUntil: 'load' });
  return { page, errors };
}

const jobs = async () => Jobs.parse(await (await fetch(`${url}/api/v1/jobs?limit=500`)).json()).items;

/** WCAG 2 relative luminance and contrast (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). */
function contrast(one: string, other: string): number {
  const luminance = (colour: string): number => {
    const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map((part) => Number(part) / 255).map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Runs in the page: colour, background and beginning of every visible text. */
const inks = `[...document.querySelectorAll('p, a, td, th, h1, h2, h3, li, span, summary, code')]
  .filter((node) => node.textContent.trim() && node.getClientRects().length > 0)
  .map((node) => {
    let ground = node;
    while (ground && getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)') ground = ground.parentElement;
    return [getComputedStyle(node).color, ground ? getComputedStyle(ground).backgroundColor : 'rgb(255, 255, 255)', node.textContent.slice(0, 40)];
  })`;

describe('the pages, in a browser', () => {
  it('list the jobs, the worst first, each with a link to its diagnosis', async () => {
    const { page, errors } = await open('/');
    const rows = await page.locator('tbody tr').count();
    const listed = await jobs();
    expect(rows).toBe(Math.min(listed.length, 100));
    expect(await page.locator('tbody tr').first().innerText()).toContain('FAULTY');
    expect(await page.locator('tbody tr a').count()).toBe(rows);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('show verdict, causes with evidence, advice and what was ruled out of a sick job', async () => {
    const sick = (await jobs()).find(({ firstCause }) => firstCause === 'heap-oom');
    const { page, errors } = await open(`/diagnoses/${sick?.diagnosisId}`);
    const text = await page.locator('main').innerText();
    for (const part of ['FAULTY', 'heap-oom', 'Causes', 'failure.taskManagerMemory', 'taskmanager.memory']) expect(text).toContain(part);
    expect(await page.locator('ul.advice li').count()).toBeGreaterThan(0);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(sick?.name);
    await page.getByText('Ruled out').click();
    expect(await page.locator('details[open] ul li').count()).toBeGreaterThan(0);
    expect(errors).toEqual([]);
    await page.close();
  });

  it.each(['light', 'dark'] as const)('can be read in the %s scheme: every text has a contrast of 4.5 or more', async (scheme) => {
    const sick = (await jobs()).find(({ firstCause }) => firstCause !== null);
    for (const path of ['/', `/diagnoses/${sick?.diagnosisId}`]) {
      const { page } = await open(path, scheme);
      const pairs = await page.evaluate<readonly (readonly [string, string, string])[]>(inks);
      expect(pairs.length).toBeGreaterThan(10);
      expect(pairs.filter(([ink, ground]) => contrast(ink, ground) < 4.5)).toEqual([]);
      await page.close();
    }
  });

  it('fit a telephone: only tables scroll sideways', async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
    for (const path of ['/', `/diagnoses/${(await jobs())[0]?.diagnosisId}`]) {
      await page.goto(`${url}${path}`);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    }
    await page.close();
  });

  it('speak Chinese to those who ask for it', async () => {
    const context = await browser.newContext({ locale: 'zh-CN' });
    const page = await context.newPage();
    await page.goto(`${url}/`);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('作业');
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    await context.close();
  });

  it('say what is wrong with an address that does not exist', async () => {
    const { page } = await open('/diagnoses/none');
    expect(await page.locator('main').innerText()).toContain('No such diagnosis');
    await page.close();
  });

  it('show the interface at /api/docs', async () => {
    const { page, errors } = await open('/api/docs');
    await page.getByText('/api/v1/diagnoses/{id}').waitFor();
    expect(errors).toEqual([]);
    await page.close();
  });
});

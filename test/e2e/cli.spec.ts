import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Diagnosis } from '@app/model';
import { createFakeFlink } from '../fake-flink/server.js';
import { synthetic } from '../fake-flink/synthetic.js';
import { healthy, incidents } from '../support/recordings.js';
import { jobwarden, withFolder } from '../bad-input/command.js';

const folderOf = (name: string): string => [...incidents, ...healthy].find((recording) => recording.name === name)?.folder ?? '';

describe('the command', () => {
  it.each([[['--help'], 0], [['diagnose', '--help'], 0], [['rules', '--help'], 0], [['--version'], 0], [[], 2], [['diagnose'], 2], [['nonsense'], 2], [['diagnose', 'x', '-o', 'xml'], 2], [['diagnose', 'x', '--fail-on', 'often'], 2], [['rules', 'show', 'no-such-rule'], 2]])('%j ends with %i and without a stack trace', async (args, code) => {
    const ended = await jobwarden(args);
    expect(ended.code, ended.stderr).toBe(code);
    expect(ended.stdout + ended.stderr).not.toMatch(/^\s+at \S+ \(/m);
    expect(code === 0 ? ended.stdout : ended.stderr).not.toBe('');
  });

  it.each([['heap-oom-2.3', [], 1], ['heap-oom-2.3', ['--fail-on', 'critical'], 1], ['ckpt-expires-2.3', ['--fail-on', 'critical'], 0], ['ckpt-off-2.3', [], 1], ['stateless-2.3', [], 0], ['tm-killed-healed-2.3', [], 0], ['tm-killed-healed-2.3', ['--fail-on', 'info'], 1]])('replay %s %j ends with %i', async (name, options, code) => {
    expect((await jobwarden(['replay', folderOf(name), ...options])).code).toBe(code);
  });

  it('prints nothing but the diagnosis on stdout as JSON', async () => {
    const ended = await jobwarden(['replay', folderOf('heap-oom-2.3'), '-o', 'json']);
    const diagnosis = Diagnosis.parse(JSON.parse(ended.stdout));
    expect(diagnosis.findings.find(({ id }) => id === diagnosis.causes[0])?.code).toBe('heap-oom');
    expect(ended.stderr).toBe('');
  });

  it('prints text without colours under NO_COLOR, Markdown, and Chinese', async () => {
    const [text, md, zh] = await Promise.all([[], ['-o', 'md'], ['--lang', 'zh']].map((options) => jobwarden(['replay', folderOf('heap-oom-2.3'), ...options])));
    expect(text?.stdout).toMatch(/^✖ FAULTY/);
    expect(text?.stdout).not.toContain('\u001b');
    expect(md?.stdout).toMatch(/^# ✖ FAULTY: basket-cache\n/);
    expect(zh?.stdout).toMatch(/^✖ 故障[\s\S]*根因/);
  });

  it('names what an unknown text resembles, and claims nothing', async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'note.txt');
      await writeFile(file, 'com.shop.RetryException: checkpoint 12 expired while it was completing\n');
      const ended = await jobwarden(['explain', file, '-o', 'json']);
      expect(ended.code, ended.stderr).toBe(3);
      const { verdict, causes, explanation } = Diagnosis.parse(JSON.parse(ended.stdout));
      expect({ verdict, causes }).toEqual({ verdict: 'unknown', causes: [] });
      expect(explanation?.neighbours.map(({ code }) => code)).toContain('ckpt-expired');
    });
  });

  it('asks a live Flink, by address and by name within it, with GET only', async () => {
    const flink = await createFakeFlink({ tape: synthetic({ vertices: 3, parallelism: 2 }) });
    try {
      const cluster = await jobwarden(['diagnose', flink.url, '-o', 'json']);
      expect(cluster.code, cluster.stderr).toBe(0);
      const { jobs } = Diagnosis.parse(JSON.parse(cluster.stdout));
      const job = await jobwarden(['diagnose', `${flink.url}/jobs/${jobs[0]?.id}`, '-o', 'json']);
      expect(Diagnosis.parse(JSON.parse(job.stdout))).toMatchObject({ job: { id: jobs[0]?.id }, verdict: 'healthy' });
      expect(new Set((await flink.requests()).map(({ method }) => method))).toEqual(new Set(['GET']));
    } finally {
      await flink.close();
    }
  });

  it.each([[['rules', 'list']], [['rules', 'lint']], [['rules', 'test']], [['rules', 'show', 'heap-oom']], [['doctor']]])('%j finds all well', async (args) => {
    const ended = await jobwarden(args);
    expect(ended.code, ended.stdout + ended.stderr).toBe(0);
  });

  it('lists the rules as JSON', async () => {
    const rules: unknown = JSON.parse((await jobwarden(['rules', 'list', '-o', 'json'])).stdout);
    expect(rules).toContainEqual(expect.objectContaining({ id: 'heap-oom', kind: 'fault', severity: 'critical' }));
  });
});

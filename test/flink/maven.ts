import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, run } from './home.js';

/** `group:artifact:version` */
export type Coordinates = `${string}:${string}:${string}`;

/** The jars of Maven artifacts and of what they need at run time, as a folder of the cache; `keep` picks among them. */
export async function mavenJars(name: string, artifacts: readonly Coordinates[], keep = /./): Promise<string> {
  const folder = join(cacheFolder, name);
  if (existsSync(folder)) return folder;
  const part = `${folder}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(join(part, 'kept'), { recursive: true });
  writeFileSync(join(part, 'pom.xml'), pom(artifacts));
  const copy = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${join(part, 'all')}`];
  await run('mvn', ['-q', '-B', '-ntp', '-f', join(part, 'pom.xml'), ...copy], { maxBuffer: 64 << 20 });
  for (const file of readdirSync(join(part, 'all')).filter((each) => keep.test(each))) {
    copyFileSync(join(part, 'all', file), join(part, 'kept', file));
  }
  renameSync(join(part, 'kept'), folder);
  rmSync(part, { recursive: true, force: true });
  return folder;
}

export const jarsIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.jar'))
    .sort()
    .map((file) => join(folder, file));

function pom(artifacts: readonly Coordinates[]): string {
  const dependencies = artifacts.map((artifact) => {
    const [group, name, version] = artifact.split(':');
    return `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version></dependency>`;
  });
  const self = '<modelVersion>4.0.0</modelVersion><groupId>bench</groupId><artifactId>jars</artifactId><version>1</version>';
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">${self}<dependencies>${dependencies.join('')}</dependencies></project>\n`;
}

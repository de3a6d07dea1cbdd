import { hostname } from 'node:os';

const HEAD = 200;
const TAIL = 1500;

export function trimLog(text: string): string {
  const lines = text.split('\n').filter((line) => !/ {4}Classpath: |jdk\.compiler\/com\.sun|--add-(opens|exports)/.test(line));
  if (lines.length <= HEAD + TAIL) return lines.join('\n');
  return [...lines.slice(0, HEAD), ...lines.slice(-TAIL)].join('\n');
}

/** Recordings carry no machine paths and no host name. */
export function scrub(text: string, words: readonly (readonly [string, string])[]): string {
  const neutral = words.reduce((all, [from, to]) => all.replaceAll(from, to), text);
  const jars = neutral.replace(/("classpath":\[)[^\]]*\]/g, '$1"/opt/flink/lib/*"]');
  const host = hostname().replaceAll('.', '\\.');
  return jars.replace(new RegExp(`(?<=[\\s"@/(])${host}(?=[:"/)]|\\.internal)`, 'g'), 'flink-host');
}

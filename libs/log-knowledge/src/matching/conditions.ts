import type { ThrowableInfo } from '@app/model';
import { simpleName } from '../throwable/throwable.js';
import type { Prepared } from './prepared.js';
import type { Said } from './said.js';

export const named = (names: ReadonlySet<string>, className: string): boolean => names.has(className) || names.has(simpleName(className));

/** Whether the conditions on the event and on the whole chain hold; those on what came before are not looked at. */
export function holdsAround(one: Prepared, said: Said): boolean {
  const { chain, where } = one.signature;
  if (one.loggers !== null && (said.logger === '' || !named(one.loggers, said.logger))) return false;
  if (where !== undefined && !mayBe(where, said.file)) return false;
  if (one.text !== null && !one.text.test(said.words) && !one.text.test(said.printed)) return false;
  if (one.template !== null && !one.template.test(said.words)) return false;
  return chain === undefined || inOrder(chain, said.chain);
}

/** Whether the conditions on one link hold for `link`. */
export function holdsFor(one: Prepared, link: ThrowableInfo, said: Said): boolean {
  if (one.classes !== null && !named(one.classes, link.className)) return false;
  if (one.message !== null && !one.message.test(link.message)) return false;
  if (one.repeats !== null && !one.repeats.test(link.message)) return false;
  if (one.userFrame !== null && (said.userFrame === null || !one.userFrame.test(said.userFrame))) return false;
  if (one.origin !== null && (said.origin === null || !one.origin.test(said.origin))) return false;
  return one.frame === null || link.frames.some((frame) => one.frame?.test(frame) === true);
}

/** Whether the names occur in this order; other links may stand between. */
function inOrder(names: readonly string[], chain: readonly ThrowableInfo[]): boolean {
  let next = 0;
  for (const { className } of chain) {
    const wanted = names[next];
    if (wanted === undefined) return true;
    if (wanted === className || wanted === simpleName(className)) next++;
  }
  return next >= names.length;
}

type Place = 'jm' | 'tm' | 'client' | 'operator';
// names as bin/flink-daemon.sh, the images, YARN and kubectl give them
const places: readonly (readonly [Place, RegExp])[] = [
  ['operator', /kubernetes-operator|flink-operator/i], ['tm', /task-?(?:manager|executor)|(?:^|[-_./[])tm(?:[-_.\]]|\d|$)/i],
  ['jm', /job-?manager|standalonesession|standalonejob|kubernetes-(?:session|application)|(?:^|[-_./[])jm(?:[-_.\]]|\d|$)/i], ['client', /client|yarn-session|(?:^|[-_./[])cli(?:[-_.\]]|$)/i],
];

function mayBe(where: readonly Place[], file: string): boolean {
  const place = places.find(([, name]) => name.test(file))?.[0];
  return place === undefined || where.includes(place);
}

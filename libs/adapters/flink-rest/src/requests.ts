import type { Need } from '@app/model';
import { questions, type Question } from './questions.js';

/** Netty reads request lines up to 4096 bytes in Flink's REST server; a proxy may add a prefix. */
const longestList = 3_000;

export type Requests =
  | { readonly ok: true; readonly question: Question; readonly paths: readonly string[] }
  | { readonly ok: false; readonly why: string };

/** The paths that answer a need: one, or several where a list of metric ids is too long for one request line. */
export const requestsOf = (need: Need): Requests => {
  const question = Object.hasOwn(questions, need.what) ? questions[need.what] : undefined;
  if (question === undefined) return { ok: false, why: `Flink cannot be asked for "${need.what}"` };
  const bad = question.params.find((name) => !isSegment(need.params[name]));
  if (bad !== undefined) return { ok: false, why: `"${need.what}" needs a usable ${bad}` };
  const encoded = Object.fromEntries(question.params.map((name) => [name, encodeURIComponent(need.params[name] ?? '')]));
  const { list } = question;
  if (list === undefined) return { ok: true, question, paths: [question.path(encoded)] };
  return { ok: true, question, paths: chunks(need.params[list] ?? '').map((part) => question.path({ ...encoded, [list]: part })) };
};

/** Dots alone would climb up the path on their way through a proxy. */
const isSegment = (value: string | undefined): boolean => value !== undefined && value !== '' && value !== '.' && value !== '..';

const chunks = (list: string): readonly string[] => {
  const parts: string[] = [];
  let present = '';
  for (const id of list.split(',').filter((one) => one !== '').map(encodeURIComponent)) {
    if (present !== '' && present.length + 1 + id.length > longestList) {
      parts.push(present);
      present = id;
    } else present = present === '' ? id : `${present},${id}`;
  }
  return [...parts, present];
};

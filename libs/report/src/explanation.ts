import type { Explanation, Language } from '@app/model';
import { escapeHtml, escapeMarkdown, oneLine } from './untrusted.js';

const words = {
  en: {
    texts: 'Texts', context: 'Said besides', timeline: 'What followed', noise: 'Known noise', neighbours: 'Nothing is recognised; it resembles most', category: 'Its words speak of',
    times: (count: number) => `${count} times`, lines: (count: number) => `${count} lines`, notRead: 'not read', cut: 'read in part', score: 'similarity', unrecognised: 'unrecognised', state: '',
  },
  zh: {
    texts: '文本', context: '补充说明', timeline: '经过', noise: '已知的无害日志', neighbours: '没有匹配的已知故障；最相似的是', category: '文中的词属于',
    times: (count: number) => `${count} 次`, lines: (count: number) => `${count} 行`, notRead: '未读取', cut: '只读了一部分', score: '相似度', unrecognised: '未识别', state: '',
  },
} as const;

/** A part of an explanation as any channel prints it: a line in a few pieces. */
export interface Line {
  /** When and where. */
  readonly lead: string;
  readonly says: string;
  /** Code, count, reason. */
  readonly mark: string;
}
export interface Part {
  readonly title: string;
  readonly lines: readonly Line[];
}

const clock = (at: string | null): string => (at === null ? '' : at.slice(0, 23).replace('T', ' ').replace(/Z$/, ''));
const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');

/** What an explanation has besides its findings, part by part; empty parts are left out. Strings are made safe by the channel. */
export function explanationParts(explanation: Explanation | undefined, lang: Language): readonly Part[] {
  if (explanation === undefined) return [];
  const say = words[lang];
  const parts: readonly Part[] = [
    {
      title: say.neighbours,
      lines: explanation.neighbours.map(({ code, score, reasons }) => ({ lead: code, says: reasons.join(', '), mark: `${say.score} ${Math.round(score * 100)} %` })),
    },
    { title: say.category, lines: explanation.category === null ? [] : [{ lead: explanation.category.name, says: '', mark: `${Math.round(explanation.category.score * 100)} %` }] },
    {
      title: say.timeline,
      lines: explanation.timeline.map(({ at, place, says, code, role, count }) => ({
        lead: joined([clock(at), place]), says: withoutHeader(says), mark: joined([code ?? (role === 'state' ? '' : say.unrecognised), count > 1 ? say.times(count) : '']),
      })),
    },
    {
      title: say.noise,
      lines: explanation.noise.map(({ place, says, note, count }) => ({ lead: place, says: withoutHeader(says), mark: joined([note, count > 1 ? say.times(count) : '']) })),
    },
    { title: say.context, lines: explanation.context.map((word) => ({ lead: '', says: word, mark: '' })) },
    {
      title: say.texts,
      lines: explanation.texts.map(({ name, process, taskManager, lines, from, to, why }) => ({
        lead: name, says: why === null ? '' : `${lines === 0 ? say.notRead : say.cut}: ${why}`,
        mark: lines === 0 ? '' : joined([process === 'unknown' ? '' : process, taskManager ?? '', say.lines(lines), from === null || to === null ? '' : `${clock(from)} – ${clock(to)}`]),
      })),
    },
  ];
  return parts.filter(({ lines }) => lines.length > 0);
}

/** The time stands in front already, and the logger is long. */
const withoutHeader = (line: string): string => line.replace(/^\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*\]?\s+(?:\[[^\]]*\]\s+)?(?:(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\s+)?(?:[\w$.]+\s+)?(?:\[[^\]]*\]\s*)?(?:-\s+)?/, '');

export const partMarkdown = ({ lines }: Part): string[] => lines.map(({ lead, says, mark }) =>
  `- ${[lead === '' ? '' : `\`${oneLine(lead).replace(/`/g, "'")}\``, escapeMarkdown(says), mark === '' ? '' : `(${escapeMarkdown(mark)})`].filter((part) => part !== '').join(' ')}`);

export const partHtml = ({ lines }: Part): string => `<ul class="plain small">${lines.map(({ lead, says, mark }) =>
  `<li>${lead === '' ? '' : `<code class="soft">${escapeHtml(lead)}</code> `}${escapeHtml(says)}${mark === '' ? '' : ` <span class="soft">${escapeHtml(mark)}</span>`}</li>`).join('')}</ul>`;

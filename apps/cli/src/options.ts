export const failOn = ['critical', 'warning', 'info'] as const;

export interface AnswerOptions {
  readonly output: 'text' | 'json' | 'md';
  readonly lang: 'en' | 'zh';
  readonly failOn: (typeof failOn)[number];
  readonly rules?: string;
}
export interface RulesOptions {
  readonly rules?: string;
}

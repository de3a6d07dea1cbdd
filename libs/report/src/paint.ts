import type { Severity, Verdict } from '@app/model';

export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly verdict: (verdict: Verdict, text: string) => string;
  readonly severity: (severity: Severity, text: string) => string;
  readonly code: (text: string) => string;
}

const sgr = (codes: string) => (text: string): string => `\u001b[${codes}m${text}\u001b[0m`;
const asIs = (text: string): string => text;

const verdictColours: Readonly<Record<Verdict, string>> = { healthy: '1;32', 'at-risk': '1;33', faulty: '1;31', unknown: '1;35' };
const severityColours: Readonly<Record<Severity, string>> = { critical: '31', warning: '33', info: '36' };

/** Colours only add: every mark also has its word or sign. */
export const paintFor = (colour: boolean): Paint =>
  colour
    ? {
        bold: sgr('1'), dim: sgr('2'), code: sgr('1;36'),
        verdict: (verdict, text) => sgr(verdictColours[verdict])(text),
        severity: (severity, text) => sgr(severityColours[severity])(text),
      }
    : { bold: asIs, dim: asIs, code: asIs, verdict: (_, text) => text, severity: (_, text) => text };

export const verdictSigns: Readonly<Record<Verdict, string>> = { healthy: '✔', 'at-risk': '▲', faulty: '✖', unknown: '?' };

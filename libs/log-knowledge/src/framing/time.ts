/** A printed time: epoch ms (as if UTC where it names no zone; null where it has no whole date), and where it ends in the line. */
export interface PrintedTime {
  readonly at: number | null;
  readonly zoned: boolean;
  readonly end: number;
}

const numeric = /(\d{2,4})([-/])(\d{1,2})\2(\d{1,2})(?:T| {1,2})(上午|下午|[AP]M )?(\d{1,2}):(\d\d):(\d\d)(?:[.,:](\d{1,9}))?( ?[AP]M\b)?( ?(?:UTC|GMT)|Z| ?[+-]\d\d:?\d\d(?!\d))?/y;
const named = /(?:(\d{1,2}) )?([A-Z][a-z]{2}) +(?:(\d{1,2}),? )?(?:(\d{4}) )?(\d{1,2}):(\d\d):(\d\d)(?:[.,](\d{1,9}))?( [AP]M\b)?/y;
const clock = /(\d\d):(\d\d):(\d\d)[.,]\d{3}(?!\d)/y;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The time that begins at `from`, in any of the notations of log4j, logback, JUL, syslog and web consoles; null = none begins there. */
export function timeAt(line: string, from: number): PrintedTime | null {
  return numericAt(line, from) ?? namedAt(line, from) ?? clockAt(line, from);
}

function numericAt(line: string, from: number): PrintedTime | null {
  numeric.lastIndex = from;
  const found = numeric.exec(line);
  if (found === null) return american(line, from);
  const [, year = '', separator, month, day, before, hour, minute, second, fraction, after, zone] = found;
  const end = numeric.lastIndex;
  if (year.length === 2 && separator === '-') return null;
  const full = year.length === 2 ? 2000 + Number(year) : Number(year);
  // a first line whose head was cut off
  if (year.length === 3) return { at: null, zoned: false, end };
  const local = Date.UTC(full, Number(month) - 1, Number(day), hourOf(Number(hour), before ?? after), Number(minute), Number(second), millis(fraction));
  return { at: Number.isNaN(local) ? null : local - offsetOf(zone), zoned: zone !== undefined, end };
}

const monthFirst = /(\d\d)\/(\d\d)\/(\d{4}) (\d\d:\d\d:\d\d)/y;
function american(line: string, from: number): PrintedTime | null {
  monthFirst.lastIndex = from;
  const [all, month = '', day = '', year = '', time = ''] = monthFirst.exec(line) ?? [];
  if (all === undefined) return null;
  const at = Date.parse(`${year}-${month}-${day}T${time}Z`);
  return { at: Number.isNaN(at) ? null : at, zoned: false, end: from + all.length };
}

function namedAt(line: string, from: number): PrintedTime | null {
  named.lastIndex = from;
  const found = named.exec(line);
  if (found === null) return null;
  const [, first, name = '', second, year, hour, minute, secs, fraction, half] = found;
  const month = months.indexOf(name);
  const day = first ?? second;
  if (month < 0 || day === undefined) return null;
  const end = named.lastIndex;
  if (year === undefined) return { at: null, zoned: false, end };
  return { at: Date.UTC(Number(year), month, Number(day), hourOf(Number(hour), half), Number(minute), Number(secs), millis(fraction)), zoned: false, end };
}

function clockAt(line: string, from: number): PrintedTime | null {
  clock.lastIndex = from;
  return clock.test(line) ? { at: null, zoned: false, end: clock.lastIndex } : null;
}

const millis = (fraction: string | undefined): number => (fraction === undefined ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0')));

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  const afternoon = half === '下午' || half.includes('P');
  return (hour % 12) + (afternoon ? 12 : 0);
}

function offsetOf(zone: string | undefined): number {
  const found = /([+-])(\d\d):?(\d\d)/.exec(zone ?? '');
  if (found === null) return 0;
  return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3])) * 60_000;
}

/** Time of a field of a JSON layout: ISO text, epoch seconds or milliseconds, or log4j's `instant`. */
export function timeOfField(value: unknown): { readonly at: number | null; readonly zoned: boolean } {
  if (typeof value === 'number') return { at: Math.floor(value < 100_000_000_000 ? value * 1000 : value), zoned: true };
  if (typeof value === 'string') return timeAt(value, 0) ?? (/^\d{10,13}(?:\.\d+)?$/.test(value) ? timeOfField(Number(value)) : { at: null, zoned: false });
  return { at: null, zoned: false };
}

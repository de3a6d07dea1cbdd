const day = 86_400_000;

/** Moves every time in a recording by the same span: epoch milliseconds in JSON (also as strings), and time stamps of log lines. */
export interface TimeShift {
  json(value: unknown): unknown;
  text(log: string): string;
}

/** Numbers near the recording are times; nothing else in Flink's answers lies in that range. */
export const shiftTo = (recordedAt: number, endedAt: number, now: number): TimeShift => {
  const shift = now - recordedAt;
  const isTime = (value: number): boolean => value > recordedAt - 40 * day && value < endedAt + 2 * day;
  const json = (value: unknown): unknown => {
    if (typeof value === 'number') return isTime(value) ? value + shift : value;
    if (typeof value === 'string') return /^\d{13}$/.test(value) && isTime(Number(value)) ? String(Number(value) + shift) : value;
    if (Array.isArray(value)) return value.map(json);
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, json(inner)]));
    return value;
  };
  return {
    json,
    text: (log) => log.replace(/\b(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d),(\d{3})/g, (_, date: string, time: string, millis: string) => {
      const moved = new Date(Date.parse(`${date}T${time}.${millis}Z`) + shift).toISOString();
      return `${moved.slice(0, 10)} ${moved.slice(11, 19)},${moved.slice(20, 23)}`;
    }),
  };
};

// The agenda of an event as its parts: a line for each, that begins with its time. Pure.

export type AgendaPart = { from: string | null; to: string | null; what: string };
const time = '([01]?\\d|2[0-3])[:\\uff1a]([0-5]\\d)';
const timed = new RegExp(`^${time}(?:\\s*[-\\u2013\\u2014~\\uff5e\\u81f3]\\s*${time})?[\\s,\\uff0c\\u3001:\\uff1a]*(\\S.*)$`);

const clock = (hours: string, minutes: string): string => `${hours.padStart(2, '0')}:${minutes}`;
/** A line without a time at its beginning is a part of its own: a heading, a day. Empty lines are none. */
export const agendaOf = (text: string): AgendaPart[] =>
  text.split(/\r?\n/).flatMap((line): AgendaPart[] => {
    const said = line.trim();
    if (said === '') return [];
    const [, hours, minutes, toHours, toMinutes, what] = timed.exec(said) ?? [];
    if (hours === undefined || minutes === undefined || what === undefined) return [{ from: null, to: null, what: said }];
    const to = toHours === undefined || toMinutes === undefined ? null : clock(toHours, toMinutes);
    return [{ from: clock(hours, minutes), to, what }];
  });

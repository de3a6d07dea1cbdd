// Names and messages come from jobs that anybody may submit: they must not steer a terminal, a page or a chat.

const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Without control characters (so no terminal escapes) and bidirectional overrides; tabs become blanks. */
export const plain = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/\t/g, '  ').replace(control, '');

/** The same on one line. */
export const oneLine = (text: string): string => plain(text).replace(/\s*\n\s*/g, ' ').trim();

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** For HTML text and quoted attributes. */
export const escapeHtml = (text: string): string => plain(text).replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

/** For Markdown text: nothing in it becomes a link, an image, HTML or a table cell border. */
export const escapeMarkdown = (text: string): string => oneLine(text).replace(/[\\`*_{}[\]<>#|~!]/g, '\\$&').replace(/:\/\//g, ':\u200b//');

/** Only web addresses become links. */
export const isWebAddress = (text: string): boolean => /^https?:\/\/[^\s"'<>]+$/.test(text) && URL.canParse(text);

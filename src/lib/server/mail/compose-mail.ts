/** A mail of the system: the same paragraphs in Vietnamese, then in English, as plain text and as HTML. */

export interface MailPart {
  readonly locale: 'vi' | 'en';
  /** A link stands alone, in a paragraph of its own. */
  readonly paragraphs: readonly (string | { readonly link: string })[];
}

export interface ComposedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export function composeMail(subject: string, parts: readonly MailPart[]): ComposedMail {
  const text = parts
    .map(({ paragraphs }) => paragraphs.map((one) => (typeof one === 'string' ? one : one.link)).join('\n\n'))
    .join('\n\n---\n\n');
  const html = parts
    .map(({ locale, paragraphs }) => `<div lang="${locale}">${paragraphs.map(paragraph).join('\n')}</div>`)
    .join('\n<hr>\n');
  return {
    subject,
    text: `${text}\n`,
    html: `<!doctype html>\n<html lang="vi"><head><meta charset="utf-8"></head><body>${html}</body></html>\n`
  };
}

function paragraph(one: MailPart['paragraphs'][number]): string {
  if (typeof one === 'string') return `<p>${escape(one)}</p>`;
  return `<p><a href="${escape(one.link)}">${escape(one.link)}</a></p>`;
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);

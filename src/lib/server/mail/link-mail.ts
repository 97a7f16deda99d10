/** The mail that brings a link: in Vietnamese, then in English, as plain text and as the same in HTML. */
import type { LinkKind } from '../../core/account/link-life';
import { formatMoment } from '../../i18n/format-points';
import { m } from '../../paraglide/messages.js';

export interface LinkMail {
  readonly kind: LinkKind;
  /** The person's name. */
  readonly name: string;
  readonly province: { readonly vi: string; readonly en?: string | undefined };
  readonly link: string;
  /** ISO time at which the link ends. */
  readonly end: string;
}

export interface ComposedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const SENTENCES = {
  invite: { subject: m.user_mail_invite_subject, text: m.user_mail_invite_text },
  reset: { subject: m.user_mail_reset_subject, text: m.user_mail_reset_text }
} as const;

export function composeLinkMail({ kind, name, province, link, end }: LinkMail): ComposedMail {
  const parts = (['vi', 'en'] as const).map((locale) => {
    const place = province[locale] ?? province.vi;
    return {
      locale,
      place,
      greeting: m.user_mail_greeting({ name }, { locale }),
      text: SENTENCES[kind].text({ place }, { locale }),
      end: m.user_mail_end({ time: formatMoment(end) }, { locale }),
      foot: m.user_mail_foot({}, { locale })
    };
  });
  const text = parts.map((part) => [part.greeting, part.text, link, part.end, part.foot].join('\n\n')).join('\n\n---\n\n');
  const html = parts
    .map((part) => {
      const paragraphs = [part.greeting, part.text].map(paragraph);
      const anchor = `<p><a href="${escape(link)}">${escape(link)}</a></p>`;
      return `<div lang="${part.locale}">${[...paragraphs, anchor, paragraph(part.end), paragraph(part.foot)].join('\n')}</div>`;
    })
    .join('\n<hr>\n');
  return {
    subject: SENTENCES[kind].subject({ place: parts[0]!.place }, { locale: 'vi' }),
    text: `${text}\n`,
    html: `<!doctype html>\n<html lang="vi"><head><meta charset="utf-8"></head><body>${html}</body></html>\n`
  };
}

const paragraph = (text: string): string => `<p>${escape(text)}</p>`;

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);

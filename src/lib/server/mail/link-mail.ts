/** The mail that brings a link. */
import type { LinkKind } from '../../core/account/link-life';
import { formatMoment } from '../../i18n/format-points';
import { m } from '../../paraglide/messages.js';
import type { ComposedMail } from './compose-mail';
import { composeMail } from './compose-mail';

export interface LinkMail {
  /** `roles`: the account was given more, and needs another password. */
  readonly reason: LinkKind | 'roles';
  /** The person's name. */
  readonly name: string;
  readonly province: { readonly vi: string; readonly en?: string | undefined };
  readonly link: string;
  /** ISO time at which the link ends. */
  readonly end: string;
}

const SENTENCES = {
  invite: { subject: m.user_mail_invite_subject, text: m.user_mail_invite_text },
  roles: { subject: m.user_mail_roles_subject, text: m.user_mail_roles_text },
  reset: { subject: m.user_mail_reset_subject, text: m.user_mail_reset_text }
} as const;

export function composeLinkMail({ reason, name, province, link, end }: LinkMail): ComposedMail {
  const parts = (['vi', 'en'] as const).map((locale) => ({
    locale,
    paragraphs: [
      m.user_mail_greeting({ name }, { locale }),
      SENTENCES[reason].text({ place: province[locale] ?? province.vi }, { locale }),
      { link },
      m.user_mail_end({ time: formatMoment(end) }, { locale }),
      m.user_mail_foot({}, { locale })
    ]
  }));
  return composeMail(SENTENCES[reason].subject({ place: province.vi }, { locale: 'vi' }), parts);
}

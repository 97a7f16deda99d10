/** Tells an address that an account is no longer reached by it. Without the account's name: the mailbox may be another person's by now. */
import { formatMoment } from '../../i18n/format-points';
import { m } from '../../paraglide/messages.js';
import type { ComposedMail } from './compose-mail';
import { composeMail } from './compose-mail';
import type { LinkMail } from './link-mail';

/** `at`: ISO time of the change. */
export function composeEmailChangedMail(province: LinkMail['province'], at: string): ComposedMail {
  const parts = (['vi', 'en'] as const).map((locale) => ({
    locale,
    paragraphs: [
      m.user_mail_moved_greeting({}, { locale }),
      m.user_mail_moved_text({ place: province[locale] ?? province.vi, time: formatMoment(at) }, { locale }),
      m.user_mail_moved_foot({}, { locale })
    ]
  }));
  return composeMail(m.user_mail_moved_subject({ place: province.vi }, { locale: 'vi' }), parts);
}

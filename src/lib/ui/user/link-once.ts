/** What is said of a link that an administrator is shown once. */
import { formatMoment } from '../../i18n/format-points';
import { m } from '../../paraglide/messages.js';

/** `end`: ISO time. */
export function linkOnce({ name, link, end }: { readonly name: string; readonly link: string; readonly end: string }) {
  return { title: m.user_once_title(), text: m.user_once_text({ name, time: formatMoment(end) }), label: m.user_once_label(), value: link };
}

/** The same page in the other language: `?lang=` beside whatever the address says already. */
export interface OtherLanguage {
  readonly code: 'vi' | 'en';
  readonly href: string;
}

export function otherLanguage(language: 'vi' | 'en', url: URL): OtherLanguage {
  const code = language === 'vi' ? 'en' : 'vi';
  const query = new URLSearchParams(url.search);
  for (const name of [...query.keys()]) if (name.startsWith('/')) query.delete(name); // the name of a form action
  query.set('lang', code);
  return { code, href: `${url.pathname}?${query}` };
}

/** Where the interface's texts come from and go to; one place for the bundler and for `scripts/compile-messages.mjs`. */
export const paraglideOptions = {
  project: './project.inlang',
  outdir: './src/lib/paraglide',
  /** @type {('cookie' | 'baseLocale')[]} */
  strategy: ['cookie', 'baseLocale'],
  cookieName: 'lang'
};

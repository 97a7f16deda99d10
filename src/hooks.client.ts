/** In the browser the page itself says its language: the cookie that chose it on the server is not for scripts to read. */
import { overwriteGetLocale } from '$lib/paraglide/runtime.js';

overwriteGetLocale(() => (document.documentElement.lang === 'en' ? 'en' : 'vi'));

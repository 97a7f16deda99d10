/**
 * A citizen's page: one HTML document with its style and its little script inside, so that one request is enough. Rendered on
 * the server only; no framework code reaches the phone. The policy header names the style and the script by their hash.
 */
import { createHash } from 'node:crypto';
import type { Component } from 'svelte';
import { render } from 'svelte/server';
import baseStyle from '../../ui/form/respondent.css?inline';

/**
 * Says "sending", stops a second click (for ten seconds: where the sending was stopped the button is not dead), and keeps the form's
 * id with the entry in the browser's history, so that a form shown again by the back button is the same form; one that is loaded
 * again is a new one, as the server made it. The page works without it, and the form counts once in any case.
 */
const SCRIPT =
  "addEventListener('submit',e=>{const f=e.target,b=e.submitter;if(f.method!='post')return;if(Date.now()-f.s<1e4){e.preventDefault();return}f.s=Date.now();" +
  'if(b&&b.dataset.sending){b.dataset.t=b.dataset.t||b.textContent;b.textContent=b.dataset.sending}});' +
  "addEventListener('pageshow',()=>{for(const f of document.forms)f.s=0;const b=document.querySelector('[data-t]'),i=document.querySelector('[name=submission_id]'),h=history.state;" +
  "if(b)b.textContent=b.dataset.t;if(i){if(h&&h.id&&performance.navigation.type==2)i.value=h.id;else history.replaceState({id:i.value},'')}})";

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='-16 -16 32 32' fill='%2326397c'%3E%3Cpath id='p' d='M0-2C-6-5-6-12 0-15 6-12 6-5 0-2Z'/%3E%3Cuse href='%23p' transform='rotate(72)'/%3E%3Cuse href='%23p' transform='rotate(144)'/%3E%3Cuse href='%23p' transform='rotate(216)'/%3E%3Cuse href='%23p' transform='rotate(288)'/%3E%3C/svg%3E";

export interface CitizenPage {
  readonly html: string;
  /** Value of the Content-Security-Policy header. */
  readonly policy: string;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- Svelte's own bound for "any component"
export function renderCitizenPage<Props extends Record<string, any>>(
  component: Component<Props>,
  props: Props,
  page: { readonly language: string; readonly title: string; readonly style?: string; readonly isPreview?: boolean }
): CitizenPage {
  const { isPreview = false } = page;
  const style = baseStyle.trim() + (page.style ?? '');
  const { body } = render(component as Component, { props });
  const html =
    `<!doctype html><html lang="${page.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">` +
    `<title>${escapeText(page.title)}</title><link rel="icon" href="${ICON}"><style>${style}</style>${isPreview ? '' : `<script>${SCRIPT}</script>`}</head><body>` +
    withoutHydrationMarks(body) +
    '</body></html>';
  return { html, policy: isPreview ? PREVIEW_POLICY : policyFor(style) };
}

/** Stands in a frame of the office, which writes the style anew while somebody types; nothing can be sent from it. */
const PREVIEW_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

function policyFor(style: string): string {
  return [
    "default-src 'none'",
    `style-src '${sha256(style)}'`,
    `script-src '${sha256(SCRIPT)}'`,
    'img-src data:',
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'"
  ].join('; ');
}

const sha256 = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

/** Nothing here hydrates: Svelte's marks would only weigh. White space between tags goes too, where it cannot show. */
const withoutHydrationMarks = (html: string): string => html.replaceAll(/<!--.*?-->/gs, '').replaceAll(/>\n\s*</g, '><');

const escapeText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

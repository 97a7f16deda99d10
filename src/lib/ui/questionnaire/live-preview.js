/**
 * Keeps the phone beside a form of the editor up to date with what is typed, and warns before typed words are left behind. The pages
 * work without it: the phone then shows what is stored. Nothing in the frame runs, so its page is only exchanged.
 */
const PAUSE_MS = 350;

/** @type {HTMLFormElement | null} */
const form = document.querySelector('form[data-preview]');
/** @type {HTMLIFrameElement | null} */
const phone = document.querySelector('iframe[data-phone]');

/** @param {HTMLInputElement} input */
const answerOf = (input) => `${input.name}=${input.value}`;

if (form && phone) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  let asked = 0;
  let isDirty = false;

  const show = async () => {
    const turn = ++asked;
    const language = phone.contentWindow?.location.search ?? '';
    const address = new URL(form.dataset.preview ?? '', location.href);
    for (const [name, value] of new URLSearchParams(language)) address.searchParams.set(name, value);
    const answer = await fetch(address, { method: 'POST', body: new FormData(form) }).catch(() => undefined);
    const html = answer?.ok ? await answer.text() : undefined;
    const inside = phone.contentDocument;
    if (html === undefined || turn !== asked || !inside) return;
    const fresh = new DOMParser().parseFromString(html, 'text/html');
    const chosen = [...inside.querySelectorAll('input')].filter((input) => input.checked).map(answerOf);
    for (const input of fresh.querySelectorAll('input')) input.toggleAttribute('checked', chosen.includes(answerOf(input)));
    const top = inside.documentElement.scrollTop;
    inside.documentElement.replaceChildren(...fresh.documentElement.childNodes);
    inside.documentElement.scrollTop = top;
  };

  form.addEventListener('input', () => {
    isDirty = true;
    clearTimeout(waiting);
    waiting = setTimeout(show, PAUSE_MS);
  });
  /** By hand: a fragment in the frame's address would scroll the page around it, too. */
  const scrollThere = () => {
    const inside = phone.contentDocument;
    const question = inside?.getElementById(form.dataset.inSight ?? '');
    if (inside && question) inside.documentElement.scrollTop += question.getBoundingClientRect().top;
  };
  scrollThere();
  // The frame's own language link brings the stored form; what is typed is put over it.
  phone.addEventListener('load', () => {
    scrollThere();
    if (isDirty) void show();
  });
  form.addEventListener('submit', () => (isDirty = false));
  addEventListener('beforeunload', (event) => {
    if (isDirty) event.preventDefault();
  });
}

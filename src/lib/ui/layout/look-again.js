/**
 * Looks again at work in the background while its page is open, in place: what is typed elsewhere on the page, the focus and the reader's place
 * stay. Once it has ended its section is exchanged, where that has an id, or else the page. Without it the page has its own way to look again.
 */
const LOOK_AGAIN_MS = 3_000;

/** @param {Document} fresh */
function show(fresh) {
  for (const part of document.querySelectorAll('[data-look-again]')) {
    const now = fresh.getElementById(part.id);
    if (now?.hasAttribute('data-look-again')) {
      if (now.innerHTML !== part.innerHTML) part.replaceChildren(...now.childNodes);
      continue;
    }
    const section = part.closest('section[id]');
    const ended = section && fresh.getElementById(section.id);
    if (!ended) location.replace(location.pathname);
    else section.replaceWith(ended);
  }
}

async function lookAgain() {
  // Where the line is down, or the server is being started, the next look may see more.
  const answer = await fetch(location.pathname).catch(() => undefined);
  if (answer?.ok) show(new DOMParser().parseFromString(await answer.text(), 'text/html'));
  if (document.querySelector('[data-look-again]')) setTimeout(() => void lookAgain(), LOOK_AGAIN_MS);
}

setTimeout(() => void lookAgain(), LOOK_AGAIN_MS);

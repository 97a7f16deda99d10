/**
 * Keys a form without a mouse: a digit that fits moves on, Enter and the arrows move, the count runs along. The page works without it: the
 * fields are a plain form.
 */

const SENT_ONCE_MS = 10_000;

/** @type {HTMLFormElement | null} */
const keyed = document.querySelector('form[data-keying]');

if (keyed) {
  /** @type {HTMLInputElement[]} */
  const cells = [...keyed.querySelectorAll('input[data-digits]')].filter((cell) => cell instanceof HTMLInputElement);
  const count = keyed.querySelector('[data-count]');
  const after = [keyed.querySelector('textarea'), keyed.querySelector('button')].filter((field) => field !== null);
  /** @type {HTMLElement[]} */
  const stops = [...cells, ...after];
  /** Typed before the script ran too. */
  let isDirty = [...keyed.querySelectorAll('input, textarea')].some(
    (field) => (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && field.value !== field.defaultValue
  );

  /** @param {HTMLElement} from @param {number} by */
  const move = (from, by) => {
    const to = stops[stops.indexOf(from) + by];
    if (!to) return;
    to.focus();
    to.scrollIntoView({ block: 'center' });
    if (to instanceof HTMLInputElement) to.select();
  };

  /** @param {HTMLInputElement} cell */
  const fits = (cell) => {
    const digits = (cell.dataset.digits ?? '').split(' ');
    const typed = cell.value.trim();
    if (typed === '') return true;
    if (cell.dataset.many === undefined) return digits.includes(typed);
    return (/[\s,]/.test(typed) || digits.length > 9 ? typed.split(/[\s,]+/) : [...typed]).every(
      (one) => one === '' || digits.includes(one)
    );
  };

  const recount = () => {
    if (count)
      count.textContent = (keyed.dataset.count ?? '').replace('#', String(cells.filter(({ value }) => value.trim() !== '').length));
  };

  for (const cell of cells) {
    if (cell.value !== cell.defaultValue) cell.setAttribute('aria-invalid', String(!fits(cell)));
    cell.addEventListener('input', () => {
      recount();
      cell.setAttribute('aria-invalid', String(!fits(cell)));
      const digits = (cell.dataset.digits ?? '').split(' ');
      const isWhole =
        cell.dataset.many === undefined && cell.value !== '' && !digits.some((one) => one !== cell.value && one.startsWith(cell.value));
      if (!fits(cell)) cell.select();
      else if (isWhole) move(cell, 1);
    });
    cell.addEventListener('focus', () => cell.select());
    cell.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' || event.key === 'ArrowDown') move(cell, 1);
      else if (event.key === 'ArrowUp' || (event.key === 'Backspace' && cell.value === '')) move(cell, -1);
      else return;
      event.preventDefault();
    });
  }
  // A form without a comment is saved by Enter and Enter.
  keyed.querySelector('textarea')?.addEventListener('keydown', (event) => {
    const field = /** @type {HTMLTextAreaElement} */ (event.currentTarget);
    if (event.key !== 'Enter' || (field.value !== '' && !event.ctrlKey)) return;
    move(field, 1);
    event.preventDefault();
  });
  keyed.addEventListener('input', () => (isDirty = true));
  // Enter held down, or pressed twice, sends the form once; where the sending was stopped, or the line is lost, it is not stuck.
  let sentAt = 0;
  keyed.addEventListener('submit', (event) => {
    if (Date.now() - sentAt < SENT_ONCE_MS) {
      event.preventDefault();
      return;
    }
    sentAt = Date.now();
    isDirty = false;
  });
  addEventListener('pageshow', () => (sentAt = 0));
  addEventListener('beforeunload', (event) => {
    if (isDirty) event.preventDefault();
  });
  recount();
}

/**
 * Keys a form without a mouse: a digit that fits moves on, Enter and the arrows move, the count runs along. The page works without it: the
 * fields are a plain form.
 */

/** @type {HTMLFormElement | null} */
const keyed = document.querySelector('form[data-keying]');

if (keyed) {
  /** @type {HTMLInputElement[]} */
  const cells = [...keyed.querySelectorAll('input[data-digits]')].filter((cell) => cell instanceof HTMLInputElement);
  const count = keyed.querySelector('[data-count]');
  const after = [keyed.querySelector('textarea'), keyed.querySelector('button')].filter((field) => field !== null);
  /** @type {HTMLElement[]} */
  const stops = [...cells, ...after];
  let isDirty = false;

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
    cell.addEventListener('input', () => {
      isDirty = true;
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
  // Enter held down, or pressed twice, sends the form once.
  let isSent = false;
  keyed.addEventListener('submit', (event) => {
    if (isSent) event.preventDefault();
    isSent = true;
    isDirty = false;
  });
  addEventListener('pageshow', () => (isSent = false));
  addEventListener('beforeunload', (event) => {
    if (isDirty) event.preventDefault();
  });
  recount();
}

/**
 * Forms of the field's pages on both sides of their script: what was entered before it ran, which Svelte would set back to what the server sent, and
 * the way to the server without it.
 */

/** To be asked for while a component begins, when the page is as the person sees it. undefined: on the server, or the form is not there yet. */
export function enteredBefore(selector: string): FormData | undefined {
  const form = 'document' in globalThis ? document.querySelector<HTMLFormElement>(selector) : null;
  return form ? new FormData(form) : undefined;
}

/** As if no script were there: where the browser keeps nothing, the form itself goes to the server, and whatever is said comes as a page. */
export function sendAsForm(form: HTMLFormElement, pressed: HTMLElement | null): void {
  if (pressed instanceof HTMLButtonElement && pressed.name) {
    const field = Object.assign(document.createElement('input'), { type: 'hidden', name: pressed.name, value: pressed.value });
    form.append(field);
  }
  form.submit();
}

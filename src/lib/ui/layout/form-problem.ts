/** A refused form as its page reads it: what is wrong at a field, and what was typed there. */
interface Refused {
  readonly problem?: { readonly details: readonly { readonly place: string; readonly message: string }[] };
  readonly typed?: Readonly<Record<string, unknown>>;
}

/** `form` is the page's own; null: nothing was sent. */
export function formState(form: Refused | null | undefined) {
  const details = form?.problem?.details ?? [];
  const typed = form?.typed ?? {};
  return {
    wrongAt: (name: string): string | undefined => details.find(({ place }) => place === name)?.message,
    typedAt: (name: string, otherwise: string): string => (typeof typed[name] === 'string' ? typed[name] : otherwise)
  };
}

/** A form's body as its fields, of an office page: what is larger than the server takes is refused with a sentence. */
import { Problem } from '../core/problem';

/** What the server takes at most (scripts/serve.ts); a page's own form may be held to less. */
const MOST_BYTES = 1024 * 1024;

/** Throws `body-too-large`. */
export async function readFormData(request: Request): Promise<FormData> {
  if (Number(request.headers.get('content-length') ?? 0) > MOST_BYTES) throw tooLarge();
  try {
    return await request.formData();
  } catch (failure) {
    // A body without a length that grows too large breaks off; anything else that is no form is read as an empty one.
    if ((failure as { readonly status?: number }).status === 413) throw tooLarge();
    return new FormData();
  }
}

/** '' where the field was not sent, or is a file. */
export function textField(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

/** Every value of a name, in their order; files are left out. Of a form, or of an address's query. */
export function formValues(form: FormData | URLSearchParams): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of form as Iterable<[string, FormDataEntryValue]>)
    if (typeof value === 'string') {
      const known = values.get(name);
      if (known) known.push(value);
      else values.set(name, [value]);
    }
  return values;
}

/** undefined: no file was chosen. */
export async function fileField(form: FormData, name: string): Promise<{ readonly bytes: Uint8Array; readonly name: string } | undefined> {
  const value = form.get(name);
  if (!(value instanceof File) || (value.size === 0 && value.name === '')) return undefined;
  return { bytes: new Uint8Array(await value.arrayBuffer()), name: shortName(value.name) };
}

/** For sentences: no path, no odd characters, not too long. */
export function shortName(name: string): string {
  const plain = name.normalize('NFC').replace(/^.*[/\\]/s, '').replace(/\p{C}/gu, ''); // prettier-ignore
  return plain.length > 80 ? `${plain.slice(0, 60)}…${plain.slice(-15)}` : plain;
}

function tooLarge(): Problem {
  return new Problem('body-too-large', { max: '1 MB' });
}

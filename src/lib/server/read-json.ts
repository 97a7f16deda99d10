/** The JSON that a program sends. */
import { Problem } from '../core/problem';

/** Throws `body-json-type`, `body-too-large`, `body-not-json`. */
export async function readJson(request: Request, mostBytes: number): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) throw new Problem('body-json-type');
  const bytes = await readBytes(request, mostBytes);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Problem('body-not-json');
  }
}

/** No more than is allowed is ever held. What is too long is read to its end: a program that is still sending would not hear why. */
async function readBytes({ body }: Request, mostBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of body ?? []) {
      size += (part as Uint8Array).byteLength;
      if (size <= mostBytes) parts.push(part as Uint8Array);
    }
  } catch (failure) {
    if ((failure as { readonly status?: number }).status !== 413) throw new Problem('body-not-json'); // its sender went away
    size = Infinity;
  }
  if (size > mostBytes) throw tooLarge(mostBytes);
  return Buffer.concat(parts);
}

function tooLarge(mostBytes: number): Problem {
  return new Problem('body-too-large', { max: `${Math.round(mostBytes / 1024)} kB` });
}

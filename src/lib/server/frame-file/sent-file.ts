/**
 * A form with one large file, read as it comes in: the file is handed on in chunks and never held whole. The fields of the form stand
 * before the file.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import { Problem } from '../../core/problem';
import { shortName } from '../read-form-data';
import { MOST_FILE_BYTES, MOST_FILE_TEXT } from './frame-file';

export interface SentFile {
  readonly name: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Throws `body-too-large`. */
  readonly chunks: AsyncIterable<Buffer>;
}

const LIMITS = { files: 1, fields: 10, fieldSize: 1000, parts: 20, fileSize: MOST_FILE_BYTES };

/** What `take` makes of the file named `file`; the fields alone where none was chosen, or nothing that can be read was sent. */
export async function readSentFile<T>(
  request: Request,
  take: (file: SentFile) => Promise<T>
): Promise<{ readonly taken: T } | { readonly fields: Readonly<Record<string, string>> }> {
  const type = request.headers.get('content-type') ?? '';
  const fields: Record<string, string> = {};
  if (!type.startsWith('multipart/form-data') || !type.includes('boundary=') || !request.body) return { fields };
  const parser = new Busboy({ headers: { 'content-type': type }, limits: LIMITS });
  let taking: Promise<T> | undefined;
  let stop: (failure: Error) => void = () => {};
  parser.on('field', (name, value) => (fields[name] = value));
  parser.on('file', (name, stream, fileName) => {
    if (name !== 'file' || fileName === '' || taking) {
      stream.resume();
      return;
    }
    stop = (failure) => void stream.destroy(failure);
    taking = take({ name: shortName(fileName), fields, chunks: checked(stream) });
    // What was refused is read to its end and forgotten: a browser that is still sending would not see the answer.
    taking.catch(() => stream.resume());
  });
  try {
    await pipeline(Readable.fromWeb(request.body as never), parser);
  } catch (failure) {
    // What the file was refused with counts; else whoever sent it has gone, and what was begun is told so.
    stop(failure as Error);
    await taking;
    throw (failure as { readonly status?: number }).status === 413 ? tooLarge() : failure;
  }
  return taking ? { taken: await taking } : { fields };
}

async function* checked(stream: Readable & { readonly truncated: boolean }): AsyncGenerator<Buffer> {
  for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) yield chunk;
  if (stream.truncated) throw tooLarge();
}

function tooLarge(): Problem {
  return new Problem('body-too-large', { max: MOST_FILE_TEXT });
}

/**
 * A connection that asks one thing after another, with as little work as possible on the asking side: what is measured is the
 * server, and the two share the machine's processors. It reads just enough of HTTP/1.1 to know where an answer ends.
 */
import { connect } from 'node:net';
import type { Socket } from 'node:net';

export interface Answer {
  readonly status: number;
  /** Header lines, as they came. */
  readonly head: string;
}

export class KeepAliveConnection {
  readonly #socket: Socket;
  #received = '';
  #settle: { readonly answered: (answer: Answer) => void; readonly broken: (failure: Error) => void } | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket.setEncoding('latin1').setNoDelay();
    socket.on('data', (text: string) => this.#take(text));
    socket.on('error', (failure) => this.#settle?.broken(failure));
    socket.on('close', () => this.#settle?.broken(new Error('the server closed the connection')));
  }

  static open(port: number): Promise<KeepAliveConnection> {
    return new Promise((opened, refused) => {
      const socket = connect(port, '127.0.0.1', () => opened(new KeepAliveConnection(socket)));
      socket.once('error', refused);
    });
  }

  /** Sends a whole request and waits for its whole answer; one at a time. */
  ask(request: string): Promise<Answer> {
    return new Promise((answered, broken) => {
      this.#settle = { answered, broken };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#settle = undefined;
    this.#socket.destroy();
  }

  #take(text: string): void {
    this.#received += text;
    const end = this.#received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.#received.slice(0, end);
    const length = /^content-length: (\d+)/im.exec(head)?.[1];
    const whole =
      length === undefined ? this.#received.endsWith('0\r\n\r\n') : this.#received.length >= end + 4 + Number.parseInt(length, 10);
    if (!whole) return;
    this.#received = '';
    this.#settle?.answered({ status: Number(head.slice(9, 12)), head });
  }
}

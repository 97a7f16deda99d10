/** What strace wrote of a process: its calls in the order they began, each with the place where it was over. */

export interface SystemCall {
  readonly name: string;
  /** With the paths of its files (strace -yy). */
  readonly text: string;
  /** Line numbers: a call that another thread's call interrupted in the listing ends later than it begins. */
  readonly begun: number;
  readonly over: number;
  readonly result: number;
}

/** `-yy` names files and sockets by what they are; `-s` shows a whole database page. */
export const straceInto = (file: string): readonly string[] => [
  ...['strace', '-f', '-yy', '-s', '8192', '-o', file],
  ...['-e', 'trace=pwrite64,fdatasync,fsync,write,writev,sendto']
];

const WHOLE = /^(\d+) +(\w+)\((.*)\) += (-?\d+)/s;
const BEGINNING = /^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$/s;
const END = /^(\d+) +<\.\.\. (\w+) resumed>.*\) += (-?\d+)/s;

export function readSystemCalls(listing: string): readonly SystemCall[] {
  const calls: SystemCall[] = [];
  const begun = new Map<string, { text: string; begun: number }>();
  for (const [line, text] of listing.split('\n').entries()) {
    const [, , name = '', parameters = '', result = ''] = WHOLE.exec(text) ?? [];
    if (name !== '') calls.push({ name, text: parameters, begun: line, over: line, result: Number(result) });
    const [, itsThread = '', itsName = '', itsParameters = ''] = BEGINNING.exec(text) ?? [];
    if (itsName !== '') begun.set(`${itsThread} ${itsName}`, { text: itsParameters, begun: line });
    const [, endThread = '', endName = '', endResult = ''] = END.exec(text) ?? [];
    const start = begun.get(`${endThread} ${endName}`);
    if (start) calls.push({ name: endName, ...start, over: line, result: Number(endResult) });
    if (start) begun.delete(`${endThread} ${endName}`);
  }
  return calls.toSorted((a, b) => a.begun - b.begun);
}

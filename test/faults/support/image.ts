/**
 * A Dockerfile run without a container engine: each stage has a folder for its root, COPY copies, ENV, WORKDIR and USER are kept, and RUN runs
 * in a shell or does what `instead` says for it. A step that is not understood throws: nothing in the Dockerfile goes unseen.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

export interface Image {
  /** Where the image's `/` lies. */
  readonly root: string;
  readonly workdir: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly user: string;
  readonly volumes: readonly string[];
  readonly command: readonly string[];
  readonly healthCheck: readonly string[];
}

/** By the text of a RUN, what is done for it; it gets the stage's root and working folder on this machine. */
export type Instead = Readonly<Record<string, (root: string, folder: string) => void>>;

interface Stage {
  readonly name: string;
  readonly root: string;
  readonly environment: Record<string, string>;
  readonly volumes: string[];
  workdir: string;
  user: string;
  command: readonly string[];
  healthCheck: readonly string[];
}

/** Builds the last stage in folders under `place`, from the project's folder `context`. */
export function buildImage(dockerfile: string, context: string, place: string, instead: Instead): Image {
  const stages: Stage[] = [];
  const ignored = readFileSync(`${dockerfile}.dockerignore`, 'utf8').split('\n').filter(Boolean);
  for (const { name, rest } of readInstructions(readFileSync(dockerfile, 'utf8'))) {
    const stage = stages.at(-1);
    if (name === 'FROM') stages.push(newStage(rest, join(place, `stage-${stages.length}`)));
    else if (!stage) throw new Error(`${name} before FROM`);
    else if (name === 'COPY') copy(stage, rest, stages, { context, ignored });
    else if (name === 'RUN') run(stage, rest, instead);
    else keep(stage, name, rest);
  }
  return stages.at(-1)!;
}

function readInstructions(text: string): readonly { readonly name: string; readonly rest: string }[] {
  return text
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ name: line.split(' ')[0]!, rest: line.slice(line.indexOf(' ') + 1).trim() }));
}

function newStage(from: string, root: string): Stage {
  mkdirSync(root, { recursive: true });
  const name = / AS (\S+)$/.exec(from)?.[1] ?? '';
  return { name, root, environment: {}, volumes: [], workdir: '/', user: 'root', command: [], healthCheck: [] };
}

function keep(stage: Stage, name: string, rest: string): void {
  if (name === 'WORKDIR') {
    stage.workdir = rest;
    mkdirSync(join(stage.root, rest), { recursive: true });
  } else if (name === 'ENV') for (const pair of rest.split(' ')) stage.environment[pair.split('=')[0]!] = pair.slice(pair.indexOf('=') + 1);
  else if (name === 'USER') stage.user = rest;
  else if (name === 'VOLUME') stage.volumes.push(rest);
  else if (name === 'CMD') stage.command = JSON.parse(rest) as string[];
  else if (name === 'HEALTHCHECK') stage.healthCheck = JSON.parse(rest.slice(rest.indexOf('CMD ') + 4)) as string[];
  else if (name !== 'EXPOSE') throw new Error(`a step that the test does not know: ${name} ${rest}`);
}

function copy(stage: Stage, rest: string, stages: readonly Stage[], { context, ignored }: { context: string; ignored: readonly string[] }) {
  const words = rest.split(' ');
  const from = words[0]?.startsWith('--from=') ? words.shift()!.slice('--from='.length) : undefined;
  const to = join(stage.root, stage.workdir, words.pop()!);
  const source = from === undefined ? context : stages.find(({ name }) => name === from)!.root;
  for (const word of words) {
    const path = join(source, word);
    if (!statSync(path).isDirectory()) {
      mkdirSync(to, { recursive: true });
      cpSync(path, join(to, basename(path)));
    } else if (from === undefined) copyContext(path, to, ignored);
    else renameSync(path, to); // nothing is copied twice, and it spares the time of thirty thousand files
  }
}

function copyContext(context: string, to: string, ignored: readonly string[]): void {
  const left = (name: string) => ignored.some((pattern) => (pattern.startsWith('*') ? name.endsWith(pattern.slice(1)) : name === pattern));
  for (const name of readdirSync(context).filter((one) => !left(one))) cpSync(join(context, name), join(to, name), { recursive: true });
}

function run(stage: Stage, line: string, instead: Instead): void {
  const folder = join(stage.root, stage.workdir);
  if (Object.hasOwn(instead, line)) return instead[line]!(stage.root, folder);
  // What reaches outside the image's own folders would change this machine.
  if (/(^|[\s=])\//.test(line)) throw new Error(`a step that the test does not know: RUN ${line}`);
  execFileSync('sh', ['-c', line], { cwd: folder, stdio: 'pipe', env: { ...process.env, ...stage.environment } });
}

/** A folder's files again, without their bytes where the disk is the same one. */
export function link(from: string, to: string): void {
  if (existsSync(to)) throw new Error(`${to} is there already`);
  try {
    execFileSync('cp', ['-al', resolve(from), to], { stdio: 'pipe' });
  } catch {
    execFileSync('cp', ['-a', resolve(from), to], { stdio: 'pipe' });
  }
}

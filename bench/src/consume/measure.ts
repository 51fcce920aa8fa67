import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { BenchError } from "../bench-error.ts";
import { median } from "../statistics.ts";
import { COMPILER, type Project, projects, writeProject } from "./projects.ts";

/** The cost of generated code for its consumer. */
export interface ConsumerFigures {
  /** CPU time of the consumer's compiler, cold, in s: the lowest of the runs. */
  readonly compiling: number;
  /** Time of completing a member after an edit, in a warm editor, in ms: the median. */
  readonly completing: number;
}

/** The figures of a document, by the name of the project. */
export interface ConsumeFigures {
  /** The file name without its extension. */
  readonly document: string;
  readonly projects: Readonly<Record<string, ConsumerFigures>>;
}

/** Measures one document. The projects take turns. */
export async function measureConsumers(
  path: string,
  runs: number,
  onProgress: (text: string) => void,
): Promise<ConsumeFigures> {
  const document = basename(path, extname(path));
  const folder = await realpath(await mkdtemp(join(tmpdir(), "bench-consume-")));
  try {
    const own = projects.map((project) => ({
      ...project,
      folder: join(folder, project.name),
      times: [] as number[],
    }));
    for (const project of own) {
      onProgress(`${document}: generating for ${project.name}`);
      await prepare(project, path, project.folder);
    }
    for (let run = 1; run <= runs; run++) {
      for (const { name, folder, times } of own) {
        onProgress(`${document}: run ${run} of ${runs}, ${name}`);
        times.push(compile(folder));
      }
    }
    const figures = own.map(({ name, program, folder, times }) => {
      onProgress(`${document}: completing in ${name}`);
      return [name, { compiling: Math.min(...times), completing: complete(folder, program) }] as const;
    });
    return { document, projects: Object.fromEntries(figures) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function prepare(project: Project, document: string, folder: string): Promise<void> {
  await mkdir(folder);
  await writeProject(project, folder);
  run(folder, project.generate(document, folder));
  const build = project.build(folder);
  if (build !== undefined) run(folder, build);
}

/** Compiles the consumer's program in a new process. Returns its CPU time in s. */
function compile(folder: string): number {
  // The code of some generators has errors, which take the compiler no less work.
  const { stderr } = spawnSync(
    process.execPath,
    ["--import", PROCESSOR_TIME, COMPILER, "-p", folder],
    OPTIONS,
  );
  return Number(stderr.trim().split("\n").at(-1));
}

const COMPLETIONS = 15;

function complete(folder: string, program: string): number {
  return median(JSON.parse(run(folder, [COMPLETION, folder, program, String(COMPLETIONS)])) as number[]);
}

/** Runs Node. Returns its standard output. */
function run(folder: string, parameters: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, parameters, { ...OPTIONS, cwd: folder });
  if (status !== 0) throw new BenchError(`${parameters[0]} failed:\n${`${stdout}${stderr}`.slice(-2000)}`);
  return stdout;
}

const OPTIONS = { encoding: "utf8", maxBuffer: 2 ** 28 } as const;
const PROCESSOR_TIME = new URL("processor-time.mjs", import.meta.url).href;
const COMPLETION = fileURLToPath(new URL("completion-process.ts", import.meta.url));

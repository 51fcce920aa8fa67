import { type ChildProcess, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { BenchError } from "../bench-error.ts";
import { median, quantile } from "../statistics.ts";

/** The time of an edit, in milliseconds. */
export interface WatchFigures {
  readonly document: string;
  /** From the moment at which the edited file is in its place to the printed line. Then all generated files are written. */
  readonly lowest: number;
  readonly median: number;
  /** 95 of 100 edits take at most this long. */
  readonly p95: number;
  /** The CPU time of the process for an edit. NaN where the system does not tell. */
  readonly cpu: number;
}

const workspace = fileURLToPath(new URL("../../../", import.meta.url));
const PROGRAM = join(workspace, "generator/dist/js/bin.cjs");

/**
 * Edits the summary of an operation again and again, while `sdkgen generate --watch` runs.
 *
 * @param document An OpenAPI document in one file. Default: that of this API, with its configuration.
 * @param edits How often. Before that, five edits are not measured.
 * @throws BenchError if the program ends, or does not write what the document says.
 */
export async function measureWatch(document: string | undefined, edits: number): Promise<WatchFigures> {
  // In the workspace, where the modules of the configuration are found.
  const folder = await mkdtemp(join(workspace, "bench/.watch-"));
  try {
    const place = document === undefined ? await thisApi(folder) : await oneFile(folder, document);
    const watch = await Watch.start(place);
    try {
      const figures = [];
      for (let index = 0; index < WARM_UP + edits; index += 1) figures.push(await watch.edit(index));
      const measured = figures.slice(WARM_UP);
      const times = measured.map(({ milliseconds }) => milliseconds);
      return {
        document: document === undefined ? "this API" : basename(document, extname(document)),
        lowest: Math.min(...times),
        median: median(times),
        p95: quantile(times, 0.95),
        cpu: median(measured.map(({ cpu }) => cpu)),
      };
    } finally {
      watch.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const WARM_UP = 5;

/** The watched input. */
interface Place {
  /** The folder in which the program runs. */
  readonly cwd: string;
  readonly parameters: readonly string[];
  /** The file that is edited. */
  readonly file: string;
  /** The folder of the generated packages. */
  readonly output: string;
}

async function thisApi(folder: string): Promise<Place> {
  await cp(join(workspace, "spec"), join(folder, "spec"), { recursive: true });
  return {
    cwd: join(folder, "spec"),
    parameters: [],
    file: join(folder, "spec/resources/tasks.yaml"),
    output: join(folder, "packages"),
  };
}

async function oneFile(folder: string, document: string): Promise<Place> {
  const file = join(folder, basename(document));
  const output = join(folder, "packages");
  await mkdir(output);
  await cp(document, file);
  return { cwd: folder, parameters: ["--spec", file, "--out", output], file, output };
}

/** A process that watches, and the file that is edited. */
class Watch {
  readonly #place: Place;
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string, undefined>;
  readonly #text: string;
  /** The generated file in which the summary is, once it is known. */
  #generated: string | undefined;

  private constructor(place: Place, text: string) {
    this.#place = place;
    this.#text = text;
    this.#child = spawn(process.execPath, [PROGRAM, "generate", "--watch", ...place.parameters], {
      cwd: place.cwd,
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, NO_COLOR: "1" },
    });
    if (this.#child.stdout === null) throw new BenchError("the process has no output");
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** Starts it, and waits until it watches. */
  static async start(place: Place): Promise<Watch> {
    const watch = new Watch(place, await readFile(place.file, "utf8"));
    await watch.#lineWith("watching");
    return watch;
  }

  stop(): void {
    this.#child.kill();
  }

  async edit(index: number): Promise<{ readonly milliseconds: number; readonly cpu: number }> {
    const summary = `Summary ${index} of an edit.`;
    const { file } = this.#place;
    await writeFile(`${file}.new`, withSummary(this.#text, summary));
    const before = await cpuTime(this.#child.pid);
    await rename(`${file}.new`, file);
    const start = performance.now();
    await this.#lineWith("changed");
    const milliseconds = performance.now() - start;
    const cpu = (await cpuTime(this.#child.pid)) - before;
    await this.#assertWritten(summary);
    return { milliseconds, cpu };
  }

  async #lineWith(word: string): Promise<void> {
    for (;;) {
      const { done, value } = await this.#lines.next();
      if (done) throw new BenchError("the program has ended");
      if (value.includes(word)) return;
    }
  }

  async #assertWritten(summary: string): Promise<void> {
    const { output } = this.#place;
    const candidates =
      this.#generated === undefined ? await readdir(output, { recursive: true }) : [this.#generated];
    for (const path of candidates.filter((each) => each.endsWith(".ts"))) {
      if (!(await readFile(join(output, path), "utf8")).includes(summary)) continue;
      this.#generated = path;
      return;
    }
    throw new BenchError(`no generated file contains "${summary}"`);
  }
}

/** The text with another first summary, in YAML or JSON. */
function withSummary(text: string, summary: string): string {
  const changed = text.replace(/("summary":\s*)"(?:[^"\\]|\\.)*"|(\bsummary: ).*/, (_, json, yaml) =>
    json === undefined ? `${yaml}${summary}` : `${json}"${summary}"`,
  );
  if (changed === text) throw new BenchError("the document has no summary");
  return changed;
}

/** The CPU time that a process has taken so far, in milliseconds. */
async function cpuTime(pid: number | undefined): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const [user, system] = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 13);
  return (Number(user) + Number(system)) * MILLISECONDS_OF_TICK;
}

/** Linux counts in hundredths of a second for programs, whatever its own clock is. */
const MILLISECONDS_OF_TICK = 10;

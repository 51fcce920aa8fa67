import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { stringify } from "yaml";
import { BenchError } from "../bench-error.ts";
import { median } from "../statistics.ts";
import { contenders, OURS } from "./contenders.ts";
import { doubled } from "./doubled.ts";
import { type Run, runMeasured } from "./run.ts";

/** The figures of a document. */
export interface GenerateFigures {
  /** The file name without its extension. */
  readonly document: string;
  readonly megabytes: number;
  /** The medians of each contender, by its name. A contender that fails for the document has none. */
  readonly contenders: Readonly<Record<string, Run | undefined>>;
  /** Of ours, with nothing changed since the run before. */
  readonly again: Run;
  /** Of ours, for the document with everything twice. */
  readonly doubled: Run;
  /** Of ours, for the same document as YAML. */
  readonly yaml: Run;
}

/** Measures one document. The contenders take turns, so that a change of the machine affects all of them. */
export async function measureDocument(
  file: string,
  runs: number,
  onProgress: (text: string) => void,
): Promise<GenerateFigures> {
  const document = basename(file, extname(file));
  const text = await readFile(file, "utf8");
  const value = JSON.parse(text) as Parameters<typeof doubled>[0];
  const folder = await realpath(await mkdtemp(join(tmpdir(), "bench-generate-")));
  try {
    const input = async (name: string, content: string) => {
      const path = join(folder, name);
      await writeFile(path, content);
      return path;
    };
    const json = await input("openapi.json", text);
    const twice = await input("doubled.json", JSON.stringify(doubled(value)));
    const yaml = await input("openapi.yaml", stringify(value));
    const jobs: readonly Job[] = [
      ...contenders.map(({ name }) => ({ key: name, contender: name, document: json })),
      { key: "again", contender: OURS, document: json, again: true },
      { key: "doubled", contender: OURS, document: twice },
      { key: "yaml", contender: OURS, document: yaml },
    ];
    const found = new Map<string, Run[]>();
    const failed = new Set<string>();
    for (let round = 0; round < runs; round += 1) {
      for (const job of jobs.filter(({ key }) => !failed.has(key))) {
        onProgress(`${document}: round ${round + 1} of ${runs}, ${job.key}`);
        const run = await runJob(job, join(folder, "work"), join(folder, "memory")).catch(
          (error: unknown) => {
            if (job.contender === OURS || !(error instanceof BenchError)) throw error;
            failed.add(job.key);
          },
        );
        if (run !== undefined) found.set(job.key, [...(found.get(job.key) ?? []), run]);
      }
    }
    const figure = (key: string): Run => medians(found.get(key) ?? []);
    return {
      document,
      megabytes: Buffer.byteLength(text) / 1e6,
      contenders: Object.fromEntries(
        contenders.map(({ name }) => [name, failed.has(name) ? undefined : figure(name)]),
      ),
      again: figure("again"),
      doubled: figure("doubled"),
      yaml: figure("yaml"),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Job {
  readonly key: string;
  readonly contender: string;
  readonly document: string;
  /** Whether the second of two runs is measured. */
  readonly again?: boolean;
}

async function runJob(job: Job, folder: string, note: string): Promise<Run> {
  const contender = contenders.find(({ name }) => name === job.contender);
  if (contender === undefined) throw new BenchError(`there is no contender "${job.contender}"`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  const command = await contender.prepare(job.document, folder);
  const first = await runMeasured(command, folder, note);
  return job.again === true ? runMeasured(command, folder, note) : first;
}

function medians(runs: readonly Run[]): Run {
  return {
    seconds: median(runs.map(({ seconds }) => seconds)),
    peakMebibytes: median(runs.map(({ peakMebibytes }) => peakMebibytes)),
  };
}

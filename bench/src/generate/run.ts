import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { BenchError } from "../bench-error.ts";

/** The time and memory of a process. */
export interface Run {
  /** Wall-clock time of the whole process. */
  readonly seconds: number;
  readonly peakMebibytes: number;
}

const PRELOAD = fileURLToPath(new URL("peak-memory.cjs", import.meta.url));

/**
 * Runs a program with this Node. Its peak memory is that of the largest of its processes.
 *
 * @param note A file in which the processes note their peak memory.
 * @throws BenchError with its output if it fails.
 */
export async function runMeasured(
  [program, ...parameters]: readonly [string, ...string[]],
  folder: string,
  note: string,
): Promise<Run> {
  await rm(note, { force: true });
  const start = performance.now();
  const child = spawn(process.execPath, [program, ...parameters], {
    cwd: folder,
    env: {
      ...process.env,
      NODE_OPTIONS: `--require=${JSON.stringify(PRELOAD)}`,
      PEAK_MEMORY_FILE: note,
      NO_COLOR: "1",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit") as Promise<[number | null]>,
  ]);
  const seconds = (performance.now() - start) / 1000;
  if (exitCode !== 0) throw new BenchError(`${program} failed:\n${`${stdout}${stderr}`.slice(-2000)}`);
  return { seconds, peakMebibytes: Number(await readFile(note, "utf8")) / 1024 };
}

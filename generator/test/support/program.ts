import { type ChildProcess, execFile, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { OWN_CACHE } from "./cache.ts";
import { type Files, makeFolder } from "./folder.ts";
import type { SharedCommand, SharedResult } from "./shared-program.ts";

const PROGRAM = fileURLToPath(new URL("../../src/bin.ts", import.meta.url));
const SHARED_PROGRAM = fileURLToPath(new URL("./shared-program.ts", import.meta.url));

/** The exit code and output of a command, and the folder it ran in. */
export interface ProgramResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly cwd: string;
}

/**
 * Runs `sdkgen` in a folder with these files.
 *
 * The commands of a test file share one process, because loading the program takes longer than most commands. A command with its
 * own environment or standard input, or with a configuration that changed since it was loaded, gets a process of its own.
 *
 * @param input The standard input. Default: none.
 */
export async function runProgram(
  args: readonly string[],
  files: Files | string,
  env: Readonly<Record<string, string>> = {},
  input = "",
): Promise<ProgramResult> {
  const cwd = typeof files === "string" ? files : await makeFolder(files);
  const isPlain = Object.keys(env).length === 0 && input === "";
  if (isPlain && isConfigAsLoaded(cwd)) return { ...(await runInSharedProcess({ args, cwd })), cwd };
  return { ...(await runInOwnProcess({ args, cwd }, env, input)), cwd };
}

/** Runs `sdkgen` as a separate process, like a shell. */
export async function runInOwnProcess(
  { args, cwd }: SharedCommand,
  env: Readonly<Record<string, string>> = {},
  input = "",
): Promise<SharedResult> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [PROGRAM, ...args],
      { cwd, env: { ...environment(), ...env } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}

/** The configurations that the shared process has loaded, by path. A process loads a module only once. */
const loadedConfigs = new Map<string, string>();

function isConfigAsLoaded(cwd: string): boolean {
  const files = ["sdk.config.ts", "spec/sdk.config.ts"].map((path) => join(cwd, path)).filter(existsSync);
  return files.every((file) => {
    const text = readFileSync(file, "utf8");
    if (!loadedConfigs.has(file)) loadedConfigs.set(file, text);
    return loadedConfigs.get(file) === text;
  });
}

let shared: ChildProcess | undefined;
let last: Promise<unknown> = Promise.resolve();

/** One command after the other, because they share a working directory. */
function runInSharedProcess(command: SharedCommand): Promise<SharedResult> {
  const result = last.then(() => sendToSharedProcess(command));
  last = result.catch(() => {});
  return result;
}

async function sendToSharedProcess(command: SharedCommand): Promise<SharedResult> {
  // It ends when this process ends, because that closes the channel between them. While it waits, it does not keep this process.
  shared ??= fork(SHARED_PROGRAM, { env: environment() });
  shared.ref();
  shared.channel?.ref();
  const ended = new AbortController();
  const end = () => ended.abort(new Error(`the process ended during sdkgen ${command.args.join(" ")}`));
  shared.once("exit", end);
  shared.send(command);
  const [result] = (await once(shared, "message", { signal: ended.signal })) as [SharedResult];
  shared.off("exit", end);
  shared.unref();
  shared.channel?.unref();
  return result;
}

function environment(): Readonly<Record<string, string>> {
  const { PATH = "", HOME = "" } = process.env;
  return { PATH, HOME, ...OWN_CACHE };
}

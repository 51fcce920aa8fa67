import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readFile, realpath } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./run.ts";

/** An error that the compiler found. */
export interface Diagnostic {
  /** The file, relative to the project. Empty if the error is about the project. */
  readonly file: string;
  /** Starts at 1. */
  readonly line: number;
  /** Such as `TS2322`. */
  readonly code: string;
  readonly message: string;
}

/**
 * Strict compiler options, with the types of Node but not those of browsers. The declarations of packages are checked, those that
 * come with the compiler are not.
 */
export const strictOptions: Readonly<Record<string, unknown>> = {
  target: "ES2022",
  module: "NodeNext",
  lib: ["ES2022"],
  types: ["node"],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  skipLibCheck: false,
  skipDefaultLibCheck: true,
};

/** Time after which a compiler is stopped by default, in ms. */
const TIMEOUT = 120_000;

/**
 * Compiles the project of a folder by its `tsconfig.json`, without output if the compiler is older than TypeScript 7.
 *
 * @param typescript The folder of the compiler. Default: the compiler that is installed in the project.
 * @param timeout Time after which the compiler is stopped, in ms. Default: two minutes.
 * @throws Error if the compiler is stopped, or fails without reporting an error.
 */
export async function compile(
  folder: string,
  typescript: string = join(folder, "node_modules", "typescript"),
  timeout: number = TIMEOUT,
): Promise<readonly Diagnostic[]> {
  const text = await readFile(join(typescript, "package.json"), "utf8");
  const { version } = JSON.parse(text) as { readonly version: string };
  // TypeScript 7 is a native program without an API.
  if (Number.parseInt(version, 10) >= 7) return compileWithCommand(folder, typescript, timeout);
  return processOf(await realpath(typescript)).compile(folder, timeout);
}

async function compileWithCommand(
  folder: string,
  typescript: string,
  timeout: number,
): Promise<readonly Diagnostic[]> {
  // Several checkers check what they share again.
  const parameters = [join(typescript, "bin", "tsc"), "--pretty", "false", "--checkers", "1"];
  const { exitCode, stdout, stderr } = await run(process.execPath, parameters, { cwd: folder, timeout });
  const diagnostics = stdout.split("\n").flatMap((line) => parseDiagnostic(line) ?? []);
  if (exitCode !== 0 && diagnostics.length === 0) throw new Error(`the compiler failed: ${stdout}${stderr}`);
  return diagnostics;
}

function parseDiagnostic(line: string): Diagnostic | undefined {
  const match = /^(?:(?<file>.+)\((?<line>\d+),\d+\): )?error (?<code>TS\d+): (?<message>.*)$/.exec(line);
  const { file = "", line: number = "0", code = "", message = "" } = match?.groups ?? {};
  return match === null ? undefined : { file, line: Number(number), code, message };
}

const processes = new Map<string, CompilerProcess>();

function processOf(typescript: string): CompilerProcess {
  const known = processes.get(typescript) ?? new CompilerProcess(typescript);
  processes.set(typescript, known);
  return known;
}

const PROGRAM = fileURLToPath(new URL("./compiler-process.ts", import.meta.url));

/** A process that compiles one project after the other with a compiler that is written in JavaScript. */
class CompilerProcess {
  readonly #typescript: string;
  #child: ChildProcess | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(typescript: string) {
    this.#typescript = typescript;
  }

  compile(folder: string, timeout: number): Promise<readonly Diagnostic[]> {
    const result = this.#last.then(() => this.#compileNow(folder, timeout));
    this.#last = result.catch(() => {});
    return result;
  }

  async #compileNow(folder: string, timeout: number): Promise<readonly Diagnostic[]> {
    // It ends when this process ends, because that closes the channel between them. While it waits, it does not keep this process.
    this.#child ??= fork(PROGRAM, [this.#typescript]);
    const child = this.#child;
    child.ref();
    child.channel?.ref();
    const ended = new AbortController();
    const end = () => ended.abort(new Error("the compiler ended, or was stopped"));
    child.once("exit", end);
    const timer = setTimeout(() => child.kill("SIGKILL"), timeout);
    child.send(folder);
    try {
      const [diagnostics] = (await once(child, "message", { signal: ended.signal })) as [
        readonly Diagnostic[],
      ];
      return diagnostics;
    } catch (error) {
      this.#child = undefined;
      throw new Error(`${this.#typescript} did not compile ${folder}`, { cause: error });
    } finally {
      clearTimeout(timer);
      child.off("exit", end);
      child.unref();
      child.channel?.unref();
    }
  }
}

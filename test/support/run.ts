import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { endWithThisProcess } from "./children/end-with-this-process.ts";

/** The result of a program. */
export interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a program is run. */
export interface RunOptions {
  readonly cwd: string;
  /** Environment variables in addition to those of this process. Undefined ones are removed. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Time after which the program is stopped, in ms. Default: two minutes, so that a test fails before its hook does. */
  readonly timeout?: number;
}

/** Runs a program. The exit code is null if it was stopped by the timeout. */
export async function run(
  command: string,
  parameters: readonly string[],
  { cwd, environment = {}, timeout = 120_000 }: RunOptions,
): Promise<Outcome> {
  // Package managers start other programs. With a process group, all of them end.
  const child = endWithThisProcess(
    spawn(command, parameters, {
      cwd,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
      timeout,
    }),
  );
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  return { exitCode, stdout, stderr };
}

/**
 * Runs a program that must succeed, and returns its output.
 *
 * @throws Error with the output of the program if its exit code is not 0.
 */
export async function succeed(
  command: string,
  parameters: readonly string[],
  options: RunOptions,
): Promise<string> {
  const { exitCode, stdout, stderr } = await run(command, parameters, options);
  if (exitCode === 0) return stdout;
  throw new Error(`${command} ${parameters.join(" ")} ended with exit code ${exitCode}\n${stdout}${stderr}`);
}

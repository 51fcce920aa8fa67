import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

/** How a program ended. */
export interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a program runs, and what it finds in its environment beside what this process has. */
export interface RunOptions {
  readonly cwd: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Milliseconds after which a program is stopped; hooks that run several have more (see vitest.config.ts). */
const TIMEOUT = 120_000;

/** Runs a program to its end. One that takes more than two minutes is stopped; its exit code is then null. */
export async function run(
  command: string,
  parameters: readonly string[],
  { cwd, environment = {} }: RunOptions,
): Promise<Outcome> {
  const child = spawn(command, parameters, {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: TIMEOUT,
  });
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  return { exitCode, stdout, stderr };
}

/**
 * Runs a program that must succeed, and gives what it printed.
 *
 * @throws Error with all that the program said when its exit code is not 0.
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

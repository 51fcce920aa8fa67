import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { endWithThisProcess } from "./children/end-with-this-process.ts";
import type { RunOptions } from "./run.ts";

/** A server in a separate process. */
export interface ServerProcess {
  readonly url: string;
  /** The line that reported its address. */
  readonly line: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Options for starting a server. */
export interface ServerOptions extends RunOptions {
  /** The file descriptor on which it reports its address. Default: 1, standard output. */
  readonly channel?: 1 | 3;
}

/**
 * Starts a program that reports its address as a line of JSON, with its `url`, or its `port` on 127.0.0.1.
 *
 * @throws Error if it exits before that.
 */
export async function startServerProcess(
  command: string,
  parameters: readonly string[],
  { cwd, environment = {}, channel = 1 }: ServerOptions,
): Promise<ServerProcess> {
  const child = endWithThisProcess(
    spawn(command, parameters, {
      cwd,
      env: { ...process.env, ...environment },
      stdio: ["pipe", channel === 1 ? "pipe" : "inherit", "inherit", channel === 3 ? "pipe" : "ignore"],
    }),
  );
  const exit = once(child, "exit");
  const firstLine = once(createInterface(child.stdio[channel] as Readable), "line") as Promise<[string]>;
  const ended = exit.then(() => {
    throw new Error(`${command} ${parameters.join(" ")} ended before it listened`);
  });
  const [line] = await Promise.race([firstLine, ended]);
  ended.catch(() => {});
  const { url, port } = JSON.parse(line) as { readonly url?: string; readonly port?: number };
  return {
    url: url ?? `http://127.0.0.1:${port}`,
    line,
    pid: child.pid as number,
    async stop() {
      child.kill();
      await exit;
    },
  };
}

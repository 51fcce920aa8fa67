import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { endWithThisProcess } from "./children/end-with-this-process.ts";
import type { RunOptions } from "./run.ts";

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  /** The line by which it reported where it listens. */
  readonly line: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** How a server is started. */
export interface ServerOptions extends RunOptions {
  /** The file descriptor on which it says where it listens. Default: 1, its output. */
  readonly channel?: 1 | 3;
}

/**
 * Starts a program that says by a line of JSON where it listens, with its `url` or its `port` on 127.0.0.1.
 *
 * @throws Error when it ends before it says so.
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

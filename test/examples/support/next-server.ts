import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { endWithThisProcess } from "../../support/children/end-with-this-process.ts";
import { type Outcome, run } from "../../support/run.ts";

/** Environment variables of an app. An empty one counts as missing. */
export interface AppEnvironment {
  readonly COPILOT_API_KEY: string;
  readonly COPILOT_BASE_URL: string;
  readonly COPILOT_WEBHOOK_SECRET: string;
}

/** A Next.js app served by `next start`. */
export interface NextServer {
  readonly url: string;
  /** Its output so far. */
  log(): string;
  stop(): Promise<void>;
}

const QUIET = { NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1" };
const NEXT = "node_modules/next/dist/bin/next";

/** Runs `next build` in the folder of an app. */
export function buildNext(folder: string, environment: AppEnvironment): Promise<Outcome> {
  const variables = { ...QUIET, NODE_ENV: "production", ...environment };
  return run(process.execPath, [NEXT, "build"], { cwd: folder, environment: variables, timeout: 280_000 });
}

/** Runs `next start` on a free port. */
export async function startNext(folder: string, environment: AppEnvironment): Promise<NextServer> {
  const parameters = [NEXT, "start", "--port", "0", "--hostname", "127.0.0.1"];
  const child = endWithThisProcess(
    spawn(process.execPath, parameters, {
      cwd: folder,
      env: { ...process.env, ...QUIET, NODE_ENV: "production", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    }),
  );
  const exit = once(child, "exit");
  const lines: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    for (const input of [child.stdout, child.stderr]) {
      createInterface({ input }).on("line", (line) => {
        lines.push(line);
        const address = /Local: +(http\S+)/.exec(line)?.[1];
        if (address !== undefined) resolve(address);
      });
    }
    exit.then(() => reject(new Error(`next start ended before it listened\n${lines.join("\n")}`)), reject);
  });
  return {
    url,
    log: () => lines.join("\n"),
    async stop() {
      child.kill();
      await exit;
    },
  };
}

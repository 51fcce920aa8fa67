import { spawn } from "node:child_process";
import { once } from "node:events";
import { delimiter, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { inject } from "vitest";
import { endWithThisProcess } from "../../support/children/end-with-this-process.ts";
import { succeed } from "../../support/run.ts";
import { testFolder } from "../../support/workspace.ts";

/** The oldest Node that the examples run on. */
const node = join(testFolder, "node_modules", "node-22", "bin", "node");

const environment = {
  PATH: [dirname(node), process.env.PATH].join(delimiter),
  NODE_OPTIONS: "",
  NO_COLOR: "1",
  NODE_ENV: "test",
};

/** Runs a script of an example, like a person. Returns its output. Fails if the script does. */
export function runScript(example: string, script: string): Promise<string> {
  const cwd = join(inject("examples"), example);
  return succeed("npm", ["run", script], { cwd, environment, timeout: 240_000 });
}

/** A server that an example started. */
export interface ExampleServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the server of an example on a free port. It prints its URL as its first line with one. */
export async function startExample(
  example: string,
  program: string,
  variables: Readonly<Record<string, string>>,
): Promise<ExampleServer> {
  const child = endWithThisProcess(
    spawn(node, [program], {
      cwd: join(inject("examples"), example),
      env: { ...process.env, ...environment, ...variables, PORT: "0" },
      stdio: ["ignore", "pipe", "inherit"],
    }),
  );
  const exit = once(child, "exit");
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const [address] = /^http:\/\/\S+$/.exec(line) ?? [];
      if (address !== undefined) resolve(address.replace(/localhost|\[::1?\]/, "127.0.0.1"));
    });
    exit.then(() => reject(new Error(`${example} ended before it listened`)), reject);
  });
  return {
    url,
    async stop() {
      child.kill();
      await exit;
    },
  };
}

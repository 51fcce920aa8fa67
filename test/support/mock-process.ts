import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { root } from "./workspace.ts";

/** A mock of the API in a process of its own. */
export interface MockProcess {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the mock under the Node that runs the tests. It ends with this process at the latest. */
export async function startMockProcess(): Promise<MockProcess> {
  const program = join(root, "packages", "mock", "bin", "copilot-sdk-mock.js");
  const document = join(root, ".wire", "openapi.json");
  const child = spawn(process.execPath, [program, "--document", document, "--port", "0"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exit = once(child, "exit");
  const firstLine = once(createInterface(child.stdout), "line") as Promise<[string]>;
  const ended = exit.then(() => Promise.reject(new Error("the mock ended before it was ready")));
  const [line] = await Promise.race([firstLine, ended]);
  ended.catch(() => {});
  return {
    url: (JSON.parse(line) as { url: string }).url,
    async stop() {
      child.stdin.end();
      await exit;
    },
  };
}

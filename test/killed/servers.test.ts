// Run by ../children.test.ts, which kills this run. Starts servers like other tests, reports their process ids, and hangs.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "vitest";
import { workerd } from "../runtimes/support/runtimes.ts";
import { endWithThisProcess } from "../support/children/end-with-this-process.ts";
import { startMockProcess } from "../support/mock-process.ts";
import { startServerProcess } from "../support/server-process.ts";

const folder = process.env.KILLED_FOLDER ?? "";

const WORKER = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    modules = [(name = "worker", esModule = "export default { fetch: () => new Response() };")],
    compatibilityDate = "2026-01-01",
  ))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;

test("runs forever with its servers", async () => {
  const config = join(folder, "worker.capnp");
  await writeFile(config, WORKER);
  const parameters = ["serve", "--control-fd=3", config];
  const worker = await startServerProcess(workerd.command, parameters, { cwd: folder, channel: 3 });
  const mock = await startMockProcess();
  // A shell that leads a process group and starts another program.
  const shell = endWithThisProcess(
    spawn("sh", ["-c", "sleep 600 & echo $!; wait"], {
      stdio: ["ignore", "pipe", "inherit"],
      detached: true,
    }),
  );
  const [grandchild] = (await once(shell.stdout, "data")) as [Buffer];
  const pids = { workerd: worker.pid, node: mock.pid, shell: shell.pid, grandchild: Number(grandchild) };
  await appendFile(join(folder, "pids.json"), JSON.stringify(pids));
  await new Promise(() => {});
}, 600_000);

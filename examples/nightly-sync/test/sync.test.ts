// The program against the mock of the API: killed at random requests, run again, and compared with what the mock has.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, before, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { type Mock, startMock } from "@copilot-sdk/mock";
import { Copilot } from "copilot-sdk";
import type { Item } from "../src/replica.ts";

const program = join(import.meta.dirname, "../src/main.ts");
/** The names of the lists, and of their records in the mock. */
const lists = { companies: "company", clients: "client", tasks: "task", invoices: "invoice" } as const;

let folder: string;
let file: string;
let mock: Mock;
let copilot: Copilot;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "nightly-sync-"));
  file = join(folder, "workspace.db");
  mock = await startMock({ pages: { total: 350 } });
  copilot = new Copilot({ apiKey: mock.apiKey, baseURL: mock.url });
});
after(async () => {
  await mock.close();
  await rm(folder, { recursive: true });
});

function start() {
  const env = { ...process.env, COPILOT_API_KEY: mock.apiKey, COPILOT_BASE_URL: mock.url };
  return spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program, file], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** Runs the program to its end, and returns its output. */
async function run(): Promise<string> {
  const child = start();
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk));
  const [code] = await once(child, "close");
  assert.equal(code, 0);
  return output;
}

/** Kills the program a few milliseconds after a number of requests. */
async function runAndKill(requests: number, delay: number): Promise<void> {
  const limit = mock.arrivals.length + requests;
  const child = start();
  const exit = once(child, "exit");
  const hasEnded = exit.then(() => true);
  while (mock.arrivals.length < limit && !(await Promise.race([hasEnded, setTimeout(1, false)])));
  await setTimeout(delay);
  child.kill("SIGKILL");
  await exit;
}

function assertSame(): void {
  const database = new DatabaseSync(file, { readOnly: true });
  for (const [list, record] of Object.entries(lists)) {
    const rows = database.prepare("select data from records where list = ? order by id").all(list);
    const copied = rows.map(({ data }) => JSON.parse(String(data)));
    const records = mock.records(record) as readonly Item[];
    const expected = records.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    assert.ok(expected.length > 300, list);
    assert.deepEqual(copied, expected, list);
  }
  database.close();
}

test("processes that are killed at any time are completed by the next one: nothing is lost or doubled", async (t) => {
  for (let count = 1; count <= 6; count++) {
    const [requests, delay] = [1 + Math.floor(Math.random() * 4), Math.random() * 20];
    t.diagnostic(`killed ${delay.toFixed(1)} ms after ${requests} requests`);
    await runAndKill(requests, delay);
  }
  await run();
  assertSame();
});

test("the next night, new, changed and deleted records are found", async () => {
  const [first, second] = await copilot.clients.list().toArray({ limit: 2 });
  assert.ok(first && second);
  await copilot.clients.update(first.id, { givenName: "Renamed" });
  await copilot.clients.delete(second.id);
  await copilot.clients.create({ givenName: "New", familyName: "Client", email: "new@acme.example" });
  assert.match(await run(), /^clients: \d+ stored, 1 deleted$/m);
  assertSame();
});

test("a cursor that the API no longer accepts does not stop the copy", async () => {
  const database = new DatabaseSync(file);
  database.exec("update positions set cursor = 'expired' where list = 'clients'");
  database.close();
  await run();
  assertSame();
});

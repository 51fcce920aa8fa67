// Session tokens in every runtime.
import { expect, inject, test } from "vitest";
import { succeed } from "../support/run.ts";
import { expectedSessions } from "./programs/sessions.ts";
import { cell } from "./support/cells.ts";
import { runtimes, workerd } from "./support/runtimes.ts";
import { startWorker } from "./support/worker.ts";

const consumer = inject("consumer");

for (const { name, command, parameters } of runtimes) {
  test(`${name} reads session tokens`, cell(name, "sessions"), async () => {
    const output = await succeed(command, [...parameters, "sessions-command.mjs"], { cwd: consumer });
    expect(JSON.parse(output)).toEqual(expectedSessions);
  });
}

test("workerd reads session tokens", cell(workerd.name, "sessions"), async () => {
  const worker = await startWorker(consumer, "sessions-worker.mjs");
  try {
    expect(await (await fetch(worker.url)).json()).toEqual(expectedSessions);
  } finally {
    await worker.stop();
  }
});

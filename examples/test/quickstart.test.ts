import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { startMock } from "@copilot-sdk/mock";
import { expect, test } from "vitest";
import { endWithThisProcess } from "../../test/support/children/end-with-this-process.js";

const program = fileURLToPath(new URL("../quickstart.ts", import.meta.url));

test("the quickstart does everything it prints, and never sends more than 20 requests per second", async () => {
  const mock = await startMock();
  try {
    const env = { ...process.env, COPILOT_API_KEY: "test-key", COPILOT_BASE_URL: mock.url };
    const child = endWithThisProcess(
      spawn(process.execPath, [program], { env, stdio: ["ignore", "pipe", "inherit"] }),
    );
    const [output, [exitCode]] = await Promise.all([text(child.stdout), once(child, "exit")]);
    expect(output.trim().split("\n")).toEqual([
      expect.stringMatching(/^Created .+ in .+\.$/),
      "Listed 46 clients, 20 to a page, in one loop.",
      expect.stringMatching(/^Caught a NotFoundError: /),
      expect.stringMatching(/^Sent 60 calls at once: 60 responses in [\d.]+ seconds, 0 failures\.$/),
    ]);
    expect(exitCode).toBe(0);
  } finally {
    await mock.close();
  }
  const times = mock.arrivals.map(({ at }) => at);
  expect(times.length).toBe(66);
  const inSecondFrom = (start: number) => times.filter((at) => at >= start && at < start + 1000).length;
  expect(Math.max(...times.map(inSecondFrom))).toBeLessThanOrEqual(20);
});

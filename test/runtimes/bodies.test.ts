// Response bodies in every runtime: a truncated body is a connection error, a body that is too large is not read, and a body
// that the caller reads keeps the limits of its call. A stream is read as it arrives, and closed when it is left.
import { expect, inject, type TestContext, test, vi } from "vitest";
import { succeed } from "../support/run.ts";
import type { BodyReports } from "./programs/bodies.ts";
import { type BrokenServer, CUTS, startBrokenServer } from "./support/broken-server.ts";
import { browser, showing } from "./support/browser.ts";
import { bundlers, cell } from "./support/cells.ts";
import { bundleWithEsbuild } from "./support/page-bundles.ts";
import { servePage } from "./support/page-server.ts";
import { runtimes, workerd } from "./support/runtimes.ts";
import { startWorker } from "./support/worker.ts";

const consumer = inject("consumer");

for (const { name, command, parameters } of runtimes) {
  test.concurrent(`${name} reads bodies`, cell(name, "bodies"), async (context) => {
    const server = await startServer(context);
    const program = [...parameters, "bodies-command.mjs", server.url, ...Object.keys(CUTS)];
    const output = await succeed(command, program, { cwd: consumer });
    await expectReports(JSON.parse(output) as BodyReports, server);
  });
}

test.concurrent("workerd reads bodies", cell(workerd.name, "bodies"), async (context) => {
  const server = await startServer(context);
  const bindings = { URL: server.url, CUTS: Object.keys(CUTS).join(" ") };
  const worker = await startWorker(consumer, "bodies-worker.mjs", bindings);
  try {
    await expectReports((await (await fetch(worker.url)).json()) as BodyReports, server);
  } finally {
    await worker.stop();
  }
});

test.concurrent("Chromium reads bodies", cell(bundlers.esbuild, "bodies"), async (context) => {
  if (browser === undefined) return context.skip("neither chromium nor google-chrome is on the PATH");
  const server = await startServer(context);
  const page = await servePage(await bundleWithEsbuild(consumer, "bodies-page"), server.url);
  try {
    const query = Object.keys(CUTS)
      .map((name) => `cut=${name}`)
      .join("&");
    const reports = (await showing(browser, `${page.url}/?${query}`, page.report)) as BodyReports;
    await expectReports(reports, server, /^TypeError: Failed to fetch$/);
  } finally {
    await page.stop();
  }
});

/** Each runtime has its own server, because a test waits until no response of its server is open. */
async function startServer({ onTestFinished }: TestContext): Promise<BrokenServer> {
  const server = await startBrokenServer();
  onTestFinished(() => server.stop());
  return server;
}

const CUT_OFF = /^APIConnectionError: the response was cut off/;

/** The fetch of Node 20 and 22 sometimes never settles if the first bytes are not valid gzip. Then the timeout ends the call. */
const NEVER_VALID = /^APIConnection(Error: the response was cut off|TimeoutError: no response within)/;

/**
 * @param replaced Chromium may replace the error of a body that is read as a whole. That of a body that is read in chunks stays.
 */
async function expectReports(reports: BodyReports, { open }: BrokenServer, replaced?: RegExp): Promise<void> {
  const whole = ({ source }: RegExp) =>
    expect.stringMatching(replaced === undefined ? source : `${source}|${replaced.source}`);
  for (const name of Object.keys(CUTS)) {
    expect(reports[name], name).toMatch(name === "gzip-invalid" ? NEVER_VALID : CUT_OFF);
  }
  expect(reports).toMatchObject({
    empty: "APIError: 200: the response is empty, an object was expected (GET /v1/tasks/{id})",
    blanks: expect.stringMatching(/^APIError: 200: the response is larger than 1000000 bytes/),
    whole: "1",
    marked: "1",
    "unread, signal": whole(/^APIUserAbortError: /),
    "unread, timeout": whole(/^APIConnectionTimeoutError: .*200 ms \(timeout\)/),
    "unread, deadline": whole(/^APIConnectionTimeoutError: .*200 ms \(deadline\)/),
    "unread, read twice": "200 1 true false 10",
    downloaded: "20000000 bytes",
    "downloaded, cut": expect.stringMatching(CUT_OFF),
    "downloaded, stalled": expect.stringMatching(/^APIConnectionTimeoutError: .*200 ms \(timeout\)/),
    streamed: "\u00fc 2",
    "streamed, cut": expect.stringMatching(/^APIConnectionError: .* cut off/),
    "streamed, left": "1",
    "streamed, stalled": expect.stringMatching(/^APIConnectionTimeoutError: .*200 ms \(stallTimeout\)/),
    "streamed, signal": expect.stringMatching(/^APIUserAbortError: /),
  });
  await vi.waitFor(() => expect([...open].filter((name) => name.startsWith("stalled"))).toEqual([]), {
    timeout: 60_000,
  });
}

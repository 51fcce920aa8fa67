// Failed calls in every runtime: the stack contains the caller, the message describes the problem, and no secret is shown.
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { succeed } from "../support/run.ts";
import type { ErrorReport } from "./programs/errors.ts";
import { browser, showing } from "./support/browser.ts";
import { bundlers, cell } from "./support/cells.ts";
import { bundleWithEsbuild } from "./support/page-bundles.ts";
import { servePage } from "./support/page-server.ts";
import { nodes, runtimes, workerd } from "./support/runtimes.ts";
import { startWorker } from "./support/worker.ts";

type Reports = Readonly<Record<string, ErrorReport>>;

const consumer = inject("consumer");
/** The user agent of each runtime. */
const agents = new Set<string | undefined>();
let server: Server;
let url: string;
let closedUrl: string;

beforeAll(async () => {
  server = createServer(({ url: path = "", headers }, response) => {
    agents.add(headers["user-agent"]);
    const isFirstPage = path === "/v1/tasks";
    response.writeHead(isFirstPage ? 200 : 404, { "content-type": "application/json" });
    response.end(isFirstPage ? '{"data":[{"id":"1"}],"nextToken":"2"}' : '{"message":"There is none."}');
  });
  url = await listening(server);
  const closed = createServer();
  closedUrl = await listening(closed);
  closed.close();
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function listening(started: Server): Promise<string> {
  started.listen(0, "127.0.0.1");
  await once(started, "listening");
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
}

for (const { name, command, parameters } of runtimes) {
  test.concurrent(`in ${name}, the stack of an error contains the caller`, cell(name, "errors"), async () => {
    const program = [...parameters, "errors-command.mjs", url, closedUrl];
    const reports = JSON.parse(await succeed(command, program, { cwd: consumer })) as Reports;
    expectErrors(reports, url);
    const { host } = new URL(closedUrl);
    expect(reports["nobody listens"]?.message).toMatch(
      new RegExp(
        `^cannot connect to ${host}: connection refused( \\(ECONNREFUSED\\))? \\(GET /v1/tasks/\\{id\\}\\)$`,
      ),
    );
    expect(reports["an unknown host"]?.message).toMatch(
      /^cannot connect to no-such-host\.invalid: unknown host/,
    );
    expect(reports["https without TLS"]?.message).toContain(`${new URL(url).host}: the TLS handshake failed`);
    const [platform = "", version = ""] = name.toLowerCase().split(" ");
    const [major, minor] = version.split(".");
    expect([...agents]).toContain(`copilot-sdk/0.0.0 (${platform} ${major}.${minor})`);
  });
}

test.concurrent.each(nodes)(
  "$name knows the errors of the CommonJS modules in an ES module, and the other way round",
  async ({ command }) => {
    const program = `
    import { createRequire } from "node:module";
    import * as modules from "copilot-sdk";
    const required = createRequire(import.meta.url)("copilot-sdk");
    const copies = [[modules, required], [required, modules]];
    console.log(required.APIError !== modules.APIError, ...copies.flatMap(([own, other]) => {
      const error = new other.NotFoundError("none");
      return [own.NotFoundError, own.APIError, own.ConflictError].map((each) => error instanceof each);
    }));`;
    const output = await succeed(command, ["--input-type=module", "--eval", program], { cwd: consumer });
    expect(output.trim()).toBe("true true true false true true false");
  },
);

test.concurrent(
  "in workerd, the stack of an error contains the caller",
  cell(workerd.name, "errors"),
  async () => {
    const worker = await startWorker(consumer, "errors-worker.mjs", { URL: url, CLOSED_URL: closedUrl });
    try {
      expectErrors((await (await fetch(worker.url)).json()) as Reports, url);
      expect([...agents]).toContain("copilot-sdk/0.0.0 (workerd)");
    } finally {
      await worker.stop();
    }
  },
);

test.concurrent(
  "in Chromium, the stack of an error contains the caller",
  cell(bundlers.esbuild, "errors"),
  async ({ skip }) => {
    if (browser === undefined) return skip("neither chromium nor google-chrome is on the PATH");
    const page = await servePage(await bundleWithEsbuild(consumer, "errors-page", { minify: false }), url);
    try {
      const address = `${page.url}/?closed=${encodeURIComponent(closedUrl)}`;
      const reports = (await showing(browser, address, page.report)) as Reports;
      expectErrors(reports, page.url);
      const { host } = new URL(closedUrl);
      expect(reports["nobody listens"]?.message).toMatch(
        new RegExp(`^cannot connect to ${host}: the browser gives no reason`),
      );
      expect([...agents].filter((agent) => /Chrome/.test(agent ?? ""))).toEqual([
        expect.stringMatching(/^Mozilla/),
      ]);
    } finally {
      await page.stop();
    }
  },
);

/** The maximum number of stack frames before the caller. Lists have more. */
const MOST_FRAMES = 8;

const NOT_FOUND = [
  "await",
  "Promise.all",
  "withResponse",
  "asResponse",
  "for await",
  "toArray",
  "getNextPage",
];
const CONNECTION = ["a timeout", "nobody listens", "an unknown host", "https without TLS"];
const NAMES: Readonly<Record<string, string>> = {
  "a parameter that cannot be sent": "TypeError",
  "a timeout": "APIConnectionTimeoutError",
  "a signal": "APIUserAbortError",
  "a full queue": "QueueFullError",
  "a file that cannot be created": "NotFoundError",
  "a mistake in fetch": "APIError",
};

function expectErrors(reports: Reports, address: string): void {
  const misses = Object.entries(reports).filter(([, { stack }]) => {
    const place = stack.findIndex((frame) => /\bcaller\b/.test(frame));
    return place < 1 || place > MOST_FRAMES;
  });
  expect(misses.map(([way, { stack }]) => `${way}:\n${stack.join("\n")}`)).toEqual([]);
  for (const { name, message, stack, isAPIError } of Object.values(reports)) {
    expect(stack[0]).toBe(`${name}: ${message}`);
    expect(isAPIError).toBe(name !== "TypeError");
  }
  for (const way of NOT_FOUND) expect(reports[way], way).toMatchObject({ isNotFoundError: true });
  for (const way of CONNECTION) expect(reports[way], way).toMatchObject({ isConnectionError: true });
  for (const way of CONNECTION.slice(1)) expect(reports[way], way).toMatchObject({ hasCause: true });
  for (const [way, name] of Object.entries(NAMES)) expect(reports[way]?.name, way).toBe(name);
  expect(reports["a mistake in fetch"]).toMatchObject({ calls: 1, isConnectionError: false, hasCause: true });
  expect(reports["https without TLS"]?.message).toContain(new URL(address).host);
  expect(JSON.stringify(reports)).not.toMatch(/a-secret-key|\/prefix|no-such-task/);
}

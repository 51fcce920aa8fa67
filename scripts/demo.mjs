// The demo: generates the packages from the spec, builds them, starts a mock server of the API, runs a program that uses the
// SDK against it, and draws the requests per second.

import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root, run, runTurbo } from "./bootstrap.mjs";
import { bold, cyan, dim, green, red, step } from "./terminal.mjs";

const program = "examples/quickstart.ts";
const documentFile = join(root, ".wire", "openapi.json");

/** A command failed. The message is its output. */
class CommandError extends Error {}

try {
  process.exitCode = (await demonstrate()) ? 0 : 1;
} catch (error) {
  if (!(error instanceof CommandError)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}

async function demonstrate() {
  console.log(`\n  ${bold("From the spec to a running program")}\n`);
  mkdirSync(join(root, ".wire"), { recursive: true });
  await step("generate the packages", () => succeed(run("sdkgen", ["generate"])), lastLine);
  await step("build them", () => succeed(runTurbo(["build", "--filter=./packages/*"])), countTasks);
  await succeed(run("sdkgen", ["bundle", "--out", documentFile]));
  const mock = await step("start a mock server", startServer, ({ url }) => url);
  const environment = { COPILOT_API_KEY: "a-key-for-the-mock", COPILOT_BASE_URL: mock.url };
  try {
    const runProgram = () => succeed(run("node", [program], { environment }));
    const { output } = await step("run a program", runProgram, () => program);
    console.log(`\n${cyan(output.trim().replace(/^/gm, "      "))}\n`);
    return drawArrivals(mock.arrivals, readLimit());
  } finally {
    await mock.close();
  }
}

/** The mock is imported after it was built. */
async function startServer() {
  const { startMock } = await import("../packages/mock/dist/index.js");
  return startMock({ document: documentFile });
}

function readLimit() {
  return JSON.parse(readFileSync(documentFile, "utf8"))["x-rate-limit"].requests;
}

/** Draws the requests per second. Returns whether the limit was never exceeded. */
function drawArrivals(arrivals, limit) {
  const times = arrivals.map(({ at }) => at);
  const first = Math.min(...times);
  const perSecond = [];
  for (const time of times) {
    const second = Math.floor((time - first) / 1000);
    perSecond[second] = (perSecond[second] ?? 0) + 1;
  }
  const refused = arrivals.filter(({ status }) => status === 429).length;
  const busiest = Math.max(
    ...times.map((start) => times.filter((at) => at >= start && at < start + 1000).length),
  );
  console.log(
    `  ${bold("What the server saw")}  ${dim(`one ■ for each request, ${limit} a second are allowed`)}\n`,
  );
  for (const [second, count = 0] of perSecond.entries()) {
    console.log(
      `      second ${second + 1}  ${green("■".repeat(count).padEnd(limit))}  ${String(count).padStart(3)}`,
    );
  }
  const isRight = refused === 0 && busiest <= limit;
  const verdict = `${times.length} requests, ${refused} refused, never more than ${busiest} in any second`;
  console.log(`\n  ${isRight ? green("✓") : red("✗")} ${verdict}\n`);
  return isRight;
}

async function succeed(running) {
  const result = await running;
  if (result.exitCode !== 0) throw new CommandError(result.output);
  return result;
}

function lastLine({ output }) {
  return output.trim().split("\n").at(-1) ?? "";
}

function countTasks({ output }) {
  const [, count] = /Tasks:.*?(\d+) total/.exec(output) ?? [];
  const [, cached] = /Cached:.*?(\d+) cached/.exec(output) ?? [];
  return count === undefined ? "" : `${count} packages, ${cached} of them unchanged`;
}

import { homedir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { clientOptions } from "../src/client-options.ts";
import { readArguments } from "../src/program-arguments.ts";

afterEach(() => void vi.unstubAllEnvs());

/** The options of clients for arguments, with the name of the file in the place of the store. */
function optionsFor(...given: readonly string[]): Promise<object> {
  const program = { name: "shop-mcp", version: "1.0.0", loadQuotaStore: async (file: string) => ({ file }) };
  return clientOptions(program, readArguments(given), console);
}

test("clients take a share of the rate limit from the first request on", async () => {
  expect(await optionsFor()).toEqual({
    userAgent: "shop-mcp/1.0.0",
    logger: console,
    rateLimit: { sharedKey: true },
  });
});

test("with a plan, the count is in the folder that the system has for such data, or in a given file", async () => {
  const variable = process.platform === "win32" ? "LOCALAPPDATA" : "XDG_STATE_HOME";
  vi.stubEnv(variable, "/state");
  expect(await optionsFor("--plan", "pro")).toMatchObject({
    quota: { plan: "pro", store: { file: join("/state", "shop-mcp", "quota") } },
  });
  vi.stubEnv(variable, "");
  expect(await optionsFor("--plan", "pro")).toMatchObject({
    quota: { store: { file: join(homedir(), ".local", "state", "shop-mcp", "quota") } },
  });
  expect(await optionsFor("--plan", "pro", "--quota-file", "/own")).toMatchObject({
    quota: { store: { file: "/own" } },
  });
});

test("without a plan, nothing is counted", async () => {
  expect(await optionsFor("--quota-file", "/own")).not.toHaveProperty("quota");
});

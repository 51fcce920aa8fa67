import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildModel, readDocument } from "@copilot-sdk/generator";
import { afterAll, beforeAll, expect, test } from "vitest";
import { msw } from "../src/index.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "msw-compare-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** The model of an API in which an order is retrieved by a parameter of the path. */
async function modelWith(parameter: string) {
  const document = {
    openapi: "3.1.0",
    info: { title: "Shop", version: "1.0.0" },
    paths: {
      [`/orders/{${parameter}}`]: {
        get: {
          operationId: "retrieveOrder",
          parameters: [{ name: parameter, in: "path", required: true, schema: { type: "string" } }],
          responses: { "204": { description: "Done." } },
        },
      },
    },
  };
  await writeFile(join(folder, "openapi.json"), JSON.stringify(document));
  const read = await readDocument({ documents: ["openapi.json"], directory: folder });
  return buildModel(read.document).model;
}

test("a parameter of the path that is renamed breaks handlers, which get it by name", async () => {
  const changes = msw().compare?.(await modelWith("id"), await modelWith("orderId"));
  expect(changes).toMatchObject([
    {
      code: "handler-parameter-renamed",
      level: "breaking",
      message: "Handlers of `orders.retrieve()` now get the parameter `id` as `orderId`.",
    },
  ]);
});

test("a parameter of the path that keeps its name is no change", async () => {
  expect(msw().compare?.(await modelWith("id"), await modelWith("id"))).toEqual([]);
});

// The duplicate store of docs/webhooks.md, unchanged, with a real Redis.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  createWebhookHandler,
  type DuplicateStore,
  type WebhookHandler,
  webhooks,
} from "@copilot-sdk/webhooks";
import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { describeWithRedis } from "../packages/redis/test/support/describe-with-redis.ts";
import { RedisServer } from "../packages/redis/test/support/redis-server.ts";
import { parseMarkdown } from "./support/markdown.ts";
import { root, testFolder } from "./support/workspace.ts";

const secret = "whsec-test";
const body = JSON.stringify({ eventType: "invoice.paid", data: { id: "in_1" } });

describeWithRedis("the store in docs/webhooks.md", () => {
  let server: RedisServer;
  let folder: string;
  let redisDuplicates: (redis: Redis) => DuplicateStore;
  let clients: readonly Redis[];

  beforeAll(async () => {
    server = await RedisServer.start();
    // In this folder, so that its imports can be resolved.
    folder = await mkdtemp(join(testFolder, ".recipe-"));
    const { blocks } = parseMarkdown(
      "webhooks.md",
      await readFile(join(root, "docs", "webhooks.md"), "utf8"),
    );
    const recipe = blocks.find(({ text }) => text.includes("function redisDuplicates"))?.text ?? "";
    await writeFile(join(folder, "recipe.ts"), recipe);
    ({ redisDuplicates } = await import(join(folder, "recipe.ts")));
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  beforeEach(async () => {
    clients = [new Redis(server.socket), new Redis(server.socket)];
    await clients[0]?.flushall();
  });
  afterEach(() => {
    for (const client of clients) client.disconnect();
  });

  const stores = (): readonly [DuplicateStore, DuplicateStore] => {
    const [one, other] = clients.map(redisDuplicates);
    return [one, other] as [DuplicateStore, DuplicateStore];
  };
  const deliver = async (handler: WebhookHandler): Promise<number> => {
    const headers = await webhooks.generateTestHeaders(body, { secret });
    return (await handler.handle({ body, headers })).status;
  };

  test("returns the same state of a delivery to every process", async () => {
    const [one, other] = stores();
    const states = await Promise.all([one.begin("a", 60_000), other.begin("a", 60_000)]);
    expect([...states].sort()).toEqual(["new", "running"]);
    await one.failed("a");
    expect(await other.begin("a", 60_000)).toBe("new");
    await other.done("a");
    await one.failed("a");
    expect(await one.begin("a", 60_000)).toBe("done");
  });

  test("a running delivery expires", async () => {
    const [one, other] = stores();
    await one.begin("a", 30);
    await expect.poll(() => other.begin("a", 60_000)).toBe("new");
  });

  test("hands an event over to a repetition in another process when the first delivery fails", async () => {
    const heard: string[] = [];
    let fail: (error: Error) => void = () => {};
    const [first, second] = stores().map((duplicates, index) =>
      createWebhookHandler({
        secret,
        duplicates,
        on: {},
        fallback: () => {
          heard.push(`process ${index}`);
          return index === 0 ? new Promise((_, reject) => (fail = reject)) : undefined;
        },
        onError: () => {},
      }),
    ) as [WebhookHandler, WebhookHandler];
    const running = deliver(first);
    await vi.waitFor(() => expect(heard).toEqual(["process 0"]), { timeout: 60_000 });
    const repetition = deliver(second);
    fail(new Error("the database is away"));
    expect([await running, await repetition]).toEqual([500, 200]);
    expect(await deliver(first)).toBe(200);
    expect(heard).toEqual(["process 0", "process 1"]);
  });
});

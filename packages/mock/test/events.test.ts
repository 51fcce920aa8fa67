import { WebhookReceiver } from "@copilot-sdk/runtime/webhooks";
import { describe, expect, test } from "vitest";
import { openReceiver, type Received } from "./support/receiver.js";
import { call, openZoo } from "./support/zoo.js";

const secret = "secret of the test";

/** The names of the events that arrived. */
function namesOf(received: readonly Received[]): readonly string[] {
  return received.map(({ body }) => JSON.parse(body).type);
}

describe("an event", () => {
  test("is delivered for each change, signed, with the record and its previous values", async () => {
    await using receiver = await openReceiver();
    await using zoo = await openZoo({ webhooks: { url: receiver.url, secret } });
    const { keeper } = (await call(zoo, "POST /keepers", { first_name: "Bo" })).body;
    await zoo.delivered();
    const changed = (await call(zoo, `PATCH /keepers/${keeper.id}`, { first_name: "Bob" })).body.keeper;
    await zoo.delivered();
    await call(zoo, `DELETE /keepers/${keeper.id}`);
    await zoo.delivered();
    expect(namesOf(receiver.received)).toEqual(["keeper.created", "keeper.updated", "keeper.deleted"]);
    const [created, updated] = receiver.received.map(({ body }) => JSON.parse(body));
    expect(created.data).toEqual(keeper);
    expect(updated.data).toEqual(changed);
    expect(updated.previousAttributes.first_name).toBe("Bo");
    expect(Math.abs(Date.parse(created.sent) - zoo.clock.now())).toBeLessThan(60_000);
  });

  test("has a signature that the SDK accepts with the secret, and only with it", async () => {
    await using receiver = await openReceiver();
    await using zoo = await openZoo({ webhooks: { url: receiver.url, secret } });
    await zoo.sendEvent("keeper.created");
    const [{ headers, body } = { headers: {}, body: "" }] = receiver.received;
    const webhooks = new WebhookReceiver({
      environment: "ZOO",
      header: "X-Zoo-Signature",
      discriminator: "type",
    });
    expect(await webhooks.unwrap(body, headers, { secret })).toMatchObject({ type: "keeper.created" });
    await expect(webhooks.unwrap(body, headers, { secret: "other" })).rejects.toThrow();
  });

  test("is sent for the state that a record gets", async () => {
    await using receiver = await openReceiver();
    await using zoo = await openZoo({ webhooks: { url: receiver.url, secret } });
    await call(zoo, "POST /animals/41/feed");
    await zoo.delivered();
    expect(namesOf(receiver.received)).toEqual(["animal.awake"]);
  });

  test("is sent again after failures, at the times of the mock's clock, and not after a success", async () => {
    await using receiver = await openReceiver(500, 500, 200);
    await using zoo = await openZoo({
      webhooks: { url: receiver.url, secret, retryAfter: [1_000, 60_000, 60_000] },
    });
    await zoo.sendEvent("keeper.created");
    expect(receiver.received).toHaveLength(1);
    await zoo.clock.advance(1_500);
    expect(receiver.received).toHaveLength(2);
    await zoo.clock.advance(10 * 60_000);
    expect(receiver.received).toHaveLength(3);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    expect(zoo.deliveries.map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 500],
      [2, 500],
      [3, 200],
    ]);
  });

  test("that cannot be delivered is recorded with the reason", async () => {
    await using zoo = await openZoo({ webhooks: { url: "http://127.0.0.1:1", secret, retryAfter: [] } });
    const [delivery] = await zoo.sendEvent("keeper.created");
    expect(delivery?.status).toBeUndefined();
    expect(delivery?.error).not.toBe("");
  });

  test("that the document does not have is an error with those that it has", async () => {
    await using zoo = await openZoo();
    await expect(zoo.sendEvent("lion.fed")).rejects.toThrow(/no event "lion.fed"; it has: keeper.created/);
    expect(zoo.events).toEqual(["keeper.created", "keeper.updated", "keeper.deleted", "animal.awake"]);
  });
});

describe("a webhook", () => {
  test("that is registered through the API gets the events that it is for", async () => {
    await using receiver = await openReceiver();
    await using zoo = await openZoo();
    const hook = { endpoint_url: receiver.url, secret, events: ["keeper.created"] };
    const { id } = (await call(zoo, "POST /hooks", hook)).body;
    const { keeper } = (await call(zoo, "POST /keepers", { first_name: "Bo" })).body;
    await call(zoo, `PATCH /keepers/${keeper.id}`, { first_name: "Bob" });
    await zoo.delivered();
    expect([id, namesOf(receiver.received)]).toEqual([expect.any(String), ["keeper.created"]]);
  });

  test("can be registered, and its events be sent, from another process", async () => {
    await using receiver = await openReceiver();
    await using zoo = await openZoo();
    expect((await call(zoo, "POST /_mock/webhooks", { url: receiver.url, secret })).status).toBe(200);
    const sent = await call(zoo, "POST /_mock/events/keeper.created", { id: "kp_9" });
    expect(sent.body).toEqual([expect.objectContaining({ event: "keeper.created", status: 200 })]);
    expect(JSON.parse(receiver.received[0]?.body ?? "").data).toEqual({ id: "kp_9" });
    expect((await call(zoo, "POST /_mock/events/lion.fed")).status).toBe(400);
    expect((await call(zoo, "GET /_mock")).body.deliveries).toHaveLength(1);
    expect(zoo.arrivals).toEqual([]);
  });
});

describe("another process", () => {
  test("can plan faults, move the clock and reset the mock", async () => {
    await using zoo = await openZoo();
    await call(zoo, "POST /_mock/faults", { status: 503 });
    expect((await call(zoo, "GET /keepers")).status).toBe(503);
    const before = zoo.clock.now();
    await call(zoo, "POST /_mock/clock", { advance: 60_000 });
    expect(zoo.clock.now() - before).toBeGreaterThanOrEqual(60_000);
    expect((await call(zoo, "POST /_mock/clock", { advance: -1 })).status).toBe(400);
    await call(zoo, "DELETE /keepers/kp_7aB");
    await call(zoo, "POST /_mock/reset");
    expect((await call(zoo, "GET /keepers/kp_7aB")).status).toBe(200);
    const unknown = await call(zoo, "POST /_mock/lions");
    expect([unknown.status, unknown.body.message]).toEqual([
      404,
      expect.stringContaining("POST /_mock/reset"),
    ]);
  });
});

// What receiving events has to do in every runtime. It imports nothing that only one of them has.
import {
  createWebhookHandler,
  memoryDuplicateStore,
  WebhookError,
  type WebhookEvent,
  WebhookEventType,
  webhooks,
} from "@copilot-sdk/webhooks";

const secret = "whsec-test";
const body =
  '{"eventType":"client.created","data":{"id":"11111111-1111-4111-8111-111111111111","object":"client"}}';
const signature = "85acf4ce8d7c621e7d2e0ee2bfe175bb6eff4d75fed63f3488cf264309940453";

/** Each thing that is checked, with what came out of it. */
export async function receiveWebhooks(): Promise<Readonly<Record<string, unknown>>> {
  const heard: WebhookEvent[] = [];
  const handler = createWebhookHandler({
    secret: ["retired", secret],
    on: { "client.created": (event) => void heard.push(event) },
    fallback: (event) => void heard.push(event),
    duplicates: memoryDuplicateStore(),
    onError: () => {},
  });
  const post = async (text: string, headers: Record<string, string>): Promise<number> =>
    (await handler.fetch(new Request("https://app.test", { method: "POST", body: text, headers }))).status;
  const signed = (text: string) => webhooks.generateTestHeaders(text, { secret });
  const code = (headers: Record<string, string>, text = body): Promise<unknown> =>
    webhooks.unwrap(text, headers, { secret }).then(
      () => "accepted",
      (error: unknown) => (error instanceof WebhookError ? error.code : error),
    );
  const heardOf: string[] = [];
  const everyType = createWebhookHandler({
    secret,
    on: {},
    fallback: ({ eventType }) => void heardOf.push(eventType),
  });
  for (const eventType of Object.values(WebhookEventType)) {
    const text = JSON.stringify({ eventType, data: {}, addedLater: true });
    const headers = await signed(text);
    await everyType.fetch(new Request("https://app.test", { method: "POST", body: text, headers }));
  }
  const old = '{"eventType":"client.created","created":"2020-01-01T00:00:00Z","data":{}}';
  const replayed = await webhooks
    .unwrap(old, await signed(old), { secret, maxAge: 300 })
    .catch((error: unknown) => error);
  const unknown = '{"eventType":"client.merged","data":{"id":"c_1"},"into":"größer"}';
  return {
    signature: (await signed(body))["x-copilot-signature"],
    statuses: [
      await post(body, { "X-Copilot-Signature": signature }),
      await post(body, { "X-Copilot-Signature": signature }),
      await post(unknown, await signed(unknown)),
      await post(`${body} `, { "X-Copilot-Signature": signature }),
      await post(body, {}),
      await post("x".repeat(10_000_000), { "X-Copilot-Signature": signature }),
    ],
    heard,
    isEveryTypeHeard: heardOf.join() === Object.values(WebhookEventType).join() && heardOf.length > 40,
    replayed: replayed instanceof WebhookError && replayed.code,
    codes: [
      await code({ "x-copilot-signature": signature }),
      await code({ "x-copilot-signature": signature.replace("8", "9") }),
      await code({ "x-copilot-signature": signature.slice(2) }),
      await code({ "x-copilot-signature": `${signature}, ${signature}` }),
      await code({ "x-copilot-signature": btoa("x".repeat(32)) }),
      await code(await webhooks.generateTestHeaders(body, { secret: "another" })),
      await code({ "x-copilot-signature": signature }, body.slice(0, -1)),
      await code({}),
      await code(await signed("{"), "{"),
    ],
  };
}

/** What must come out, in every runtime. */
export const expected: Readonly<Record<string, unknown>> = {
  signature,
  statuses: [200, 200, 200, 401, 401, 413],
  heard: [JSON.parse(body), { eventType: "client.merged", data: { id: "c_1" }, into: "größer" }],
  isEveryTypeHeard: true,
  replayed: "too-old",
  codes: [
    "accepted",
    "wrong-signature",
    "malformed-signature",
    "several-signatures",
    "malformed-signature",
    "wrong-signature",
    "wrong-signature",
    "missing-signature",
    "not-an-event",
  ],
};

import { webhooks } from "../../../packages/webhooks/dist/index.js";
import { median, quantile } from "../statistics.ts";

/** The amount of work to measure. */
export interface WebhooksSettings {
  /** Measured rounds. Each contender has one turn per round, in alternating order. */
  readonly rounds: number;
  /** Events per turn. */
  readonly events: number;
}

/** The results of a contender. */
export interface WebhooksFigures {
  readonly name: "bare" | "ours";
  readonly title: string;
  /** Time per event in microseconds: the median of the rounds. */
  readonly microseconds: number;
  /** The time relative to the baseline in the same round: the median. */
  readonly ratio: number;
  /** The quartiles of this ratio over the rounds. */
  readonly quartiles: readonly [lower: number, upper: number];
}

const WARM_UP_ROUNDS = 20;
const secret = "a-secret-for-the-bench";
/** Size of the JSON of an event in bytes, similar to an invoice with some line items. */
const EVENT_BYTES = 2_000;

/** Measures the time to verify and parse an event: the webhooks package, and bare Web Crypto with `JSON.parse`. */
export async function measureWebhooks(
  { rounds, events }: WebhooksSettings,
  onRound: (round: number) => void,
): Promise<readonly WebhooksFigures[]> {
  const body = eventOf(EVENT_BYTES);
  const headers = await webhooks.generateTestHeaders(body, { secret });
  const bare = await bareWay(headers["x-copilot-signature"] ?? "");
  const ways = [() => bare(body), () => webhooks.unwrap(body, headers, { secret })];
  const times: (readonly number[])[] = [];
  for (let round = 1 - WARM_UP_ROUNDS; round <= rounds; round++) {
    if (round > 0) onRound(round);
    const taken: number[] = [];
    for (const index of round % 2 === 0 ? [0, 1] : [1, 0]) {
      taken[index] = await timePerEvent(events, ways[index] ?? ways[0]);
    }
    if (round > 0) times.push(taken);
  }
  return (["bare", "ours"] as const).map((name, index) => figuresOf(name, index, times));
}

/** Web Crypto and `JSON.parse`. Everything else is prepared in advance. */
async function bareWay(signature: string): Promise<(body: string) => Promise<unknown>> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["verify"]);
  const bytes = Uint8Array.from(signature.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return async (body) => {
    if (!(await crypto.subtle.verify("HMAC", key, bytes, encoder.encode(body))))
      throw new Error("not signed");
    return JSON.parse(body);
  };
}

async function timePerEvent(events: number, receive: (() => Promise<unknown>) | undefined): Promise<number> {
  const start = performance.now();
  for (let event = 0; event < events; event++) await receive?.();
  return ((performance.now() - start) * 1000) / events;
}

function figuresOf(
  name: WebhooksFigures["name"],
  index: number,
  times: readonly (readonly number[])[],
): WebhooksFigures {
  const own = times.map((round) => round[index] ?? Number.NaN);
  const ratios = times.map((round) => (round[index] ?? Number.NaN) / (round[0] ?? Number.NaN));
  return {
    name,
    title: name === "bare" ? "Web Crypto + JSON.parse" : "webhooks.unwrap",
    microseconds: median(own),
    ratio: median(ratios),
    quartiles: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
  };
}

function eventOf(bytes: number): string {
  const item = {
    id: "7f7c2f0e-6f0b-4a44-9a2f-0d9b4c1f2a3b",
    description: "Design work",
    amount: 12_500,
    quantity: 2,
  };
  const lineItems: object[] = [];
  const event = { eventType: "invoice.paid", data: { id: "in_1", object: "invoice", lineItems } };
  while (JSON.stringify(event).length < bytes) lineItems.push(item);
  return JSON.stringify(event);
}

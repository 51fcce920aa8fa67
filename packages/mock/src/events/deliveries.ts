import { createHmac, randomUUID } from "node:crypto";
import type { Clock } from "../clock.js";
import type { JsonObject } from "../json.js";
import type { Delivery, WebhookTarget } from "./delivery.js";

/** Settings of deliveries. */
export interface DeliverySettings {
  /** Name of the header with the signature. */
  readonly header: string;
  /** How long after a failure an event is sent again, in ms. */
  readonly retryAfter: readonly number[];
  readonly clock: Clock;
  /** Time limit of a response, in real ms. */
  readonly timeout: number;
}

/** Sends events to the registered targets, signed, and again after any response other than 2xx. */
export class Deliveries {
  readonly #settings: DeliverySettings;
  /** Every attempt, in the order of the responses. */
  readonly log: Delivery[] = [];
  readonly #running = new Set<Promise<unknown>>();

  constructor(settings: DeliverySettings) {
    this.#settings = settings;
  }

  /**
   * Sends an event to each target.
   *
   * @returns The first attempt for each target.
   */
  async send(
    event: string,
    body: JsonObject,
    targets: readonly WebhookTarget[],
  ): Promise<readonly Delivery[]> {
    const text = JSON.stringify(body);
    return Promise.all(
      targets.map((target) => this.#track(this.#attempt({ id: randomUUID(), event, body: text }, target, 1))),
    );
  }

  /** Waits until the attempts that have begun are over. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled([...this.#running]);
  }

  #track<T>(running: Promise<T>): Promise<T> {
    this.#running.add(running);
    const end = () => this.#running.delete(running);
    running.then(end, end);
    return running;
  }

  async #attempt(
    event: Pick<Delivery, "id" | "event" | "body">,
    target: WebhookTarget,
    attempt: number,
  ): Promise<Delivery> {
    const { header, retryAfter, clock, timeout } = this.#settings;
    const signature = createHmac("sha256", target.secret).update(event.body).digest("hex");
    const outcome = await post(target.url, event.body, { [header]: signature }, timeout);
    const delivery = { ...event, url: target.url, attempt, ...outcome };
    this.log.push(delivery);
    const delay = retryAfter[attempt - 1];
    const isReceived = outcome.status !== undefined && outcome.status >= 200 && outcome.status < 300;
    if (!isReceived && delay !== undefined) {
      clock.after(delay, () => this.#track(this.#attempt(event, target, attempt + 1)));
    }
    return delivery;
  }
}

async function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  timeout: number,
): Promise<Pick<Delivery, "status" | "error">> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(timeout),
    });
    await response.body?.cancel();
    return { status: response.status, error: undefined };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { status: undefined, error: cause instanceof Error ? cause.message : String(cause) };
  }
}

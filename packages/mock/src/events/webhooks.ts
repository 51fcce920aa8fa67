import { isObject, type JsonObject } from "../json.js";
import { type Change, type Memory, wordsOf } from "../memory/index.js";
import type { Deliveries } from "./deliveries.js";
import type { Delivery, WebhookTarget } from "./delivery.js";
import type { EventCatalog } from "./event-catalog.js";

/** Sends the events that changes cause to the targets that are registered, by the program or through the API itself. */
export class Webhooks {
  readonly #catalog: EventCatalog;
  readonly #deliveries: Deliveries;
  readonly #targets: WebhookTarget[] = [];
  readonly #now: () => number;
  readonly #secret: string;
  #memory: () => Memory | undefined = () => undefined;

  /** @param secret Signs the events for targets that are registered through the API. */
  constructor(catalog: EventCatalog, deliveries: Deliveries, now: () => number, secret: string) {
    this.#catalog = catalog;
    this.#deliveries = deliveries;
    this.#now = now;
    this.#secret = secret;
  }

  /** Records of the API that register webhooks become targets. */
  watch(memory: () => Memory | undefined): void {
    this.#memory = memory;
  }

  /** @throws TypeError when the URL is invalid. */
  register(target: WebhookTarget): void {
    if (!/^https?:$/.test(new URL(target.url).protocol))
      throw new TypeError("the URL of a webhook must be http or https");
    this.#targets.push(target);
  }

  /** Sends what a change causes. */
  onChange(change: Change): void {
    for (const name of this.#catalog.causedBy(change)) void this.send(name, change.after, change.before);
  }

  /**
   * Sends an event by hand.
   *
   * @throws Error when the document has no such event.
   */
  async send(name: string, data?: unknown, before?: JsonObject): Promise<readonly Delivery[]> {
    const body = this.#catalog.body(name, this.#now(), data, before);
    return this.#deliveries.send(name, body, [...this.#targets, ...this.#registered(name)]);
  }

  /** The targets in the records of a resource for webhooks, unless they are for other events. */
  #registered(name: string): readonly WebhookTarget[] {
    const memory = this.#memory();
    const resources = (memory?.resources ?? []).filter(({ nouns }) =>
      nouns.some((noun) => /^(web)?hook$/.test(noun.at(-1) ?? "")),
    );
    const records = resources.flatMap((resource) => memory?.createdIn(resource) ?? []);
    return records.flatMap((record) => {
      const url = Object.entries(record).find(
        ([key, value]) => isAddress(key) && typeof value === "string",
      )?.[1];
      const events = Object.entries(record).find(
        ([key, value]) => wordsOf(key).join(" ").includes("event") && Array.isArray(value),
      )?.[1];
      const isOther =
        Array.isArray(events) && events.length > 0 && !events.includes(name) && !events.includes("*");
      if (isOther || !isObject(record) || !URL.canParse(String(url))) return [];
      const secret = typeof record.secret === "string" && record.secret !== "" ? record.secret : this.#secret;
      return [{ url: String(url), secret }];
    });
  }
}

function isAddress(name: string): boolean {
  return /^(url|uri|endpoint|target|address|callback)( (url|uri))?$/.test(wordsOf(name).join(" "));
}

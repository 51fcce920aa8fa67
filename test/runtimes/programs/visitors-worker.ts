// Runs in workerd. Visitors share a client and its state between requests.
import { QuotaStore } from "@copilot-sdk/runtime";
import { Copilot } from "copilot-sdk";

/** A count stored by the server behind the worker, so reading and writing it belong to the request of a visitor. */
class RemoteStore extends QuotaStore {
  readonly #url: string;

  constructor(url: string) {
    super();
    this.#url = url;
  }

  override async load(): Promise<number> {
    return Number(await (await fetch(this.#url)).text());
  }

  override async add(_name: string, _period: string, count: number): Promise<number> {
    return Number(await (await fetch(`${this.#url}?add=${count}`)).text());
  }
}

/** The state shared by visitors. */
interface Shared {
  readonly copilot: Copilot;
  /** A client with a quota. */
  readonly counting: Copilot;
  readonly signals: Map<string, AbortController>;
}

let shared: Shared | undefined;

/**
 * Query parameters: `calls` is the number of calls, `awaited` the number of them to await, and `signal` the name of their signal.
 * With `counted`, the quota counts them.
 */
export default {
  async fetch(request: Request, { ORIGIN, KEY }: { ORIGIN: string; KEY: string }): Promise<Response> {
    shared ??= share(ORIGIN, KEY);
    const { copilot, counting, signals } = shared;
    const { pathname, searchParams } = new URL(request.url);
    const name = searchParams.get("signal") ?? "";
    if (pathname === "/abort") signals.get(name)?.abort();
    if (pathname !== "/calls") return Response.json(copilot.rateLimit.state());
    const calls = Number(searchParams.get("calls"));
    const awaited = Number(searchParams.get("awaited") ?? calls);
    const controller = signals.get(name) ?? new AbortController();
    if (name !== "") signals.set(name, controller);
    const { signal } = controller;
    const client = searchParams.has("counted") ? counting : copilot;
    const outcomes = Array.from({ length: calls }, () =>
      client.clients.retrieve("cl_1", { signal }).then(
        () => "done",
        (error: Error) => error.name,
      ),
    );
    return Response.json(await Promise.all(outcomes.slice(0, awaited)));
  },
};

function share(baseURL: string, apiKey: string): Shared {
  const copilot = new Copilot({ baseURL, apiKey, logLevel: "off" });
  const quota = { limit: 1_000_000, store: new RemoteStore(`${baseURL}/count`) };
  return { copilot, counting: copilot.withOptions({ quota }), signals: new Map() };
}

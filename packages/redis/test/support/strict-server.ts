import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { RateLimitPolicy } from "@copilot-sdk/runtime";

/** A request that the server received. */
export interface Request {
  /** Time of arrival by this process's clock, in ms. */
  readonly at: number;
  /** The first part of its path. */
  readonly sender: string;
  readonly isAccepted: boolean;
}

/** A server that enforces a limit strictly, on a free port. */
export class StrictServer implements AsyncDisposable {
  readonly requests: Request[] = [];
  readonly #policy: RateLimitPolicy;
  readonly #server = createServer(({ url = "" }, response) => this.#answer(url.slice(1), response));
  readonly #silentTo = new Set<string>();
  #watchers: (() => void)[] = [];

  private constructor(policy: RateLimitPolicy) {
    this.#policy = policy;
  }

  static async start(policy: RateLimitPolicy): Promise<StrictServer> {
    const server = new StrictServer(policy);
    server.#server.listen(0, "127.0.0.1");
    await once(server.#server, "listening");
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Number of rejected requests. */
  get refused(): number {
    return this.requests.filter(({ isAccepted }) => !isAccepted).length;
  }

  /** From now on, this sender gets no response. */
  beSilentTo(sender: string): void {
    this.#silentTo.add(sender);
  }

  /** Resolves when this many requests have arrived, from one sender or from all. */
  async arrivals(count: number, sender?: string): Promise<void> {
    const arrived = (): number =>
      this.requests.filter((each) => sender === undefined || each.sender === sender).length;
    while (arrived() < count) await new Promise<void>((resolve) => this.#watchers.push(resolve));
  }

  /** Maximum number of requests in any window that started within this period. */
  mostBetween(start: number, end: number): number {
    const times = this.requests.map(({ at }) => at);
    const inWindow = (start: number): number =>
      times.filter((at) => at >= start && at < start + this.#policy.perSeconds * 1000).length;
    return Math.max(0, ...times.filter((at) => at >= start && at < end).map(inWindow));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  #answer(sender: string, response: ServerResponse): void {
    const at = performance.now();
    const taken = this.requests.filter(
      (each) => each.isAccepted && at - each.at < this.#policy.perSeconds * 1000,
    );
    const isAccepted = taken.length < this.#policy.requests;
    this.requests.push({ at, sender, isAccepted });
    const watchers = this.#watchers;
    this.#watchers = [];
    for (const watcher of watchers) watcher();
    if (this.#silentTo.has(sender)) return;
    setTimeout(() => response.writeHead(isAccepted ? 200 : 429).end(), 10);
  }
}

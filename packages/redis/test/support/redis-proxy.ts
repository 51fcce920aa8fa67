import { mkdtemp, rm } from "node:fs/promises";
import { createConnection, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** What happens to the reply to a script that Redis has run. */
export type ReplyFate =
  | { readonly kind: "pass" }
  /** This reply and all later ones are lost; the connection breaks at the client's next command. */
  | { readonly kind: "swallow" }
  /** The connection breaks instead. */
  | { readonly kind: "cut" }
  /** It is delayed by this many ms, as are all later ones. */
  | { readonly kind: "delay"; readonly milliseconds: number }
  /** It is replaced by this text. */
  | { readonly kind: "replace"; readonly text: string };

/** A proxy between clients and Redis that disturbs the replies to scripts. */
export class RedisProxy implements AsyncDisposable {
  /** Number of replies that were disturbed. */
  disturbed = 0;
  readonly #folder: string;
  readonly #target: string;
  readonly #fateOf: (reply: number) => ReplyFate;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server = createServer((client) => this.#connect(client));
  #replies = 0;

  private constructor(folder: string, target: string, fateOf: (reply: number) => ReplyFate) {
    this.#folder = folder;
    this.#target = target;
    this.#fateOf = fateOf;
  }

  /** @param fateOf Called with the index of each reply. */
  static async start(target: string, fateOf: (reply: number) => ReplyFate): Promise<RedisProxy> {
    const proxy = new RedisProxy(await mkdtemp(join(tmpdir(), "copilot-sdk-proxy-")), target, fateOf);
    await new Promise<void>((resolve) => proxy.#server.listen(proxy.socket, resolve));
    return proxy;
  }

  get socket(): string {
    return join(this.#folder, "proxy.sock");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
    await rm(this.#folder, { recursive: true, force: true });
  }

  #connect(client: Socket): void {
    const redis = createConnection(this.#target);
    const end = (): void => {
      client.destroy();
      redis.destroy();
    };
    for (const socket of [client, redis]) {
      this.#sockets.add(socket);
      socket.on("error", end).on("close", end);
    }
    let scripts = 0;
    let isSilent = false;
    let before: Promise<unknown> = Promise.resolve();
    client.on("data", (data) => {
      if (isSilent) return end();
      scripts += data.toString("latin1").match(/\bEVAL(?:SHA)?\b/gi)?.length ?? 0;
      redis.write(data);
    });
    redis.on("data", (data) => {
      const isOfScript = scripts > 0 && !data.toString("latin1").startsWith("-NOSCRIPT");
      if (scripts > 0) scripts--;
      const fate: ReplyFate = isOfScript ? this.#fateOf(this.#replies++) : { kind: "pass" };
      if (fate.kind !== "pass") this.disturbed++;
      if (fate.kind === "cut") return end();
      if (fate.kind === "swallow") isSilent = true;
      if (isSilent) return;
      if (fate.kind === "delay") before = before.then(() => sleep(fate.milliseconds));
      const answer = fate.kind === "replace" ? fate.text : data;
      before = before.then(() => client.writable && client.write(answer));
    });
  }
}

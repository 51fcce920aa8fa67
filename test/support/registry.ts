import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { startServerProcess } from "./server-process.ts";
import { root } from "./workspace.ts";

/** A registry for the packages of this workspace, empty at first, with a proxy in front that can spoil what passes. */
export interface Registry {
  /** Address, with a slash at its end. */
  readonly url: string;
  /** Tokens of one who may publish, and of one who may not. */
  readonly tokens: { readonly maintainer: string; readonly reader: string };
  /** Names of the packages whose uploads the registry took, in their order. */
  readonly uploads: readonly string[];
  /** Decides what happens to uploads from now on, which count from 1. Before that they pass. */
  decide(fateOf: FateOf): void;
  stop(): Promise<void>;
}

/** `lose` lets the registry take the upload, and cuts the connection before its answer. */
type Fate = "pass" | "lose" | { readonly status: number };

type FateOf = (upload: number) => Fate;

/** Starts a registry, the one of `pnpm registry`, on free ports of this machine. */
export async function startRegistry(): Promise<Registry> {
  const verdaccio = await startServerProcess(process.execPath, ["scripts/registry.mjs", "--json"], {
    cwd: root,
  });
  const { tokens } = JSON.parse(verdaccio.line) as Pick<Registry, "tokens">;
  const uploads: string[] = [];
  let fateOf: FateOf = () => "pass";
  let count = 0;
  const server = createServer(async (incoming, answer) => {
    const isUpload = incoming.method === "PUT" && !incoming.url?.startsWith("/-/");
    if (isUpload) count += 1;
    const fate = isUpload ? fateOf(count) : "pass";
    if (typeof fate === "object") return refuse(incoming, answer, fate.status);
    const response = await forward(incoming, new URL(verdaccio.url));
    if (isUpload && response.statusCode === 201)
      uploads.push(decodeURIComponent(incoming.url ?? "").slice(1));
    if (fate === "lose") {
      answer.destroy();
      return;
    }
    answer.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(answer);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    tokens,
    uploads,
    decide(next) {
      fateOf = next;
      count = 0;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await verdaccio.stop();
    },
  };
}

/** Sends a request on as it came; its host, too, so that the registry's links lead to the proxy. */
function forward(incoming: IncomingMessage, { hostname, port }: URL): Promise<IncomingMessage> {
  return new Promise((fulfil, reject) => {
    const { method, url: path, headers } = incoming;
    const outgoing = request({ hostname, port, method, path, headers }, fulfil).on("error", reject);
    incoming.pipe(outgoing);
  });
}

async function refuse(incoming: IncomingMessage, answer: ServerResponse, status: number): Promise<void> {
  incoming.resume();
  await once(incoming, "end");
  answer.writeHead(status, { "content-type": "application/json" });
  answer.end(JSON.stringify({ error: "refused by this test" }));
}

import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { startServerProcess } from "./server-process.ts";
import { root } from "./workspace.ts";

/** A registry for the packages of this workspace, initially empty, behind a proxy that can make uploads fail. */
export interface Registry {
  /** URL with a trailing slash. */
  readonly url: string;
  /** Tokens of a user who may publish, and of one who may not. */
  readonly tokens: { readonly maintainer: string; readonly reader: string };
  /** Names of the packages that the registry accepted, in order. */
  readonly uploads: readonly string[];
  /** Sets the outcome of future uploads, numbered from 1. By default, they pass. */
  decide(fateOf: FateOf): void;
  stop(): Promise<void>;
}

/** `lose` forwards the upload to the registry, but drops the connection before the response. */
type Fate = "pass" | "lose" | { readonly status: number };

type FateOf = (upload: number) => Fate;

/** Options of a registry. */
export interface RegistryOptions {
  /** The path of its URL. With another one each time, caches of package managers cannot mix registries up. Default: `/`. */
  readonly prefix?: string;
  /** Packages that it accepts besides those of this workspace, such as `@acme/*`. */
  readonly accepted?: readonly string[];
  /** The registry to which requests for all other packages are redirected. Default: they are rejected. */
  readonly elsewhere?: string;
}

/** Starts the registry of `pnpm registry` on free local ports. */
export async function startRegistry({
  prefix = "/",
  accepted = [],
  elsewhere,
}: RegistryOptions = {}): Promise<Registry> {
  const parameters = [
    "scripts/registry.mjs",
    "--json",
    ...(prefix === "/" ? [] : ["--prefix", prefix]),
    ...accepted.flatMap((pattern) => ["--accept", pattern]),
  ];
  const verdaccio = await startServerProcess(process.execPath, parameters, { cwd: root });
  const { tokens } = JSON.parse(verdaccio.line) as Pick<Registry, "tokens">;
  const uploads: string[] = [];
  let fateOf: FateOf = () => "pass";
  let count = 0;
  const server = createServer(async (incoming, answer) => {
    if (!incoming.url?.startsWith(prefix)) return refuse(incoming, answer, 404);
    incoming.url = incoming.url.slice(prefix.length - 1);
    if (elsewhere !== undefined && incoming.method === "GET" && !OWN.test(incoming.url)) {
      answer.writeHead(307, { location: new URL(incoming.url.slice(1), elsewhere).href });
      answer.end();
      return;
    }
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
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`,
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

/** The paths of the packages of this workspace, and of the registry's own functions. */
const OWN = /^\/(?:copilot-sdk(?:\/|$)|@copilot-sdk(?:%2f|\/)|-\/)/i;

/** Forwards a request unchanged, including its host, so that links of the registry point to the proxy. */
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

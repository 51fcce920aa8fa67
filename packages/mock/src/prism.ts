import { Agent, type IncomingHttpHeaders, request as sendRequest } from "node:http";
import { buffer } from "node:stream/consumers";
import { createLogger } from "@stoplight/prism-core";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { createServer } from "@stoplight/prism-http-server";
import type { JsonObject } from "./json.js";

/** A request with its whole body. */
export interface PlainRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** An answer with its whole body. */
export interface PlainAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A running Prism server. */
export interface Prism {
  /** Has Prism answer a request. */
  answer(request: PlainRequest): Promise<PlainAnswer>;
  close(): Promise<void>;
}

/** Starts Prism on a document: it validates requests, credentials and its own answers, and answers with examples. */
export async function startPrism(document: JsonObject): Promise<Prism> {
  const operations = await getHttpOperationsFromSpec(structuredClone(document));
  const server = createServer(operations, {
    components: { logger: createLogger("mock", { level: "silent" }) },
    cors: false,
    config: {
      isProxy: false,
      mock: { dynamic: false },
      checkSecurity: true,
      validateRequest: true,
      validateResponse: true,
      errors: true,
      upstreamProxy: undefined,
    },
  });
  const url = await server.listen(0, "127.0.0.1");
  // A connection for each request: one that is kept may be closed by Prism in the moment it is used again.
  const agent = new Agent({ keepAlive: false });
  return {
    answer: (request) => forward(url, agent, request),
    close: async () => {
      agent.destroy();
      await server.close();
    },
  };
}

function forward(url: string, agent: Agent, request: PlainRequest): Promise<PlainAnswer> {
  const {
    connection: _connection,
    "transfer-encoding": _encoding,
    expect: _expect,
    ...headers
  } = request.headers;
  const { method, target, body } = request;
  const length = body.length > 0 ? { "content-length": String(body.length) } : {};
  return new Promise((fulfil, reject) => {
    const outgoing = sendRequest(url + target, { agent, method, headers: { ...headers, ...length } });
    outgoing.on("error", reject);
    outgoing.on("response", (response) => {
      const answer = (content: Buffer) => ({
        status: response.statusCode ?? 0,
        headers: response.headers,
        body: content,
      });
      buffer(response).then((content) => fulfil(answer(content)), reject);
    });
    outgoing.end(body);
  });
}

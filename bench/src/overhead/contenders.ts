import ky from "ky";
import OpenAI from "openai";
import createClient from "openapi-fetch";
import { Copilot } from "../../../packages/copilot-sdk/dist/index.js";
import { loadOfficialSdk } from "../official-sdk.ts";
import { SmallestClient } from "./smallest-client.ts";

/** A way to make a call. Each retrieves a client by its id. */
export interface OverheadContender {
  readonly name: string;
  readonly title: string;
  readonly call: () => Promise<unknown>;
}

const apiKey = "a-key-for-the-bench";
const headers = { "X-API-KEY": apiKey };
/** The headers of `copilot-sdk`. */
const sent = { ...headers, accept: "application/json", "user-agent": "copilot-sdk/0.0.0 (node 24.21)" };

/** The first is the baseline. The second repeats it, and shows the noise of the measurement. */
export async function overheadContenders(url: string): Promise<readonly OverheadContender[]> {
  return [
    { name: "fetch", title: "fetch", call: fetchCall(url) },
    { name: "fetch-again", title: "fetch, again", call: fetchCall(url) },
    { name: "fetch-abortable", title: "fetch, abortable", call: abortableFetchCall(url) },
    { name: "fetch-same-headers", title: "the same, our headers", call: abortableFetchCall(url, sent) },
    { name: "smallest", title: "smallest client", call: smallestCall(url) },
    { name: "smallest-same-headers", title: "smallest, our headers", call: smallestCall(url, sent) },
    { name: "ours", title: "copilot-sdk", call: ourCall(url) },
    { name: "ours-no-stack", title: "copilot-sdk, no stack", call: stacklessCall(url) },
    { name: "openapi-fetch", title: "openapi-fetch", call: openapiFetchCall(url) },
    { name: "ky", title: "ky", call: kyCall(url) },
    { name: "openai", title: "openai (Stainless)", call: openaiCall(url) },
    { name: "official", title: "official SDK", call: await officialCall(url) },
  ];
}

function fetchCall(url: string): () => Promise<unknown> {
  return async () => {
    const response = await fetch(`${url}/v1/clients/42`, { headers });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return response.json();
  };
}

/** The same call with an abort signal and a timeout: the minimum cost of a client that supports both. */
function abortableFetchCall(url: string, own: Record<string, string> = headers): () => Promise<unknown> {
  return async () => {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), 60_000);
    try {
      const response = await fetch(`${url}/v1/clients/42`, { headers: own, signal: controller.signal });
      if (!response.ok) throw new Error(`status ${response.status}`);
      return await response.json();
    } finally {
      clearTimeout(timer);
    }
  };
}

/** The minimum cost of the guarantees of `copilot-sdk`. */
function smallestCall(url: string, own: Record<string, string> = headers): () => Promise<unknown> {
  const client = new SmallestClient(url, own, 1_000_000);
  return () => client.get("/v1/clients/42");
}

/** Retries are enabled by default. The rate limit is enabled, but so high that no call waits. */
function ourCall(url: string): () => Promise<unknown> {
  const copilot = new Copilot({ apiKey, baseURL: url, rateLimit: { requests: 1_000_000 } });
  return () => copilot.clients.retrieve("42");
}

/** The same, without the stack of the caller: the difference is what stack traces cost. */
function stacklessCall(url: string): () => Promise<unknown> {
  const call = ourCall(url);
  return () => {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    const result = call();
    Error.stackTraceLimit = stackTraceLimit;
    return result;
  };
}

/** The type of the operation for openapi-fetch. */
interface Paths {
  "/v1/clients/{id}": {
    get: {
      parameters: { path: { id: string } };
      responses: { 200: { content: { "application/json": { id: string } } } };
    };
  };
}

function openapiFetchCall(url: string): () => Promise<unknown> {
  const client = createClient<Paths>({ baseUrl: url, headers });
  return async () => {
    const { data, response } = await client.GET("/v1/clients/{id}", { params: { path: { id: "42" } } });
    if (data === undefined) throw new Error(`status ${response.status}`);
    return data;
  };
}

function kyCall(url: string): () => Promise<unknown> {
  const client = ky.create({ prefix: url, headers });
  return () => client.get("v1/clients/42").json();
}

/** The path differs. The server responds to any path. */
function openaiCall(url: string): () => Promise<unknown> {
  const client = new OpenAI({ apiKey, baseURL: `${url}/v1` });
  return () => client.models.retrieve("42");
}

async function officialCall(url: string): Promise<() => Promise<unknown>> {
  const { copilotApi, OpenAPI } = await loadOfficialSdk();
  OpenAPI.BASE = url;
  const client = copilotApi({ apiKey });
  return () => client.retrieveClient({ id: "42" });
}

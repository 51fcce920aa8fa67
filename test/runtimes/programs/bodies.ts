// Response bodies in every runtime. Imports nothing that is specific to one of them.
import { eventStream, type StreamOptions, streamOperation } from "@copilot-sdk/runtime/streams";
import {
  type BinaryResponse,
  type ClientOptions,
  Copilot,
  operation,
  type RequestOptions,
} from "copilot-sdk";

/** The outcome of each way to read a body: the name and message of the error, or the result. */
export type BodyReports = Readonly<Record<string, string>>;

/**
 * @param url A server that breaks each response in the way that its path names.
 * @param cuts The names of the truncated responses.
 */
export async function readBodies(url: string, cuts: readonly string[]): Promise<BodyReports> {
  const client = (options: ClientOptions = {}): Copilot =>
    new Copilot({
      apiKey: "a-key",
      baseURL: url,
      logLevel: "off",
      maxRetries: 0,
      dangerouslyAllowBrowser: true,
      ...options,
    });
  const retrieve = async (id: string, options?: ClientOptions): Promise<string> =>
    (await client(options).tasks.retrieve(id)).id;
  const unread = async (limit: string, options: RequestOptions): Promise<string> => {
    const response = await client().tasks.retrieve(`stalled-${limit}`, options).asResponse();
    return response.text();
  };
  const watch = streamOperation<{ id: string }, { readonly id: string }>(
    { id: "watch", method: "GET", path: "/v1/tasks/{id}", stream: { end: "[DONE]" } },
    eventStream,
  );
  const streamed = async (id: string, options?: StreamOptions, most = Infinity): Promise<string> => {
    const ids: string[] = [];
    for await (const item of client().stream(watch, { id }, options)) {
      ids.push(item.id);
      if (ids.length === most) break;
    }
    return ids.join(" ");
  };
  const download = operation<{ id: string }, BinaryResponse>({
    id: "download",
    method: "GET",
    path: "/v1/tasks/{id}",
    response: "binary",
  });
  const downloaded = async (id: string, options?: RequestOptions): Promise<string> => {
    const { body } = await client().request(download, { id }, options);
    let size = 0;
    for (const reader = body?.getReader(); ; ) {
      const { value } = (await reader?.read()) ?? {};
      if (value === undefined) return `${size} bytes`;
      size += value.length;
    }
  };
  const ways: Readonly<Record<string, () => Promise<string>>> = {
    // The `fetch` of Node 20 and 22 may never settle if the first bytes are not valid gzip.
    ...Object.fromEntries(cuts.map((name) => [name, () => retrieve(name, { timeout: 10_000 })])),
    empty: () => retrieve("empty"),
    blanks: () => retrieve("blanks", { maxResponseBytes: 1_000_000 }),
    whole: () => retrieve("whole"),
    marked: () => retrieve("marked"),
    "unread, signal": () => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 200);
      return unread("signal", { signal: controller.signal });
    },
    "unread, timeout": () => unread("timeout", { timeout: 200 }),
    "unread, deadline": () => unread("deadline", { deadline: 200 }),
    "unread, read twice": async () => {
      const response = await client().tasks.retrieve("marked").asResponse();
      const clone = response.clone();
      const { id } = (await response.json()) as { readonly id: string };
      return `${response.status} ${id} ${response.bodyUsed} ${clone.bodyUsed} ${(await clone.text()).length}`;
    },
    downloaded: () => downloaded("blanks"),
    "downloaded, cut": () => downloaded("length-cut"),
    "downloaded, stalled": () => downloaded("stalled-download", { timeout: 200 }),
    streamed: () => streamed("streamed"),
    "streamed, cut": () => streamed("stream-cut"),
    "streamed, left": () => streamed("stalled-stream-left", {}, 1),
    "streamed, stalled": () => streamed("stalled-stream-limit", { stallTimeout: 200 }),
    "streamed, signal": () => {
      const controller = new AbortController();
      // Garbage collection must not end a stream that is being read.
      const { gc } = globalThis as { gc?: (options: { type: "minor" }) => void };
      for (const delay of [100, 110]) setTimeout(() => gc?.({ type: "minor" }), delay);
      setTimeout(() => controller.abort(), 200);
      return streamed("stalled-stream-signal", { signal: controller.signal });
    },
  };
  const reports: Record<string, string> = {};
  for (const [name, way] of Object.entries(ways)) {
    reports[name] = await way().catch((error: Error) => `${error.name}: ${error.message}`);
  }
  return reports;
}

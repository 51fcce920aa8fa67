// A server of Deno. The parameter is the name of the adapter.
import { type Fetcher, fetchers } from "./fetchers.ts";

declare const Deno: {
  readonly args: readonly string[];
  readonly stdin: { readonly readable: ReadableStream<Uint8Array> };
  exit(): never;
  serve(
    options: { hostname: string; port: number; onListen: (address: { readonly port: number }) => void },
    answer: Fetcher,
  ): unknown;
};

const fetcher = fetchers[Deno.args[0] ?? ""];
if (fetcher === undefined) throw new Error("no such adapter");
const onListen = ({ port }: { readonly port: number }): void => console.log(JSON.stringify({ port }));
Deno.serve({ hostname: "127.0.0.1", port: 0, onListen }, fetcher);
// Ends with the test at the latest.
for await (const _ of Deno.stdin.readable);
Deno.exit();

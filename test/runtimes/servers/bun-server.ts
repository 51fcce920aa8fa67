// A server of Bun. The parameter is the name of the adapter.
import { type Fetcher, fetchers } from "./fetchers.ts";

declare const Bun: {
  serve(options: { hostname: string; port: number; fetch: Fetcher }): { readonly port: number };
};

const fetcher = fetchers[process.argv[2] ?? ""];
if (fetcher === undefined) throw new Error("no such adapter");
const { port } = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: fetcher });
console.log(JSON.stringify({ port }));
// Ends with the test at the latest.
process.stdin.on("end", () => process.exit()).resume();

// Runs in a browser page, whose server forwards calls. The query contains a URL where nothing listens.
import { collectErrors } from "./errors.ts";

declare const location: { readonly origin: string; readonly search: string };

const closedUrl = new URLSearchParams(location.search).get("closed") ?? "";
const report = await collectErrors({ url: location.origin, closedUrl }).catch((error: unknown) =>
  String(error),
);
await fetch("/report", { method: "POST", body: JSON.stringify(report) });

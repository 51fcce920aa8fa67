// Runs in a page of a browser, whose own server passes calls on. The address of nobody is in its query.
import { collectErrors } from "./errors.ts";

declare const location: { readonly origin: string; readonly search: string };

const closedUrl = new URLSearchParams(location.search).get("closed") ?? "";
const report = await collectErrors({ url: location.origin, closedUrl }).catch((error: unknown) =>
  String(error),
);
await fetch("/report", { method: "POST", body: JSON.stringify(report) });

// Runs in a browser page, whose server forwards calls. The query contains the names of the truncated responses.
import { readBodies } from "./bodies.ts";

declare const location: { readonly origin: string; readonly search: string };

const cuts = new URLSearchParams(location.search).getAll("cut");
const report = await readBodies(location.origin, cuts).catch((error: unknown) => String(error));
await fetch("/report", { method: "POST", body: JSON.stringify(report) });

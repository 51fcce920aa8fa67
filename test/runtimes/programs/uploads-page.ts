// Runs in a browser page, whose server forwards calls to the store.
import { uploadEverything } from "./uploads.ts";

declare const location: { readonly origin: string };

const report = await uploadEverything(location.origin).catch((error: unknown) => String(error));
await fetch("/report", { method: "POST", body: JSON.stringify(report) });

// Runs in a page of a browser, whose own server passes calls on to the store.
import { uploadEverything } from "./uploads.ts";

declare const location: { readonly origin: string };

const report = await uploadEverything(location.origin).catch((error: unknown) => String(error));
await fetch("/report", { method: "POST", body: JSON.stringify(report) });

// Runs in Node, Bun and Deno. Parameters: the URL of the store, and the path of a file with the content.
import { createReadStream, openAsBlob } from "node:fs";
import { stat } from "node:fs/promises";
import { contentBytes, uploadEverything } from "./uploads.ts";

const [, , url = "", path = ""] = process.argv;
const { size } = await stat(path);
const outcomes = await uploadEverything(url, {
  Buffer: Buffer.from(contentBytes()),
  openAsBlob: await openAsBlob(path),
  createReadStream: { stream: createReadStream(path), size },
});
console.log(JSON.stringify(outcomes));

// Runs in Node, Bun and Deno. Parameters: the URL of a server, and a URL where nothing listens.
import process from "node:process";
import { collectErrors } from "./errors.ts";

const [, , url = "", closedUrl = ""] = process.argv;
console.log(JSON.stringify(await collectErrors({ url, closedUrl })));
